"""Searches for words where none may be, in every encoding in which they could have got there."""

import base64
import json
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing
from urllib.parse import quote

from tests.browser.server import Product
from tests.browser.standins.services import PushServices
from tools import postgres

Places = Mapping[str, bytes]
"""What was searched, by a name under which it can be found."""


def places(product: Product, services: PushServices) -> Places:
    """All that the server stores, logs and sends: its folder, its database, its pushes."""
    files = {
        str(path.relative_to(product.folder)): path.read_bytes()
        for path in product.folder.rglob("*")
        if path.is_file()
    }
    pushes = {
        f"push {number} to {post.phone}": str(post.headers).encode() + b"\n" + post.body
        for number, post in enumerate(services.posts)
    }
    return {**files, **_dump(product), **pushes}


def found(word: str, places: Places) -> list[str]:
    """Where a word was found, and in which encoding."""
    return [
        f"{word} as {name} in {place}"
        for name, spelling in spellings(word)
        for place, content in places.items()
        if spelling in content
    ]


def spellings(word: str) -> Iterator[tuple[str, bytes]]:
    """A word as text, in other encodings, and inside a longer base64 text."""
    plain = word.encode()
    yield "plain text", plain
    for encoding in ("utf-16-le", "utf-16-be", "latin-1"):
        yield encoding, word.encode(encoding)
    yield "JSON", json.dumps(word)[1:-1].encode()
    yield "a part of an address", quote(word).encode()
    yield "hex", plain.hex().encode()
    yield "HEX", plain.hex().upper().encode()
    for before in range(3):
        # Characters that also depend on neighbouring bytes are left out.
        begin, end = -(-before * 4 // 3), (before + len(plain)) * 4 // 3
        clear = base64.b64encode(bytes(before) + plain)[begin:end]
        yield "base64", clear
        yield "base64url", clear.replace(b"+", b"-").replace(b"/", b"_")


def _dump(product: Product) -> Places:
    """Every row as text, since in the file a word could be split between two pages."""
    address = product.environment["TWOFOLD_DATABASE"]
    if address.startswith("sqlite:///"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            return {"dump": "\n".join(connection.iterdump()).encode()}
    command = [postgres.binaries() / "pg_dump", "--inserts", address]
    return {"dump": subprocess.run(command, check=True, capture_output=True).stdout}
