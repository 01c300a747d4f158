"""An open stream, and the events on it."""

from collections.abc import Iterator
from typing import Protocol

from flask import Flask
from werkzeug.test import TestResponse

from api.client.phone import Phone
from api.kernel import feed

QUIET = ": \n\n"


class Stream:
    """An open stream. `next` waits for what comes; "" is the end."""

    def __init__(self, app: Flask, phone: Phone, last: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {phone.api.token}"}
        if last is not None:
            headers["Last-Event-ID"] = last
        self.response: TestResponse = app.test_client().get("/api/v1/stream", headers=headers)
        self._parts: Iterator[bytes] = self.response.iter_encoded()

    def next(self) -> str:
        return next(self._parts, b"").decode()

    def close(self) -> None:
        self.response.close()


class Listen(Protocol):
    def __call__(self, phone: Phone, last: str | None = None) -> Stream: ...


def event(cursor: str) -> str:
    return f'event: changed\nid: {cursor}\ndata: {{"cursor":"{cursor}"}}\n\n'


def cursor_of(phone: Phone) -> str:
    return feed.cursor(phone.person_id)
