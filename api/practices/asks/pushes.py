"""Pushes about asks: a new ask, an answer that both see, and a withdrawn yes."""

from typing import Any

from ...kernel import clock, preferences, records
from ...kernel.notice_kinds import NoticeKind
from ...kernel.push import notices
from ...kernel.schedule.recurrence import local_of
from . import views
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer
from .notices import ANSWERED, ASKED, ENDED


def tell_ask(ask: Ask, partners: list[str]) -> None:
    """Queue one push to the partner, which expires with the ask. There are no reminders of asks."""
    for person_id in partners:
        _queue(
            ASKED,
            ask,
            person_id,
            about=(ASKS.name, ask.id),
            until=ask.ends_at,
            extra=_sealed(ask, views.signals_of_ask(ask)),
        )


def tell_answer(ask: Ask, answer: AskAnswer) -> None:
    """Queue one push to the asker about an answer that both see."""
    at = answer.until if answer.answer == "yes" else answer.later_at
    _queue(
        ANSWERED,
        ask,
        ask.author_id,
        about=(ANSWERS.name, answer.id),
        until=answer.until or ask.expires_at,
        extra={
            **_sealed(answer, views.signals_of_answer(answer)),
            "ask_id": ask.id,
            "answer": answer.answer,
            "at": None if at is None else clock.to_text(at),
            "local": None if at is None else _time(at, ask.author_id),
            "actions": ["withdraw"] if answer.answer == "yes" else None,
        },
    )


def tell_end(ask: Ask, person_id: str) -> None:
    """Queue a silent push that a yes in force was withdrawn, so that no lock screen still shows the
    yes.

    Call it before the ask is ended.
    """
    _queue(
        ENDED,
        ask,
        person_id,
        about=(ASKS.name, ask.id),
        until=ask.ends_at,
        silent=True,
        extra={"ask_id": ask.id},
    )


def _queue(
    kind: NoticeKind,
    ask: Ask,
    person_id: str,
    *,
    about: tuple[str, str],
    until: int,
    extra: dict[str, Any],
    silent: bool = False,
) -> None:
    """All pushes of one ask share a topic, so that the push service keeps only the newest."""
    record_kind, record_id = about
    notices.queue(
        person_id,
        kind,
        space_id=ask.space_id,
        record_kind=record_kind,
        record_id=record_id,
        navigate=f"/asks/{ask.id}",
        ttl_ms=until - clock.now(),
        urgency="normal",
        topic=f"ask/{ask.id}",
        silent=silent,
        extra=extra,
    )


def _sealed(row: Ask | AskAnswer, signals: dict[str, Any]) -> dict[str, Any]:
    """The headline and what is needed to decrypt it."""
    headline = records.from_text(row.headline)
    by = {"edit": row.edit, "sealed_by": row.sealed_by}
    return {**by, "signals": signals, "headline": headline}


def _time(instant: int, person_id: str) -> str:
    """The clock time of an instant in this person's zone, as 20:40."""
    return local_of(instant, preferences.of(person_id).zone)[11:]
