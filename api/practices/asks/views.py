"""The views of asks and answers that readers get."""

from typing import Any

from ...kernel import clock, records, spaces, tombstones
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from .kinds import ANSWER_WITHDRAWALS, ANSWERS, ASK_WITHDRAWALS, ASKS
from .models import Ask, AskAnswer

PARTS = (ANSWERS.name, ASK_WITHDRAWALS.name, ANSWER_WITHDRAWALS.name)
"""The kinds that belong to an ask; their ids are ASK or `ASK/ANSWER`."""


def locked(caller: Caller, space_id: str, ask_id: str) -> Ask:
    """Lock the space until commit and return the ask. Raises `not_found`, `gone`."""
    spaces.lock(caller, space_id)
    return found(space_id, ask_id)


def found(space_id: str, ask_id: str) -> Ask:
    """The ask. Raises `not_found`, `gone`."""
    row = find(space_id, ask_id)
    if row is None:
        raise Problem("gone" if tombstones.exist([space_id], ASKS.name, ask_id) else "not_found")
    return row


def find(space_id: str, ask_id: str) -> Ask | None:
    return Ask.get_or_none(Ask.space_id == space_id, Ask.id == ask_id)


def is_shown(answer: AskAnswer) -> bool:
    """Whether the asker may see this answer."""
    return answer.answer != "rest"


def of_ask(row: Ask) -> dict[str, Any]:
    """The view of an ask. It is equal for both, and a `rest` does not change it."""
    return records.view(
        row,
        **signals_of_ask(row),
        headline=records.from_text(row.headline),
        since=clock.to_text(row.since),
        expires_at=clock.to_text(row.expires_at),
        ends_at=clock.to_text(row.ends_at),
        again_at=clock.to_text(row.again_at),
    )


def of_answer(row: AskAnswer) -> dict[str, Any]:
    return records.view(
        row,
        ask_id=row.ask_id,
        **signals_of_answer(row),
        headline=records.from_text(row.headline),
        since=clock.to_text(row.since),
        until=_text(row.until),
    )


def signals_of_ask(row: Ask) -> dict[str, Any]:
    """The signals of an ask, which its words are sealed with."""
    return {
        "area": row.area,
        "wants_at": _text(row.wants_at),
        "started_at": clock.to_text(row.started_at),
        "duration_seconds": row.duration_seconds,
    }


def signals_of_answer(row: AskAnswer) -> dict[str, Any]:
    """The signals of an answer, which its words are sealed with."""
    return {
        "answer": row.answer,
        "later_at": _text(row.later_at),
        "started_at": clock.to_text(row.started_at),
        "duration_seconds": row.duration_seconds,
    }


def _text(instant: int | None) -> str | None:
    return None if instant is None else clock.to_text(instant)
