"""Reminders at the lead times of a schedule, and a snooze of one of them.

There is one plan for each person and lead time: the next reminder. When it is due, the worker calls the schedule's
`remind` for what the push says, and plans the one after.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from .. import clock, reminders, spaces
from ..push import notices
from ..push.messages import Message
from ..reminders import USEFUL, Due, Together
from ..statements import by_id
from . import timetable
from .schedules import S, Schedule, ScheduledRecord, Time, leads_of

SNOOZE = 15 * clock.MINUTE


def plan(schedule: Schedule[S], record: S) -> None:
    """Replan the next reminder of each person and lead time; none unless the record stands and the two are still
    connected.

    Call it before dropping notices and publishing: the worker also locks plans first, then notices, then feeds.
    """
    reminders.unplan(record.space_id, schedule.one, f"{record.id}/")
    if not _reminds(schedule, record):
        return
    people = spaces.people_of(record.space_id)
    for lead in leads_of(record):
        due = _next_due(schedule, record, lead, clock.now())
        if due is not None:
            key = f"{record.id}/{lead}"
            reminders.plan_all(
                Due(person_id, record.space_id, schedule.one, key, due) for person_id in people
            )


def unplan(schedule: Schedule[S], record: S) -> None:
    """Cancel all plans of this record, snoozed ones included."""
    for kind in (schedule.one, schedule.snoozed):
        reminders.unplan(record.space_id, kind, f"{record.id}/")


def snooze(schedule: Schedule[S], record: S, original: str, person_id: str) -> None:
    """Remind this person, and nobody else, again in 15 minutes."""
    key = f"{record.id}/{original}"
    reminders.plan(person_id, record.space_id, schedule.snoozed, key, clock.now() + SNOOZE)


def actions(schedule: Schedule[S]) -> Mapping[str, Together]:
    """What the worker does when plans are due, for `Practice.reminders`."""
    return {
        schedule.one: Together(partial(_remind, schedule)),
        schedule.snoozed: Together(partial(_remind_again, schedule)),
    }


def _remind(schedule: Schedule[S], dues: Sequence[Due]) -> None:
    """Queue the reminders that are due, and plan the next ones. Two people of a couple are neighbours, and their time
    is looked up once."""
    plans: list[Due] = []
    told: list[Message] = []
    for (space_id, key, due), neighbours in groupby(
        dues, lambda one: (one.space_id, one.key, one.due)
    ):
        record_id, _, lead_text = key.partition("/")
        record, lead = _standing(schedule, space_id, record_id), int(lead_text)
        if record is None or lead not in leads_of(record):
            continue
        time = _time_due(schedule, record, lead, due)
        after = _next_due(schedule, record, lead, max(due, clock.now() - USEFUL))
        for one in neighbours:
            if time is not None:
                told += _told(schedule, record, time, one)
            if after is not None:
                plans.append(replace(one, due=after))
    reminders.plan_all(plans)
    notices.queue_all(told)


def _remind_again(schedule: Schedule[S], dues: Sequence[Due]) -> None:
    """Queue the reminders of snoozes that are over. A time that was moved away meanwhile has reminders of its own."""
    told: list[Message] = []
    for due in dues:
        record_id, _, original = due.key.partition("/")
        record = _standing(schedule, due.space_id, record_id)
        time = timetable.time_of(schedule, record, original) if record else None
        if record and time and not timetable.is_far_off(time, clock.now()):
            told += [_asked(record, time, due, one) for one in _told(schedule, record, time, due)]
    notices.queue_all(told)


def _asked(record: ScheduledRecord, time: Time, due: Due, again: Message) -> Message:
    """A reminder that the person asked for before the end of the time comes after it too, as promised. `asked` is when
    it was to come: only long after that it is late for a phone."""
    if due.due - SNOOZE >= timetable.end_of(record, time):
        return again
    extra = {**again.extra, "asked": clock.to_text(due.due)}
    return replace(again, ttl_ms=max(again.ttl_ms, SNOOZE), extra=extra)


def _told(schedule: Schedule[S], record: S, time: Time, due: Due) -> list[Message]:
    """The reminder; none if a later one of this time is due too, as after an outage: then only that one is sent."""
    own = (time.at - lead * clock.MINUTE for lead in leads_of(record))
    snoozed = reminders.planned(due.person_id, schedule.snoozed, f"{record.id}/{time.original}")
    if any(due.due < other <= clock.now() for other in (*own, snoozed or 0)):
        return []
    return [schedule.remind(record, time, due)]


def _time_due(schedule: Schedule[S], record: S, lead: int, due: int) -> Time | None:
    """The time that a reminder with this lead time is due for; None if it was moved or skipped meanwhile."""
    at = due + lead * clock.MINUTE
    time = next(timetable.times(schedule, record, at - 1), None)
    return time if time is not None and time.at == at else None


def _next_due(schedule: Schedule[S], record: S, lead: int, after: int) -> int | None:
    """When the first reminder with this lead time after `after` is due."""
    time = next(timetable.times(schedule, record, after + lead * clock.MINUTE), None)
    return None if time is None else time.at - lead * clock.MINUTE


def _standing(schedule: Schedule[S], space_id: str, record_id: str) -> S | None:
    """The record, if it reminds. After a parting a plan may be left: of a worker that planned it at that moment."""
    row = by_id(schedule.of.model, space_id, record_id)
    return row if row is not None and _reminds(schedule, row) else None


def _reminds(schedule: Schedule[S], record: S) -> bool:
    """Whether it stands, and the two are still connected."""
    return schedule.stands(record) and not spaces.has_ended(record.space_id)
