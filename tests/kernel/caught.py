"""Requests that a phone would send, caught before they leave, to be sent unchanged, twice, or changed."""

import copy

from api.client.connection import PREFIX, Connection
from api.client.membership import Membership
from api.client.phone import Phone
from api.client.transport import Answer, JsonObject
from tests.people import Cast


class Catching:
    """Keeps the last write and answers it with success; sends reads to the server."""

    def __init__(self, phone: Phone | None = None) -> None:
        self._phone = phone
        self.path = ""
        self.body: JsonObject = {}

    def request(self, method: str, path: str, json: JsonObject | None, headers: object) -> Answer:
        if method == "GET" and self._phone is not None:
            return self._phone.api.request(method, path.removeprefix(PREFIX))
        self.path, self.body = path.removeprefix(PREFIX), json or {}
        return Answer(201, {}, {"token": None})


def start_of(cast: Cast) -> tuple[Phone, str, JsonObject]:
    """A phone that is about to start, and its first request."""
    line = Catching()
    phone = Phone(line)
    phone.start()
    phone.api = cast.unused().api
    return phone, line.path, line.body


def new_epoch_of(phone: Phone) -> tuple[str, JsonObject]:
    """The request by which a phone starts a new root: of its couple, or of its own space while alone."""
    line = Catching(phone)
    ring = copy.copy(phone.ring)
    ring.roots, ring.current = dict(ring.roots), dict(ring.current)
    member = Membership(Connection(line), ring)
    member.couple_id = phone.couple_id
    member.start_epoch(phone.couple_id or phone.person_id)
    return line.path, line.body
