"""What a reminder of a ritual says, and the push that the partner is on the way."""

from datetime import date
from typing import Any

from ...kernel import clock, preferences
from ...kernel.preferences import Choices
from ...kernel.push import notices, payload
from ...kernel.push.messages import Message
from ...kernel.reminders import USEFUL, Due
from ...kernel.schedule import timetable
from ...kernel.schedule.recurrence import local_of
from ...kernel.schedule.schedules import Time
from . import on_my_way, quiet_hours
from .kinds import RITUALS
from .models import Ritual, RitualAnswer
from .notices import RITUAL

_ACTIONS = ["snooze", "on_my_way", "not_tonight"]


def message(ritual: Ritual, time: Time, due: Due) -> Message:
    """What a reminder that is due says."""
    choices = preferences.of(due.person_id)
    now, zone = clock.now(), choices.zone
    local = local_of(time.at, zone)
    today = local_of(now, zone)[:10]
    at, day = local[11:], None if local.startswith(today) else local[:10]
    return Message(
        due.person_id,
        RITUAL,
        space_id=ritual.space_id,
        record_kind=RITUALS.name,
        record_id=ritual.id,
        navigate=_path(ritual, time.original),
        body=f"{date.fromisoformat(day):%a} {at}." if day else f"{at}.",
        due=due.due,
        ttl_ms=min(timetable.useful_until(ritual, time), now + USEFUL) - due.due,
        urgency="high",
        topic=f"ritual/{ritual.id}/{time.original}",
        let_through=quiet_hours.lets_through(ritual, time, due.person_id),
        extra={
            **_sealed_for(ritual, due.person_id, choices),
            **_when(time, at, day),
            "actions": _ACTIONS if timetable.can_be_answered(ritual, time, now) else None,
        },
    )


def tell_on_my_way(
    ritual: Ritual, answer: RitualAnswer, time: Time | None, partners: list[str]
) -> None:
    """Queue one silent push to the partner. `time` is None once it was skipped or kept."""
    left = timetable.useful_until(ritual, time) - clock.now() if time else timetable.LATEST
    for person_id in partners if left > 0 else ():
        notices.queue(
            person_id,
            RITUAL,
            space_id=ritual.space_id,
            record_kind=on_my_way.KIND,
            record_id=answer.id,
            navigate=_path(ritual, answer.original),
            ttl_ms=min(left, timetable.LATEST),
            urgency="normal",
            topic=f"answer/{ritual.id}/{answer.original}",
            silent=True,
            extra={"answer": "on_my_way", "ritual_id": ritual.id, "original": answer.original},
        )


def _sealed_for(ritual: Ritual, person_id: str, choices: Choices) -> dict[str, Any]:
    """In quiet hours without words that the partner changed after the person let the ritual through."""
    sealed = payload.sealed(RITUALS, ritual)
    if choices.is_quiet(clock.now()) and not quiet_hours.has_seen_words(ritual, person_id):
        sealed["headline"] = None
    return sealed


def _when(time: Time, local: str, day: str | None) -> dict[str, str | None]:
    """`original` identifies the time; `at` is its start, `local` the reader's clock time then, `day` their date unless
    it is today's."""
    at = clock.to_text(time.at)
    return {"original": time.original, "at": at, "local": local, "day": day}


def _path(ritual: Ritual, original: str) -> str:
    """The path that a tap on the reminder opens: the screen of this time, with buttons for the
    answers."""
    return f"/rituals/{ritual.id}/occurrences/{original}"
