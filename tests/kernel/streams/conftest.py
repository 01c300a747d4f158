"""What tests of streams share: streams that are closed after the test."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import sync
from tests.kernel.streams.stream import Listen, Stream


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The heart beats at once when nothing has happened."""
    monkeypatch.setattr(sync, "HEARTBEAT_SECONDS", 0.001)


@pytest.fixture
def opened(app: Flask) -> Iterator[list[Stream]]:
    """Streams, closed after the test."""
    streams: list[Stream] = []
    yield streams
    for stream in streams:
        stream.close()


@pytest.fixture
def listen(app: Flask, opened: list[Stream]) -> Listen:
    """Opens the stream of a phone, optionally from the last event that it saw."""

    def begin(phone: Phone, last: str | None = None) -> Stream:
        opened.append(Stream(app, phone, last))
        return opened[-1]

    return begin
