"""Clients that keep a server waiting: headers that never end, bodies that do not come, countless streams."""

import resource
import selectors
import socket
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from typing import cast
from urllib.parse import urlsplit

from api.client.phone import Phone

SLOW = 500
STREAMS = 500
UNFINISHED_HEAD = b"GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
MISSING_BODY = (
    b"PUT /api/v1/people/01a2070a-517b-7dd7-9557-da2f1d7edb59 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
)
BEGUN_BODY = MISSING_BODY + b'{"signing_key": "'


def stream_request(phone: Phone) -> bytes:
    head = (
        f"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {phone.api.token}"
    )
    return f"{head}\r\n\r\n".encode()


@contextmanager
def opened(origin: str, begins: Sequence[bytes]) -> Generator[list[socket.socket]]:
    """Opens a connection for each unfinished request, sends it and leaves it open."""
    _allow_files(2 * len(begins))
    address = urlsplit(origin)
    with ExitStack() as stack:
        lines: list[socket.socket] = []
        for begin in begins:
            line = socket.create_connection((str(address.hostname), address.port or 80), timeout=30)
            lines.append(stack.enter_context(line))
            line.sendall(begin)
        yield lines


@contextmanager
def flood(origin: str, phone: Phone) -> Generator[list[socket.socket]]:
    """500 slow clients, a phone with 500 streams. Yields the streams, the oldest first, once all are open."""
    slow = [UNFINISHED_HEAD] * (SLOW // 2) + [MISSING_BODY, BEGUN_BODY] * (SLOW // 4)
    with opened(origin, slow), opened(origin, [stream_request(phone)] * STREAMS) as streams:
        for line in streams:
            assert line.recv(15) == b"HTTP/1.1 200 OK"
        yield streams


def ended(lines: Sequence[socket.socket], count: int) -> list[bytes]:
    """What this many of the connections received until the server closed them; raises TimeoutError after a while."""
    said = dict.fromkeys(lines, b"")
    over: list[bytes] = []
    ready = selectors.DefaultSelector()
    for line in lines:
        ready.register(line, selectors.EVENT_READ)
    deadline = time.monotonic() + 20
    while len(over) < count:
        for key, _ in ready.select(timeout=1):
            line = cast("socket.socket", key.fileobj)
            part = line.recv(65_536)
            said[line] += part
            if not part:
                ready.unregister(line)
                over.append(said[line])
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(over)} of {count} were closed")
    return over


def _allow_files(needed: int) -> None:
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wished = needed + 1000
    if soft < wished:
        allowed = wished if most == resource.RLIM_INFINITY else min(wished, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
