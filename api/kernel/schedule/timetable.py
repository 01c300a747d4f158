"""The times of a record: its schedule, with the times that were moved, skipped or kept."""

import heapq
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from marshmallow import ValidationError

from .. import clock
from ..statements import Statement
from . import zones
from .fields import Local
from .recurrence import instant_of, local_of, next_occurrences, occurrences
from .schedules import OccurrenceRow, S, Schedule, ScheduledRecord, Time, recurrence_of

LONGEST_MOVE = 31 * clock.DAY
"""How far one time may be moved. Phones search the same range."""
STANDING = ("planned", "moved")
SOON = 3 * clock.HOUR
"""From this long before its start a time is soon, as in the app: only then it can be snoozed. It is the longest
reminder that the app offers for the day itself."""
LATEST = clock.HOUR
"""A reminder is useful until this long after the start, or until the end of a shorter time."""


def times(
    schedule: Schedule[S], record: S, after: int, states: Collection[str] = STANDING
) -> Iterator[Time]:
    """Iterate over all times in one of `states` that start after an instant, soonest first: endless
    unless the recurrence is `once` or has an `until`. None if this server does not know the zone."""
    recurrence = recurrence_of(record)
    if not zones.is_known(recurrence["zone"]):
        return iter(())
    changes = _changes(schedule, record, after, recurrence["zone"])
    regular = (
        Time(original, at)
        for original, at in occurrences(recurrence, after)
        if original not in changes
    )
    changed = [
        Time(original, instant_of(change.moved_to or original, recurrence["zone"]), change)
        for original, change in changes.items()
        if change.state in states and is_occurrence(recurrence, original)
    ]
    changed = sorted((time for time in changed if time.at > after), key=_start)
    return heapq.merge(regular, changed, key=_start)


def time_of(schedule: Schedule[S], record: S, original: str) -> Time | None:
    """The time with this clock time in the schedule; None if it was skipped or kept, or does not
    exist."""
    recurrence = recurrence_of(record)
    change = find_change(schedule, record, original)
    if change is not None and change.state not in STANDING:
        return None
    if not is_occurrence(recurrence, original):
        return None
    moved_to = change.moved_to if change else None
    return Time(original, instant_of(moved_to or original, recurrence["zone"]), change)


def is_over(record: ScheduledRecord, at: int) -> bool:
    """Whether no time starts after an instant, moved ones included."""
    return not next_occurrences(recurrence_of(record), at - LONGEST_MOVE, 1)


def end_of(record: ScheduledRecord, time: Time) -> int:
    """The instant at which a time ends."""
    duration: int = recurrence_of(record)["duration_minutes"]
    return time.at + duration * clock.MINUTE


def can_be_answered(record: ScheduledRecord, time: Time, now: int) -> bool:
    """Whether a time is soon, and not over."""
    return not is_far_off(time, now) and now < end_of(record, time)


def is_far_off(time: Time, now: int) -> bool:
    """Whether a time is not soon yet, as one that was moved to another day."""
    return now < time.at - SOON


def useful_until(record: ScheduledRecord, time: Time) -> int:
    """The instant from which a reminder of a time is of no use."""
    return min(end_of(record, time), time.at + LATEST)


def find_change(schedule: Schedule[S], record: S, original: str) -> OccurrenceRow | None:
    """The change of one time, if any."""
    return _change(schedule.model).first(schedule.model, record.space_id, record.id, original)


@cache
def _change(model: type[OccurrenceRow]) -> Statement:
    return Statement(
        lambda space_id, record_id, original: model.select().where(
            (model.space_id == space_id) & (model.id == record_id) & (model.original == original)
        )
    )


def is_local(text: str) -> bool:
    """Whether a path segment is a clock time."""
    try:
        Local().deserialize(text)
    except ValidationError:
        return False
    return True


def is_occurrence(recurrence: Mapping[str, Any], original: str) -> bool:
    """Whether the schedule has this clock time. Looks at two, since a skipped local day can put two
    on one instant."""
    before = instant_of(original, recurrence["zone"]) - 1
    return any(found == original for found, _ in next_occurrences(recurrence, before, 2))


def _changes(schedule: Schedule[S], record: S, after: int, zone: str) -> dict[str, OccurrenceRow]:
    earliest = local_of(after - LONGEST_MOVE - clock.DAY, zone)
    rows = _changes_since(schedule.model).all(schedule.model, record.space_id, record.id, earliest)
    return {change.original: change for change in rows}


@cache
def _changes_since(model: type[OccurrenceRow]) -> Statement:
    return Statement(
        lambda space_id, record_id, earliest: model.select().where(
            (model.space_id == space_id) & (model.id == record_id) & (model.original >= earliest)
        )
    )


def _start(time: Time) -> int:
    return time.at
