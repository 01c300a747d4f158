"""Slow clients, and a phone with countless streams, keep nobody else waiting."""

import socket
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel.db import database
from api.kernel.live import STREAMS_PER_PHONE
from api.kernel.phone_files import DIST
from tests.browser.server import Product, product_commands
from tests.kernel.asking import check_in
from tests.people import Cast
from tests.resilience.flooding import (
    BEGUN_BODY,
    MISSING_BODY,
    STREAMS,
    UNFINISHED_HEAD,
    ended,
    flood,
    opened,
    stream_request,
)
from tests.resilience.test_web_killed import over_http, web

pytestmark = pytest.mark.slow

WRITES = 25
LIMITS = {"HEAD": 1, "BODY": 2, "ANSWER": 3}
"""Shorter than the product's, in seconds."""


def impatient(port: int) -> Mapping[str, Sequence[str]]:
    """The product's web process with short limits."""
    _, _, _, *arguments = product_commands(port)["web"]
    limits = "; ".join(f"front.{name}_SECONDS = {seconds}" for name, seconds in LIMITS.items())
    code = f"from api import front; {limits}; from gunicorn.app.wsgiapp import run; run()"
    return {"web": [sys.executable, "-c", code, *arguments]}


@pytest.fixture
def hurried(settings: Settings) -> Generator[str]:
    """The address of such a web process."""
    database.close_all()
    product = Product(settings.data, {"TWOFOLD_DATABASE": settings.database}, impatient)
    try:
        product.start()
        yield product.origin
    finally:
        product.stop()


def write(phone: Phone, line: Phone) -> int:
    request = check_in(phone)
    return line.api.request("PUT", request.path, request.body).status


def test_500_slow_clients_and_500_streams_of_one_phone_stop_nobody_else(
    cast: Cast, settings: Settings
):
    ana, others = cast.ana, (cast.cleo, cast.dan)
    database.close_all()
    product = web(settings)
    try:
        product.start()
        lines = [over_http(phone, product.origin) for phone in others]
        with flood(product.origin, ana) as streams:
            told = [
                write(phone, line)
                for _ in range(WRITES)
                for phone, line in zip(others, lines, strict=True)
            ]
            over = ended(streams, STREAMS - STREAMS_PER_PHONE)
    finally:
        product.stop()
    assert told == [201] * WRITES * len(others)
    assert all(b"event: replaced\n" in said for said in over)
    assert "Traceback" not in product.logs()
    assert "uncaught" not in product.logs()


@pytest.mark.parametrize(
    ("begin", "drip", "answer", "limit"),
    [
        (b"", b"", b"", "HEAD"),
        (UNFINISHED_HEAD, b"", b"", "HEAD"),
        (UNFINISHED_HEAD, b"x", b"", "HEAD"),
        (MISSING_BODY, b"", b"HTTP/1.1 408 ", "BODY"),
        (BEGUN_BODY, b"x", b"HTTP/1.1 408 ", "BODY"),
    ],
    ids=["nothing", "head left", "head dripped", "body left", "body dripped"],
)
def test_whoever_is_slow_is_cut_off_whole(
    hurried: str, begin: bytes, drip: bytes, answer: bytes, limit: str
):
    begun = time.monotonic()
    with opened(hurried, [begin]) as (line,):
        told = until_closed(line, drip)
    assert LIMITS[limit] - 0.1 <= time.monotonic() - begun < LIMITS[limit] + 5
    assert told.startswith(answer)
    if answer:
        assert b"application/problem+json" in told
        assert b"Content-Security-Policy" in told
        assert b'"type": "too_slow"' in told
    else:
        assert told == b""


def until_closed(line: socket.socket, drip: bytes) -> bytes:
    """The server's last answer to a client that sends a little now and then."""
    line.settimeout(0.1)
    found = b""
    while True:
        try:
            line.sendall(drip)
            part = line.recv(65_536)
        except TimeoutError:
            continue
        except (ConnectionResetError, BrokenPipeError):
            return found
        if not part:
            return found
        found += part


def test_whoever_asks_without_a_pause_keeps_nobody_waiting(hurried: str):
    """A thousand requests in one go, and then one of somebody else's."""
    question = f"GET /healthz HTTP/1.1\r\nHost: {urlsplit(hurried).netloc}\r\n\r\n".encode()
    with opened(hurried, [b"", b""]) as (hasty, other):
        hasty.sendall(question * 1000)
        assert b"HTTP/1.1 200" in hasty.recv(4096)
        other.sendall(question)
        assert other.recv(4096).startswith(b"HTTP/1.1 200")
        hasty.setblocking(False)
        answered = received(hasty).count(b"HTTP/1.1 200")
    assert answered < 500


def received(line: socket.socket) -> bytes:
    """All that has come so far."""
    found = b""
    with suppress(BlockingIOError):
        while part := line.recv(65_536):
            found += part
    return found


def test_a_stream_outlives_the_limits_of_other_answers(cast: Cast, hurried: str):
    ana, ben = cast.couple
    with opened(hurried, [stream_request(ana)]) as (stream,):
        read_event(stream)
        stream.settimeout(LIMITS["ANSWER"] + 1)
        with pytest.raises(TimeoutError):  # neither an event nor an end
            stream.recv(4096)
        stream.settimeout(10)
        assert write(ben, over_http(ben, hurried)) == 201
        read_event(stream)


def read_event(stream: socket.socket) -> None:
    found = b""
    while not (b"event: changed" in found and found.endswith(b"\r\n")):
        part = stream.recv(4096)
        assert part
        found += part


def test_whoever_does_not_read_an_answer_is_cut_off(hurried: str):
    """A client that sends requests and reads nothing: at some point the server can send no more."""
    largest = max((DIST / "assets").iterdir(), key=lambda file: file.stat().st_size)
    question = f"GET /assets/{largest.name} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with opened(hurried, [b""]) as (line,):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(LIMITS["ANSWER"] + 10)
        with pytest.raises((ConnectionResetError, BrokenPipeError)):
            ask_for_ever(line, question * 100)


def ask_for_ever(line: socket.socket, question: bytes) -> None:
    while True:
        line.sendall(question)
