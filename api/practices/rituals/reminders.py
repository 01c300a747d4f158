"""Plan the reminders of rituals and queue their pushes.

There is one plan for each person and lead time: the next reminder. When it is due, the worker calls
`remind`, which queues the push and plans the one after.
"""

from typing import Any

from ...kernel import clock, preferences, records, reminders, spaces
from ...kernel.push import notices
from ...kernel.recurrence import local_of
from ...kernel.reminders import USEFUL, Due
from . import quiet_hours, timetable, views
from .models import Ritual, RitualAnswer
from .notices import RITUAL
from .timetable import Time

REMINDER = "ritual"
SNOOZED = "ritual_snooze"
SNOOZE = 15 * clock.MINUTE

# A reminder is useful until this long after the start, or until the end of a shorter ritual.
_LATEST = clock.HOUR
_ACTIONS = ["snooze", "on_my_way", "not_tonight"]


def plan(ritual: Ritual) -> None:
    """Replan the next reminder of each person and lead time; none unless the ritual is accepted and the
    two are still connected.

    Call it before dropping notices and publishing: the worker also locks plans first, then notices,
    then feeds.
    """
    reminders.unplan(ritual.space_id, REMINDER, f"{ritual.id}/")
    if views.state_of(ritual) != "accepted" or spaces.has_ended(ritual.space_id):
        return
    for lead in _leads(ritual):
        for person_id in spaces.people_of(ritual.space_id):
            _plan_next(ritual, person_id, lead, clock.now())


def unplan(ritual: Ritual) -> None:
    """Cancel all plans of this ritual, snoozed ones included."""
    for kind in (REMINDER, SNOOZED):
        reminders.unplan(ritual.space_id, kind, f"{ritual.id}/")


def snooze(ritual: Ritual, original: str, person_id: str) -> None:
    """Remind this person, and nobody else, again in 15 minutes."""
    key = f"{ritual.id}/{original}"
    reminders.plan(person_id, ritual.space_id, SNOOZED, key, clock.now() + SNOOZE)


def remind(due: Due) -> None:
    """Queue the reminder that is due, and plan the next."""
    ritual_id, _, lead_text = due.key.partition("/")
    ritual, lead = _accepted(due.space_id, ritual_id), int(lead_text)
    if ritual is None or lead not in _leads(ritual):
        return
    time = next(timetable.times(ritual, due.due + lead * clock.MINUTE - 1), None)
    if time is not None and time.at - lead * clock.MINUTE == due.due:
        _tell(ritual, time, due)
    _plan_next(ritual, due.person_id, lead, max(due.due, clock.now() - USEFUL))


def remind_again(due: Due) -> None:
    """Queue the reminder of a snooze that is over."""
    ritual_id, _, original = due.key.partition("/")
    ritual = _accepted(due.space_id, ritual_id)
    time = timetable.time_of(ritual, original) if ritual else None
    if ritual is not None and time is not None:
        _tell(ritual, time, due)


def tell_on_my_way(ritual: Ritual, answer: RitualAnswer, partners: list[str]) -> None:
    """Queue one silent push to the partner, if the ritual is accepted."""
    if views.state_of(ritual) != "accepted":
        return
    time = timetable.time_of(ritual, answer.original)
    left = _useful_until(ritual, time) - clock.now() if time else _LATEST
    for person_id in partners:
        if left <= 0:
            continue
        notices.queue(
            person_id,
            RITUAL,
            space_id=ritual.space_id,
            record_kind=views.ANSWERS,
            record_id=answer.id,
            navigate=_path(ritual, answer.original),
            ttl_ms=min(left, _LATEST),
            urgency="normal",
            topic=f"answer/{ritual.id}/{answer.original}",
            silent=True,
            extra={"answer": "on_my_way", "ritual_id": ritual.id, "original": answer.original},
        )


def _tell(ritual: Ritual, time: Time, due: Due) -> None:
    if _is_overtaken(ritual, time, due):
        return
    local = local_of(time.at, preferences.of(due.person_id).zone)
    notices.queue(
        due.person_id,
        RITUAL,
        space_id=ritual.space_id,
        record_kind=views.RITUALS,
        record_id=ritual.id,
        navigate=_path(ritual, time.original),
        body=f"{local[11:]}.",
        due=due.due,
        ttl_ms=min(_useful_until(ritual, time), clock.now() + USEFUL) - due.due,
        urgency="high",
        topic=f"ritual/{ritual.id}/{time.original}",
        let_through=quiet_hours.lets_through(ritual, time, due.person_id),
        extra={**_sealed_for(ritual, due.person_id), **_when(time, local), "actions": _ACTIONS},
    )


def _is_overtaken(ritual: Ritual, time: Time, due: Due) -> bool:
    """Whether a later reminder of this time is due too, as after an outage: then only that one is
    sent."""
    own = (time.at - lead * clock.MINUTE for lead in _leads(ritual))
    snoozed = reminders.planned(due.person_id, SNOOZED, f"{ritual.id}/{time.original}")
    return any(due.due < other <= clock.now() for other in (*own, snoozed or 0))


def _sealed_for(ritual: Ritual, person_id: str) -> dict[str, Any]:
    """In quiet hours without words that the partner changed after the person let the ritual through."""
    sealed = _sealed(ritual)
    is_quiet = preferences.of(person_id).is_quiet(clock.now())
    if is_quiet and not quiet_hours.has_seen_words(ritual, person_id):
        sealed["headline"] = None
    return sealed


def _sealed(ritual: Ritual) -> dict[str, Any]:
    signals = {
        "kind": ritual.kind,
        "recurrence": timetable.recurrence_of(ritual),
        "lead_minutes": _leads(ritual),
    }
    headline = records.from_text(ritual.headline)
    by = {"edit": ritual.edit, "sealed_by": ritual.sealed_by}
    return {**by, "signals": signals, "headline": headline}


def _when(time: Time, local: str) -> dict[str, str]:
    """`original` identifies the time; `at` is its start, `local` the reader's clock time then."""
    return {"original": time.original, "at": clock.to_text(time.at), "local": local[11:]}


def _path(ritual: Ritual, original: str) -> str:
    """The path that a tap on the reminder opens: the screen of this time, with buttons for the
    answers."""
    return f"/rituals/{ritual.id}/occurrences/{original}"


def _useful_until(ritual: Ritual, time: Time) -> int:
    duration: int = timetable.recurrence_of(ritual)["duration_minutes"]
    return time.at + min(duration * clock.MINUTE, _LATEST)


def _plan_next(ritual: Ritual, person_id: str, lead: int, after: int) -> None:
    """Plan the first reminder with this lead time that is due after `after`."""
    time = next(timetable.times(ritual, after + lead * clock.MINUTE), None)
    if time is not None:
        due = time.at - lead * clock.MINUTE
        reminders.plan(person_id, ritual.space_id, REMINDER, f"{ritual.id}/{lead}", due)


def _accepted(space_id: str, ritual_id: str) -> Ritual | None:
    row = Ritual.get_or_none(Ritual.space_id == space_id, Ritual.id == ritual_id)
    return row if row is not None and views.state_of(row) == "accepted" else None


def _leads(ritual: Ritual) -> list[int]:
    return records.from_text(ritual.lead_minutes)
