"""Schedules: each kind of record that comes back is declared once, with what it says when it reminds.

RITUAL_TIMES = Schedule(
    of=RITUALS,
    one="ritual",
    model=RitualOccurrence,
    stands=is_in_force,
    ended=lambda ritual: ritual.ended,
    remind=reminders.message,
)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from peewee import CompositeKey, IntegerField, TextField

from ..db import Model
from ..kinds import RecordKind
from ..push.messages import Message
from ..records import Record
from ..reminders import Due


class ScheduledRecord(Record):
    """Columns of every record that comes back: the JSON that was sent, since the words are sealed with it."""

    recurrence = TextField()
    lead_minutes = TextField()


class OccurrenceRow(Model):
    """Columns of every time that was changed. `id` is the record's. Not stored: who changed it. `changed_day` counts
    days since the epoch, for calendars. Clock times are texts such as 2026-11-27T19:00 in the schedule's zone.
    """

    space_id = TextField()
    id = TextField()
    original = TextField()
    edit = IntegerField()
    state = TextField()
    moved_to = TextField(null=True)
    changed_day = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "id", "original")


@dataclass(frozen=True)
class Time:
    """One time of a record: its clock time in the schedule, the instant it starts, and its change, if any."""

    original: str
    at: int
    change: OccurrenceRow | None = None


S = TypeVar("S", bound=ScheduledRecord)


def _nothing(_record: Any, _original: str) -> None:
    """Nothing to do for a time that was skipped."""


@dataclass(frozen=True, kw_only=True)
class Schedule(Generic[S]):
    """When the records of the kind `of` come back.

    `one` is the kind's singular, such as "ritual". It gives the name of the field with the record's id (`ritual_id`),
    of the changed times in feeds (`ritual_occurrences`), and of the reminders (`ritual`, `ritual_snooze`).
    """

    of: RecordKind[S]
    one: str
    model: type[OccurrenceRow]
    stands: Callable[[S], bool]
    """Whether a record reminds now: false until everybody has accepted it, and once it has ended."""
    ended: Callable[[S], int | None]
    """When a record ended: nobody changes its later times."""
    remind: Callable[[S, Time, Due], Message]
    """What a reminder that is due says. It is called in the worker's transaction."""
    skipped: Callable[[S, str], None] = _nothing
    """Called in the transaction that skips a time, after it was published."""

    @property
    def occurrences(self) -> str:
        """The name of the changed times in feeds."""
        return f"{self.one}_occurrences"

    @property
    def snoozed(self) -> str:
        """The kind of the reminders that come again after a snooze."""
        return f"{self.one}_snooze"


def recurrence_of(record: ScheduledRecord) -> Mapping[str, Any]:
    return orjson.loads(record.recurrence)


def leads_of(record: ScheduledRecord) -> list[int]:
    """How many minutes before each start both are reminded."""
    return orjson.loads(record.lead_minutes)


def stored(body: Mapping[str, Any]) -> dict[str, str]:
    """The columns of a `ScheduledRecord` for a body."""
    return {name: orjson.dumps(body[name]).decode() for name in ("recurrence", "lead_minutes")}


def shown(record: ScheduledRecord) -> dict[str, Any]:
    """The fields of a record's view, as they were sent."""
    return {"recurrence": recurrence_of(record), "lead_minutes": leads_of(record)}


def terms(signals: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[int]]:
    """Recurrence and lead times to compare: without the order of lists, and a missing `until` is null."""
    weekdays = signals["recurrence"]["weekdays"]
    recurrence = {"until": None, **signals["recurrence"], "weekdays": weekdays and sorted(weekdays)}
    return recurrence, sorted(signals["lead_minutes"])
