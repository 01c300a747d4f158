"""What tests of push share: a phone that can be reached, a notice for it, and one round of the worker."""

import asyncio
from collections.abc import Mapping
from typing import Any

from api.client.phone import Phone
from api.config import settings
from api.kernel import clock as server_clock
from api.kernel.db import transaction
from api.kernel.identity.warnings import WARNINGS
from api.kernel.ids import new_id
from api.kernel.push import claims, notices
from api.kernel.push.claims import Outcome
from api.kernel.push.messages import Message
from api.kernel.push.models import Notice, PushSubscription
from api.kernel.push.sender import Sender
from api.kernel.schedule.recurrence import next_daily
from api.practices import PRACTICES
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import Browser, PushService

NOTICES = {kind.name: kind for kind in (*WARNINGS, *(k for one in PRACTICES for k in one.notices))}
"""Every kind of notice, by name."""

MINUTE = 60_000
HOUR = 60 * MINUTE
HEADLINE = {"v": 1, "k": "k", "w": 1, "iv": "iv", "ct": "c" * 400}


def turn_on(phone: Phone, service: PushService) -> Browser:
    """The phone subscribes."""
    browser = service.subscribe()
    phone.api.call("PUT", f"/push-subscriptions/{new_id()}", {**browser.subscription})
    return browser


def choose(phone: Phone, edit: int = 1, notices: Mapping[str, bool] | None = None, **changed: Any):
    """Save preferences: no quiet hours and every notice wanted, unless said otherwise."""
    wanted = {"pauses": True, "rituals": True, "check_in_arrived": True, "check_in_reminder": True}
    body = {
        "space_id": phone.person_id,
        "edit": edit,
        "zone": "Europe/Berlin",
        "language": "en",
        "quiet_from": None,
        "quiet_until": None,
        "notices": {**wanted, **(notices or {})},
        "check_in_reminder_at": None,
        **changed,
    }
    return phone.api.call("PUT", f"/preferences/{phone.person_id}", body)


def ready(cast: Cast, service: PushService) -> None:
    """Ana gets pushes at any hour, and a notice with a headline waits for her."""
    choose(cast.ana)
    turn_on(cast.ana, service)
    queue(cast.ana, extra={"headline": HEADLINE})


def at(clock: MovingClock, time: str) -> None:
    """Move the clock to the next such time in Berlin."""
    clock.to(next_daily(time, "Europe/Berlin", server_clock.now()))


def queue(phone: Phone, kind: str = "ritual", **changed: Any) -> None:
    """Queue a notice of the couple, or of the person alone, about a new record."""
    with transaction():
        notices.queue_all([message(phone, kind, **changed)])


def message(phone: Phone, kind: str = "ritual", **changed: Any) -> Message:
    """What `queue` queues."""
    about: dict[str, Any] = {
        "space_id": phone.couple_id or phone.person_id,
        "record_kind": "rituals",
        "record_id": new_id(),
        "navigate": "/time",
        "body": "19:00.",
        "ttl_ms": HOUR,
        "urgency": "normal",
        "topic": new_id(),
        "extra": {"local": "19:00"},
        **changed,
    }
    return Message(phone.person_id, NOTICES[kind], **about)


def queued(phone: Phone) -> int:
    """How many notices wait for a person."""
    return Notice.select().where(Notice.person_id == phone.person_id).count()


def told_to(notice: Notice) -> str:
    """The phone that a notice waits for."""
    phone = PushSubscription.get(
        (PushSubscription.person_id == notice.person_id)
        & (PushSubscription.id == notice.subscription_id)
    )
    return phone.device_id


def send_due() -> list[Outcome]:
    """One round of the worker: claim what is due, send it, store the outcome."""

    async def send() -> list[Outcome]:
        async with Sender(settings(), 20) as sender:
            tries = (sender.send(delivery) for delivery in claims.claim(20))
            return list(await asyncio.gather(*tries))

    outcomes = asyncio.run(send())
    claims.settle(outcomes)
    return outcomes


def verdicts() -> list[str]:
    """As above; returns the outcomes only."""
    return [outcome.verdict for outcome in send_due()]
