"""Requests that no browser sends: the real web process answers each in order, with the security headers, never 500."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from api.kernel import db, migrations
from tests.browser.server import Product, product_commands

OWN = b"Host: 127.0.0.1\r\n"
DIGITS = b"1" * 5000
PERSON = b"/api/v1/people/01a2070a-517b-7dd7-9557-da2f1d7edb59"


def get(target: bytes, *headers: bytes, host: bytes = OWN, method: bytes = b"GET") -> bytes:
    lines = b"".join(header + b"\r\n" for header in headers)
    return method + b" " + target + b" HTTP/1.1\r\n" + host + lines + b"\r\n"


def put(body: bytes, *headers: bytes) -> bytes:
    return get(PERSON, b"Content-Type: application/json", *headers, method=b"PUT") + body


LENGTH = b"Content-Length: "
CHUNKED = b"Transfer-Encoding: chunked"
REQUESTS: dict[str, tuple[int, bytes]] = {
    "unchanged file": (
        304,
        get(b"/index.html", b"If-Modified-Since: Sat, 29 Nov 2036 00:00:00 GMT"),
    ),
    "part beyond a file": (416, get(b"/index.html", b"Range: bytes=99999999-")),
    "part in 5,000 digits": (200, get(b"/index.html", b"Range: bytes=" + DIGITS + b"-")),
    "part in other digits": (200, get(b"/index.html", "Range: bytes=٣-".encode())),
    "two slashes": (404, get(b"/api//v1/session")),
    "two slashes at first": (200, get(b"//evil.example/x")),
    "whole address": (200, get(b"http://evil.example/api/v1/session")),
    "another host": (421, get(b"/", host=b"Host: evil.example\r\n")),
    "another host, two slashes": (421, get(b"//api/v1", host=b"Host: evil.example\r\n")),
    "no host": (421, get(b"/", host=b"")),
    "host with a name before": (421, get(b"/", host=b"Host: evil@127.0.0.1\r\n")),
    "two hosts": (400, get(b"/", b"Host: evil.example")),
    "NUL in an id": (404, get(b"/api/v1/check-ins/%00")),
    "NUL in a screen": (200, get(b"/%00")),
    "no UTF-8 in a screen": (200, get(b"/%ff%fe")),
    "long path": (200, get(b"/" + b"a" * 3000)),
    "longer path": (414, get(b"/" + b"a" * 9000)),
    "long header": (431, get(b"/", b"X: " + b"a" * 9000)),
    "many headers": (431, get(b"/", *[b"X: 1"] * 200)),
    "no HTTP": (400, b"\x16\x03\x01\x02\r\n\r\n"),
    "method in lower case": (400, get(b"/", method=b"get")),
    "other version": (400, b"GET / HTTP/9.9\r\n" + OWN + b"\r\n"),
    "TRACE": (405, get(b"/", method=b"TRACE")),
    "CONNECT": (405, get(b"a:1", method=b"CONNECT")),
    "method that is none": (405, get(b"/api/v1/session", method=b"FOO")),
    "OPTIONS": (200, get(b"*", method=b"OPTIONS")),
    "HEAD": (200, get(b"/api/v1/session", method=b"HEAD")),
    "app version in 5,000 digits": (426, get(b"/api/v1/session", b"Twofold-App: " + DIGITS)),
    "app version in other digits": (426, get(b"/api/v1/session", "Twofold-App: ٣".encode())),
    "expectation": (400, get(b"/", b"Expect: 5")),
    "token that is no text": (401, get(b"/api/v1/devices", b"Authorization: Bearer \xff\xfe")),
    "two lengths": (400, put(b"0\r\n\r\n", CHUNKED, LENGTH + b"5")),
    "broken chunk": (400, put(b"zz\r\n{}\r\n0\r\n\r\n", CHUNKED)),
    "whole chunks": (422, put(b"2\r\n{}\r\n0\r\n\r\n", CHUNKED)),
    "chunks that are too much": (
        413,
        put(b"20000\r\n" + b"x" * 0x20000 + b"\r\n0\r\n\r\n", CHUNKED),
    ),
    "coding that is unknown": (400, put(b"", b"Transfer-Encoding: gzip")),
    "length in 5,000 digits": (400, put(b"", LENGTH + DIGITS)),
    "length in other digits": (400, put(b"", "Content-Length: ٣".encode())),
    "length below nothing": (400, put(b"", LENGTH + b"-5")),
    "length in 300 digits": (413, put(b"", LENGTH + DIGITS[:300])),
    "origin that is none": (403, put(b"{}", b"Origin: http://[", LENGTH + b"2")),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The address of the real web process, which has a database of its own."""
    folder = tmp_path_factory.mktemp("odd")
    db.connect(f"sqlite:///{folder / 'twofold.db'}")
    migrations.migrate()
    db.database.close_all()
    product = Product(folder, {}, lambda port: {"web": product_commands(port)["web"]})
    try:
        product.start()
        place = urlsplit(product.origin)
        yield str(place.hostname), place.port or 0
        logs = product.logs()
    finally:
        product.stop()
    assert logs == "", "nothing of this is worth a line, least of all with an address"


@pytest.mark.parametrize(("status", "request_bytes"), REQUESTS.values(), ids=REQUESTS.keys())
def test_each_is_answered_in_order(address: tuple[str, int], status: int, request_bytes: bytes):
    with socket.create_connection(address, timeout=20) as line:
        line.sendall(request_bytes)
        head = head_of(line).lower()
    assert head.startswith(f"http/1.1 {status} ".encode())
    assert b"content-security-policy: default-src 'none'" in head
    assert b"x-content-type-options: nosniff" in head
    assert b"location:" not in head
    assert head.count(b"content-security-policy:") == 1


def head_of(line: socket.socket) -> bytes:
    found = b""
    while b"\r\n\r\n" not in found:
        part = line.recv(4096)
        assert part, found
        found += part
    return found.partition(b"\r\n\r\n")[0]
