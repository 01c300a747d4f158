"""Pausing, in tests."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.kernel import clock
from api.kernel.ids import new_id

HALF_HOUR = 30 * 60


def sealed_pause(
    phone: Phone,
    seconds: int = HALF_HOUR,
    *,
    ago: int = 0,
    line: str | None = None,
    pause_id: str | None = None,
    audience: Any = None,
) -> Request:
    """The request for a pause that started this many milliseconds ago."""
    words = {"line": line} if line else None
    signals: dict[str, Any] = {
        "started_at": clock.to_text(clock.now() - ago),
        "duration_seconds": seconds,
    }
    space = phone.space(audience or ("us" if phone.couple_id else "me"))
    return phone.seal(Draft("pauses", space, pause_id or new_id(), signals, words, words))


def pause(phone: Phone, seconds: int = HALF_HOUR, **how: Any) -> dict[str, Any]:
    """Ask for a pause; what the server shows of it."""
    return phone.send(sealed_pause(phone, seconds, **how)).view


def end_body(
    phone: Phone, then: str = "back", talk_at: int | None = None, at: int | None = None
) -> dict[str, Any]:
    return {
        "space_id": phone.couple_id or phone.person_id,
        "then": then,
        "talk_at": None if talk_at is None else clock.to_text(talk_at),
        "at": clock.to_text(clock.now() if at is None else at),
    }


def end(phone: Phone, pause_id: str, then: str = "back", **when: int) -> dict[str, Any]:
    """Come back from a pause."""
    return phone.api.call("PUT", f"/pauses/{pause_id}/end", end_body(phone, then, **when))
