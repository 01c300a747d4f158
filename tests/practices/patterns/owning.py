"""Patterns in tests: proposing and accepting them, and saying that both are in one."""

from typing import Any

from api.client.phone import Audience, Phone
from api.client.records import Draft, Request
from api.client.transport import Answer
from api.kernel import clock
from api.kernel.ids import new_id
from api.practices.patterns import moments

INSTEAD = "Ten minutes apart, then tea."
WORDS: dict[str, Any] = {"template": "pursuit", "title": "Chase and hide", "instead": INSTEAD}


def sealed_pattern(
    phone: Phone,
    pattern_id: str | None = None,
    *,
    edit: int = 1,
    audience: Audience = "us",
    **changed: Any,
) -> Request:
    """The request for a pattern; `changed` are other words."""
    space_id, headline = phone.space(audience), {"instead": INSTEAD}
    words = {**WORDS, **changed}
    return phone.seal(
        Draft("patterns", space_id, pattern_id or new_id(), {}, words, headline, edit=edit)
    )


def propose(phone: Phone, pattern_id: str | None = None, **how: Any) -> dict[str, Any]:
    """Propose a pattern, or change one: its view."""
    return phone.send(sealed_pattern(phone, pattern_id, **how)).view


def answer(phone: Phone, pattern_id: str, what: str, edit: int = 1) -> dict[str, Any]:
    """Say `acceptance` or `refusal` to a pattern."""
    body = {"space_id": phone.space("us"), "edit": edit}
    return phone.api.call("PUT", f"/patterns/{pattern_id}/{what}", body)


def end(phone: Phone, pattern_id: str) -> dict[str, Any]:
    return phone.api.call("PUT", f"/patterns/{pattern_id}/end", {"space_id": phone.space("us")})


def owned(first: Phone, second: Phone) -> str:
    """The id of a pattern that both have accepted."""
    pattern_id: str = propose(first)["id"]
    answer(second, pattern_id, "acceptance")
    return pattern_id


def state(phone: Phone, pattern_id: str) -> str:
    return phone.api.call("GET", f"/patterns/{pattern_id}")["state"]


def in_it(phone: Phone, pattern_id: str, *, ago: int = 0) -> Answer:
    """Say that both are in it, or were this many milliseconds ago."""
    body = {"space_id": phone.space("us"), "edit": 1}
    return phone.api.request("PUT", moment_path(pattern_id, ago=ago), body)


def moment_path(pattern_id: str, *, ago: int = 0) -> str:
    at = clock.now() - ago
    return f"/patterns/{pattern_id}/moments/{moments.name_of(at - at % moments.QUARTER)}"


def seen(phone: Phone) -> list[dict[str, Any]]:
    """The moments in the feed of a new phone of this person."""
    page: Any = phone.api.call("GET", "/changes")
    return page["records"].get("pattern_moments", [])
