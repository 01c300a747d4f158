"""The times of a ritual: its schedule, with the times that were moved, skipped or kept."""

import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from ...kernel import clock, records, zones
from ...kernel.recurrence import instant_of, local_of, next_occurrences, occurrences
from .models import Ritual, RitualOccurrence
from .schemas import Local

# How far one time may be moved. Phones search the same range.
LONGEST_MOVE = 31 * clock.DAY
STANDING = ("planned", "moved")


@dataclass(frozen=True)
class Time:
    """One time of a ritual: its clock time in the schedule, the instant it starts, and its change,
    if any."""

    original: str
    at: int
    change: RitualOccurrence | None = None


def recurrence_of(ritual: Ritual) -> Mapping[str, Any]:
    return records.from_text(ritual.recurrence)


def times(ritual: Ritual, after: int, states: Collection[str] = STANDING) -> Iterator[Time]:
    """Iterate over all times in one of `states` that start after an instant, soonest first: endless
    unless the ritual is `once` or has an `until`. None if this server does not know the zone."""
    recurrence = recurrence_of(ritual)
    if not zones.is_known(recurrence["zone"]):
        return iter(())
    changes = _changes(ritual, after, recurrence["zone"])
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


def time_of(ritual: Ritual, original: str) -> Time | None:
    """The time with this clock time in the schedule; None if it was skipped or kept, or does not
    exist."""
    recurrence = recurrence_of(ritual)
    change = find_change(ritual, original)
    if change is not None and change.state not in STANDING:
        return None
    if not is_occurrence(recurrence, original):
        return None
    moved_to = change.moved_to if change else None
    return Time(original, instant_of(moved_to or original, recurrence["zone"]), change)


def is_over(ritual: Ritual, at: int) -> bool:
    """Whether no time starts after an instant, moved ones included."""
    return not next_occurrences(recurrence_of(ritual), at - LONGEST_MOVE, 1)


def find_change(ritual: Ritual, original: str) -> RitualOccurrence | None:
    """The change of one time, if any."""
    return RitualOccurrence.get_or_none(
        RitualOccurrence.space_id == ritual.space_id,
        RitualOccurrence.ritual_id == ritual.id,
        RitualOccurrence.original == original,
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


def _changes(ritual: Ritual, after: int, zone: str) -> dict[str, RitualOccurrence]:
    earliest = local_of(after - LONGEST_MOVE - clock.DAY, zone)
    query = RitualOccurrence.select().where(
        (RitualOccurrence.space_id == ritual.space_id)
        & (RitualOccurrence.ritual_id == ritual.id)
        & (RitualOccurrence.original >= earliest)
    )
    return {change.original: change for change in query}


def _start(time: Time) -> int:
    return time.at
