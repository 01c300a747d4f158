"""Requests that tests of the kernel share: refused ones, and those that write what a test needs."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Request
from api.client.transport import Answer, JsonObject
from api.kernel import clock
from api.kernel.errors import CODES
from api.kernel.ids import new_id
from tests.kernel.everything import nothing_changes

Raw = Any
"""A body or a part of one, well formed or not."""


def refused(
    phone: Phone,
    code: str,
    method: str,
    path: str,
    body: JsonObject | None = None,
    but: tuple[str, ...] = (),
) -> JsonObject:
    """The problem that a request gets. It changes nothing in the database, except in the tables `but`."""
    with nothing_changes(but=but):
        answer = phone.api.request(method, path, body)
    assert (answer.status, told(answer)) == (CODES[code][0], code), answer.json
    return answer.json


def invalid(phone: Phone, method: str, path: str, body: Raw, *fields: str) -> None:
    """The request is refused with 422 because of one field, named by its path in the body."""
    found: Any = refused(phone, "invalid", method, path, body)["errors"]["json"]
    for field in fields:
        assert field in found
        found = found[field]


def told(answer: Answer) -> str:
    """The code of a problem; "" for a success."""
    return answer.json["type"] if answer.status >= 400 else ""


def changed(body: Raw, way: str, value: Raw) -> Raw:
    """A copy of a body with another value at `a.b.c`; `...` removes the field."""
    name, _, rest = way.partition(".")
    if rest:
        return {**body, name: changed(body[name], rest, value)}
    copy = {**body, name: value}
    if value is ...:
        del copy[name]
    return copy


def check_in(
    phone: Phone, audience: Any = "us", record_id: str | None = None, edit: int = 1, **words: Any
) -> Request:
    """A sealed check-in, not sent yet."""
    signals = {"at": now()}
    kind, space, one = "check_ins", phone.space(audience), record_id or new_id()
    return phone.seal(Draft(kind, space, one, signals, words or {"mood": 3}, edit=edit))


def sent(phone: Phone, request: Request) -> Answer:
    return phone.api.request("PUT", request.path, request.body)


def id_of(request: Request) -> str:
    """Of the record that the request is about."""
    return request.path.rpartition("/")[2]


def now() -> str:
    """The server's time, as phones write it."""
    return clock.to_text(clock.now())
