"""What can be done with preferences."""

from typing import Any

from .. import clock, records, reminders
from ..db import transaction
from ..errors import Problem
from ..identity.models import Person
from ..recurrence import next_daily
from ..spaces import Caller
from .choices import choices
from .kinds import PREFERENCES
from .models import Preferences

CHECK_IN_REMINDER = "check_in_reminder"
"""The kind of the daily reminder; the check-ins practice acts on it."""


def save(caller: Caller, person_id: str, body: dict[str, Any]) -> Any:
    """Save a person's preferences and plan their daily reminder anew."""
    if person_id != caller.person_id or body["space_id"] != caller.person_id:
        raise Problem("not_found")
    values = {
        "language": body["language"],
        "quiet_from": body["quiet_from"],
        "quiet_until": body["quiet_until"],
        "check_in_reminder_at": body["check_in_reminder_at"],
        **body["notices"],
    }
    with transaction():
        saved = records.save(PREFERENCES, person_id, body, caller, columns=lambda _before: values)
        if not saved.repeated:
            Person.update(zone=body["zone"]).where(Person.id == person_id).execute()
            _plan_check_in_reminder(person_id, body)
            records.publish(PREFERENCES, saved.row, [person_id], _view(saved.row, body["zone"]))
        shown = _view(saved.row, _zone(person_id))
    return records.answer(saved, shown)


def read(caller: Caller, person_id: str) -> Any:
    if person_id != caller.person_id:
        raise Problem("not_found")
    row = records.find(PREFERENCES, person_id, caller)
    return _view(row, _zone(person_id)), 200, records.etag(row)


def _plan_check_in_reminder(person_id: str, body: dict[str, Any]) -> None:
    time: str | None = body["check_in_reminder_at"]
    if time is None or not body["notices"][CHECK_IN_REMINDER]:
        reminders.unplan(person_id, CHECK_IN_REMINDER, "daily", person_id)
        return
    due = next_daily(time, body["zone"], clock.now())
    reminders.plan(person_id, person_id, CHECK_IN_REMINDER, "daily", due)


def _zone(person_id: str) -> str:
    return Person.get_by_id(person_id).zone


def _view(row: Preferences, zone: str) -> dict[str, Any]:
    chosen = choices(row, zone)
    return {
        "id": row.id,
        "space_id": row.space_id,
        "author_id": row.author_id,
        "edit": row.edit,
        "zone": zone,
        "language": chosen.language,
        "quiet_from": chosen.quiet_from,
        "quiet_until": chosen.quiet_until,
        "notices": dict(chosen.notices),
        "check_in_reminder_at": chosen.check_in_reminder_at,
    }
