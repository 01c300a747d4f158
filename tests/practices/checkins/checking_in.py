"""Checking in, in tests."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.kernel import clock
from api.kernel.ids import new_id


def sealed_check_in(
    phone: Phone,
    *,
    ago: int = 0,
    mood: int = 4,
    audience: Any = None,
    check_in_id: str | None = None,
    edit: int = 1,
    at: str | None = None,
) -> Request:
    """The request for a check-in made this many milliseconds ago."""
    signals = {"at": at or clock.to_text(clock.now() - ago)}
    space = phone.space(audience or ("us" if phone.couple_id else "me"))
    words = {"mood": mood}
    return phone.seal(Draft("check_ins", space, check_in_id or new_id(), signals, words, edit=edit))


def check_in(phone: Phone, **how: Any) -> dict[str, Any]:
    """Check in; what the server shows of it."""
    return phone.send(sealed_check_in(phone, **how)).view
