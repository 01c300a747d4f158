"""Checks that a request is refused with this code and changes nothing."""

from collections.abc import Mapping
from typing import Any

from api.client.phone import Phone
from api.kernel.errors import CODES


def refused(phone: Phone, path: str, body: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    """A PUT gets this problem, and nothing reaches the person's feed; its errors by field."""
    phone.changes()
    answer = phone.api.request("PUT", path, dict(body))
    assert (answer.status, answer.json["type"]) == (CODES[code][0], code), answer.json
    assert phone.changes() == []
    return answer.json.get("errors", {}).get("json", {})


def invalid(phone: Phone, path: str, body: Mapping[str, Any], field: str) -> Any:
    """A PUT is refused because of one field. Returns what the problem says about it."""
    errors = refused(phone, path, body, "invalid")
    assert field in errors
    return errors[field]


def not_found(phone: Phone, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
    """The body of a 404, which is the same for everybody."""
    answer = phone.api.request(method, path, None if body is None else dict(body))
    assert (answer.status, answer.json["type"]) == (404, "not_found"), answer.json
    return answer.json
