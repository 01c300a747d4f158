"""When a ritual comes: its schedule, with what was moved, skipped or kept."""

import heapq
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from ...kernel import clock, records, zones
from ...kernel.recurrence import instant_of, local_of, next_occurrences, occurrences
from .models import Ritual, RitualOccurrence
from .schemas import Local

# How far one time may be moved; phones look this far around, too.
LONGEST_MOVE = 31 * clock.DAY
STANDING = ("planned", "moved")


@dataclass(frozen=True)
class Time:
    """One time of a ritual: its clock time in the schedule, the instant at which it starts, and what was
    changed about it, if anything."""

    original: str
    at: int
    change: RitualOccurrence | None = None


def recurrence_of(ritual: Ritual) -> Mapping[str, Any]:
    return records.from_text(ritual.recurrence)


def times(ritual: Ritual, after: int, states: Collection[str] = STANDING) -> Iterator[Time]:
    """All times in one of `states` that start after an instant, soonest first, as many as there are. None in a
    zone that is none here."""
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
    """One time by its clock time in the schedule; None if it was skipped, kept, or is none."""
    recurrence = recurrence_of(ritual)
    change = find_change(ritual, original)
    if change is not None and change.state not in STANDING:
        return None
    if not is_occurrence(recurrence, original):
        return None
    moved_to = change.moved_to if change else None
    return Time(original, instant_of(moved_to or original, recurrence["zone"]), change)


def is_over(ritual: Ritual, at: int) -> bool:
    """Whether none of its times starts after an instant, those that were moved included."""
    return not next_occurrences(recurrence_of(ritual), at - LONGEST_MOVE, 1)


def find_change(ritual: Ritual, original: str) -> RitualOccurrence | None:
    """What was changed about one time, if anything."""
    return RitualOccurrence.get_or_none(
        RitualOccurrence.space_id == ritual.space_id,
        RitualOccurrence.ritual_id == ritual.id,
        RitualOccurrence.original == original,
    )


def is_local(text: str) -> bool:
    """Whether a part of a path is a clock time at all."""
    try:
        Local().deserialize(text)
    except ValidationError:
        return False
    return True


def is_occurrence(recurrence: Mapping[str, Any], original: str) -> bool:
    """Whether the schedule has this clock time. Two may fall on one instant where a day is skipped."""
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
