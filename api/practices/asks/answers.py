"""Answer an ask and read the answer. `rest` is visible only to its author."""

from typing import Any

from ...kernel import audiences, clock, records, silence
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import ends, pushes, views, withdrawals
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer


def save(caller: Caller, ask_id: str, answer_id: str, body: dict[str, Any]) -> Any:
    """Save an answer to the partner's ask. `yes`, `later` and `not_now` end the ask; `rest` changes
    nothing the asker sees."""
    one = f"{ask_id}/{answer_id}"
    with transaction():
        ask = views.locked(caller, body["space_id"], ask_id)
        if ask.author_id != caller.partner_id:
            raise Problem("not_found")
        if withdrawals.exists(caller, ask.space_id, one):
            raise Problem("already_ended")
        saved = records.save(
            ANSWERS,
            one,
            body,
            caller,
            columns=lambda _before: _columns(caller, ask, one, body),
            counted=body["answer"] in ("yes", "later"),
        )
        if not saved.repeated:
            _say(caller, ask, saved.row)
    return records.answer(saved, views.of_answer(saved.row))


def read(caller: Caller, ask_id: str, answer_id: str) -> Any:
    """Read the caller's or the partner's answer. For the asker, a `rest` is `not_found`."""
    row = records.find(ANSWERS, f"{ask_id}/{answer_id}", caller)
    if row.author_id != caller.person_id and not views.is_shown(row):
        raise Problem("not_found")
    return views.of_answer(row), 200, records.etag(row)


def _say(caller: Caller, ask: Ask, answer: AskAnswer) -> None:
    """Apply and publish an answer. A `rest` reaches only its author's feed: the asker's feed, times
    and pushes stay unchanged."""
    notices.drop(ask.space_id, ASKS.name, ask.id, caller.person_id)
    shown = views.of_answer(answer)
    if not views.is_shown(answer):
        records.publish(ANSWERS, answer, [caller.person_id], shown)
        withdrawals.bound_rests(answer)
        return
    _end(ask, answer)
    pushes.tell_answer(ask, answer)
    readers = audiences.readers(ASKS.name, ask.space_id)
    records.publish(ASKS, ask, readers, views.of_ask(ask))
    records.publish(ANSWERS, answer, readers, shown)


def _end(ask: Ask, answer: AskAnswer) -> None:
    if answer.until is not None:
        ends.end_with_yes(ask, answer.until)
    elif answer.later_at is not None:
        ends.end_with_later(ask, clock.now(), answer.later_at)
    else:
        ends.end(ask, clock.now())


def _columns(caller: Caller, ask: Ask, one: str, body: dict[str, Any]) -> dict[str, Any]:
    started_at = clock.from_text(body["started_at"])
    since = max(ask.since, min(started_at, clock.now()))
    later_at = _later_at(body["later_at"])
    _refuse_late(ask, one, since, body["duration_seconds"])
    _refuse_in_a_pause(body["answer"], [caller.person_id, *caller.partners(ask.space_id)])
    return {
        "ask_id": ask.id,
        "answer": body["answer"],
        "later_at": later_at,
        "started_at": started_at,
        "duration_seconds": body["duration_seconds"],
        "headline": records.as_text(body["headline"]),
        "since": since,
    }


def _refuse_late(ask: Ask, one: str, since: int, seconds: int | None) -> None:
    now = clock.now()
    said = AskAnswer.select().where(
        (AskAnswer.space_id == ask.space_id)
        & (AskAnswer.ask_id == ask.id)
        & (AskAnswer.answer == "yes")
        & (AskAnswer.id != one)
    )
    is_over = seconds is not None and since + seconds * clock.SECOND <= now
    if is_over or ask.ends_at <= now or said.exists():
        raise Problem("already_ended")


def _refuse_in_a_pause(answer: str, both: list[str]) -> None:
    """Refuse a yes while either person has a pause (docs/decisions/0010). Other answers pass."""
    now = clock.now()
    is_quiet = any(silence.silenced_until(person_id) > now for person_id in both)
    if answer == "yes" and is_quiet:
        raise Problem("paused")


def _later_at(text: str | None) -> int | None:
    if text is None:
        return None
    later_at = clock.from_text(text)
    if later_at > clock.now() + ends.LATEST:
        raise invalid(later_at="Choose a time within 14 days.")
    return later_at
