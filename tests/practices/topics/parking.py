"""Parking topics in tests, and saying who is ready."""

from typing import Any

from api.client.phone import Audience, Phone
from api.client.records import Draft, Record, Request
from api.client.transport import Answer
from api.kernel import clock
from api.kernel.ids import new_id
from api.kernel.rounds.times import STANDS
from tests.moving_clock import MovingClock
from tests.practices.working import act

WORDS = {"title": "Your mother's visit", "need": "A quiet evening."}


def sealed_topic(
    phone: Phone,
    topic_id: str | None = None,
    *,
    revisit_on: str | None = None,
    edit: int = 1,
    audience: Audience = "us",
) -> Request:
    space_id, signals = phone.space(audience), {"revisit_on": revisit_on}
    return phone.seal(Draft("topics", space_id, topic_id or new_id(), signals, WORDS, edit=edit))


def park(phone: Phone, topic_id: str | None = None, **how: Any) -> dict[str, Any]:
    """Park a topic: its view."""
    return phone.send(sealed_topic(phone, topic_id, **how)).view


def readiness(
    phone: Phone, topic_id: str, ready: bool = True, *, number: int = 1, ago: int = 0
) -> dict[str, Any]:
    """The body of a PUT that was said this many milliseconds ago."""
    said_at = clock.to_text(clock.now() - ago)
    said = {"round": number, "ready": ready, "said_at": said_at}
    return {"space_id": phone.space("us"), "edit": 1, **said}


def say(phone: Phone, topic_id: str, ready: bool = True, **how: Any) -> Answer:
    body = readiness(phone, topic_id, ready, **how)
    return phone.api.request("PUT", path_of(topic_id), body)


def path_of(topic_id: str) -> str:
    return f"/topics/{topic_id}/readiness"


def stand(moving: MovingClock) -> None:
    """Moves on until what was said may meet, and runs the worker."""
    moving.forward(milliseconds=2 * STANDS)
    act()


def seen(phone: Phone, topic_id: str) -> Record:
    """The topic as this phone has it."""
    phone.changes()
    [topic] = [one for one in phone.store.records.values() if one.id == topic_id]
    return topic


def is_open(phone: Phone, topic_id: str) -> bool:
    until = seen(phone, topic_id).view["revealed_until"]
    return until is not None and clock.from_text(until) > clock.now()


def answers(phone: Phone) -> list[dict[str, Any]]:
    """Whatever the feed brings of readiness to a new phone."""
    page: Any = phone.api.call("GET", "/changes")
    return page["records"].get("topic_readiness", [])
