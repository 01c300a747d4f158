"""What phones are told of an ask: that there is one, what was said aloud, that a yes is over."""

from typing import Any

from ...kernel import clock, preferences, records
from ...kernel.push import notices
from ...kernel.recurrence import local_of
from . import views
from .models import Ask, AskAnswer


def tell_ask(ask: Ask, readers: list[str]) -> None:
    """One push to the one who is asked, of use until the ask expires. Nothing ever reminds of it."""
    for person_id in readers:
        if person_id != ask.author_id:
            _queue(
                "ask",
                ask,
                person_id,
                about=(views.ASKS, ask.id),
                until=ask.ends_at,
                extra=_sealed(ask, views.signals_of_ask(ask)),
            )


def tell_answer(ask: Ask, answer: AskAnswer) -> None:
    """One push to the one who asked, for what was said aloud."""
    at = answer.until if answer.answer == "yes" else answer.later_at
    _queue(
        "ask_answer",
        ask,
        ask.author_id,
        about=(views.ANSWERS, answer.id),
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
    """A yes that still held was taken back: silently, so that no lock screen goes on saying yes.

    Call it before the ask is ended.
    """
    _queue(
        "ask_end",
        ask,
        person_id,
        about=(views.ASKS, ask.id),
        until=ask.ends_at,
        silent=True,
        extra={"ask_id": ask.id},
    )


def _queue(
    kind: str,
    ask: Ask,
    person_id: str,
    *,
    about: tuple[str, str],
    until: int,
    extra: dict[str, Any],
    silent: bool = False,
) -> None:
    """One topic for all of an ask, so that a push service keeps the newest only."""
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
        passes_quiet_hours=silent,
        extra=extra,
    )


def _sealed(row: Ask | AskAnswer, signals: dict[str, Any]) -> dict[str, Any]:
    """What opens the headline."""
    headline = records.from_text(row.headline)
    by = {"edit": row.edit, "sealed_by": row.sealed_by}
    return {**by, "signals": signals, "headline": headline}


def _time(instant: int, person_id: str) -> str:
    """The clock time of an instant where this person is, as 20:40."""
    return local_of(instant, preferences.of(person_id).zone)[11:]
