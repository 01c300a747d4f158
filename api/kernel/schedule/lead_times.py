"""Reminders at the lead times of a schedule, and a snooze of one of them.

There is one plan for each person and lead time: the next reminder. When it is due, the worker calls the schedule's
`remind`, which queues the push, and the one after is planned.
"""

from collections.abc import Callable, Mapping
from functools import partial

from .. import clock, reminders, spaces
from ..reminders import USEFUL, Due
from ..statements import by_id
from . import timetable
from .schedules import S, Schedule, Time, leads_of

SNOOZE = 15 * clock.MINUTE


def plan(schedule: Schedule[S], record: S) -> None:
    """Replan the next reminder of each person and lead time; none unless the record stands and the two are still
    connected.

    Call it before dropping notices and publishing: the worker also locks plans first, then notices, then feeds.
    """
    reminders.unplan(record.space_id, schedule.one, f"{record.id}/")
    if not schedule.stands(record) or spaces.has_ended(record.space_id):
        return
    for lead in leads_of(record):
        for person_id in spaces.people_of(record.space_id):
            _plan_next(schedule, record, person_id, lead, clock.now())


def unplan(schedule: Schedule[S], record: S) -> None:
    """Cancel all plans of this record, snoozed ones included."""
    for kind in (schedule.one, schedule.snoozed):
        reminders.unplan(record.space_id, kind, f"{record.id}/")


def snooze(schedule: Schedule[S], record: S, original: str, person_id: str) -> None:
    """Remind this person, and nobody else, again in 15 minutes."""
    key = f"{record.id}/{original}"
    reminders.plan(person_id, record.space_id, schedule.snoozed, key, clock.now() + SNOOZE)


def actions(schedule: Schedule[S]) -> Mapping[str, Callable[[Due], None]]:
    """What the worker does when a plan is due, for `Practice.reminders`."""
    return {
        schedule.one: partial(_remind, schedule),
        schedule.snoozed: partial(_remind_again, schedule),
    }


def _remind(schedule: Schedule[S], due: Due) -> None:
    """Queue the reminder that is due, and plan the next."""
    record_id, _, lead_text = due.key.partition("/")
    record, lead = _standing(schedule, due.space_id, record_id), int(lead_text)
    if record is None or lead not in leads_of(record):
        return
    time = next(timetable.times(schedule, record, due.due + lead * clock.MINUTE - 1), None)
    if time is not None and time.at - lead * clock.MINUTE == due.due:
        _tell(schedule, record, time, due)
    _plan_next(schedule, record, due.person_id, lead, max(due.due, clock.now() - USEFUL))


def _remind_again(schedule: Schedule[S], due: Due) -> None:
    """Queue the reminder of a snooze that is over."""
    record_id, _, original = due.key.partition("/")
    record = _standing(schedule, due.space_id, record_id)
    time = timetable.time_of(schedule, record, original) if record else None
    if record is not None and time is not None:
        _tell(schedule, record, time, due)


def _tell(schedule: Schedule[S], record: S, time: Time, due: Due) -> None:
    """Remind, unless a later reminder of this time is due too, as after an outage: then only that one is sent."""
    own = (time.at - lead * clock.MINUTE for lead in leads_of(record))
    snoozed = reminders.planned(due.person_id, schedule.snoozed, f"{record.id}/{time.original}")
    if not any(due.due < other <= clock.now() for other in (*own, snoozed or 0)):
        schedule.remind(record, time, due)


def _plan_next(schedule: Schedule[S], record: S, person_id: str, lead: int, after: int) -> None:
    """Plan the first reminder with this lead time that is due after `after`."""
    time = next(timetable.times(schedule, record, after + lead * clock.MINUTE), None)
    if time is not None:
        due = time.at - lead * clock.MINUTE
        reminders.plan(person_id, record.space_id, schedule.one, f"{record.id}/{lead}", due)


def _standing(schedule: Schedule[S], space_id: str, record_id: str) -> S | None:
    row = by_id(schedule.of.model, space_id, record_id)
    return row if row is not None and schedule.stands(row) else None
