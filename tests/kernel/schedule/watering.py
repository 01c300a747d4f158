"""A schedule of the tests: watering, which stands until it is dry. What it reminds of is kept in a list."""

from typing import Any

from flask import Flask
from peewee import BooleanField

from api.client.phone import Phone
from api.kernel import clock, records, reminders, spaces
from api.kernel.db import Model, transaction
from api.kernel.ids import new_id
from api.kernel.kinds import RecordKind
from api.kernel.push.messages import Message
from api.kernel.reminders import Due
from api.kernel.schedule import lead_times, occurrences, schedules
from api.kernel.schedule.fields import OccurrenceBodySchema, ScheduleSignals
from api.kernel.schedule.schedules import OccurrenceRow, Schedule, ScheduledRecord, Time
from api.practices.rituals.notices import RITUAL
from tests.kernel.applauding import caller_of
from tests.kernel.asking import check_in


class Watering(ScheduledRecord):
    dry = BooleanField(default=False)


class WateringOccurrence(OccurrenceRow):
    pass


WATERINGS = RecordKind(
    name="waterings",
    title="Watering",
    practice="checkins",
    path="/waterings/<id7:watering_id>",
    about="Plants that need water.",
    model=Watering,
    signals=ScheduleSignals,
)
TABLES: list[type[Model]] = [Watering, WateringOccurrence]
reminded: list[tuple[str, str]] = []
"""Who was reminded of which clock time."""
skipped: list[str] = []


def _remind(watering: Watering, time: Time, due: Due) -> Message:
    reminded.append((due.person_id, time.original))
    return Message(
        due.person_id,
        RITUAL,
        space_id=watering.space_id,
        record_kind=WATERINGS.name,
        record_id=watering.id,
        navigate="/",
        ttl_ms=clock.HOUR,
        urgency="normal",
        topic=watering.id,
        extra={},
    )


TIMES = Schedule(
    of=WATERINGS,
    one="watering",
    model=WateringOccurrence,
    stands=lambda watering: not watering.dry,
    ended=lambda _watering: None,
    remind=_remind,
    skipped=lambda _watering, original: skipped.append(original),
)


def plant(app: Flask, phone: Phone, recurrence: dict[str, Any], *leads: int) -> Watering:
    """Save a watering of the couple's, and plan its reminders."""
    signals = {"recurrence": recurrence, "lead_minutes": list(leads)}
    sealed = {"sealed_by": phone.person_id, "words": check_in(phone).body["words"]}
    body = {"space_id": phone.couple_id, "edit": 1, **signals, **sealed}
    record_id, caller = new_id(), caller_of(phone)
    with app.test_request_context(f"/waterings/{record_id}", method="PUT", json=body):
        told: Any = WATERINGS.body.load(body)
        with transaction():
            stored = schedules.stored(told)
            saved = records.save(WATERINGS, record_id, told, caller, columns=lambda _: stored)
            lead_times.plan(TIMES, saved.row)
    return saved.row


def change(
    app: Flask, phone: Phone, watering: Watering, original: str, state: str, **told: Any
) -> Any:
    """Change one time as this phone: view, status and headers."""
    body = {"space_id": phone.couple_id, "edit": 1, "state": state, "moved_to": None, **told}
    path = f"/waterings/{watering.id}/occurrences/{original}"
    with app.test_request_context(path, method="PUT", json=body):
        loaded: Any = OccurrenceBodySchema().load(body)
        return occurrences.save(TIMES, watering.id, original, loaded, caller_of(phone))


def run_due() -> list[tuple[str, str]]:
    """Who is reminded of what, once the worker has done all that is due."""
    reminded.clear()
    while reminders.run_due(lead_times.actions(TIMES)):
        pass
    return sorted(reminded)


def both(phone: Phone) -> list[str]:
    """The couple's people."""
    return spaces.people_of(phone.couple_id or "")
