"""Runs the worker in tests: what is due is carried out and sent, until nothing is left."""

from typing import Any

from api.kernel import reminders
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from api.practices import PRACTICES
from tests.push_service import PushService
from tests.pushing import send_due


def act() -> None:
    """What is due is carried out; the notices that it queues are not sent yet."""
    actions = {kind: action for one in PRACTICES for kind, action in one.actions.items()}
    while reminders.run_due(actions):
        pass


def work() -> None:
    """Everything that is due now."""
    act()
    while send_due():
        pass


def pushed(service: PushService) -> list[dict[str, Any]]:
    """The payloads of the pushes since the last time, after one round of the worker."""
    work()
    payloads = [push.payload for push in service.pushes]
    service.pushes.clear()
    return payloads


def kinds(service: PushService) -> list[str]:
    """The kinds of the same."""
    return sorted(payload["twofold"]["kind"] for payload in pushed(service))


def bodies(service: PushService) -> list[str]:
    """What the same show."""
    return sorted(payload["notification"]["body"] for payload in pushed(service))


def planned(kind: str, person_id: str | None = None) -> list[int]:
    """When reminders of a kind are due, soonest first."""
    rows = Reminder.select().where(Reminder.kind == kind).order_by(Reminder.due)
    return [row.due for row in rows if person_id in (None, row.person_id)]


def queued(person_id: str) -> list[str]:
    """The kinds of the notices that wait for a person."""
    rows = Notice.select().where(Notice.person_id == person_id).order_by(Notice.due)
    return [row.kind for row in rows]
