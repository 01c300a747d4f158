"""Couples who have paired. The first is made through the API, later ones are copies of it.

Pairing takes thirty requests, which most tests need but do not test.
"""

import copy
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple

from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport
from api.kernel import clock
from tests.kernel.everything import Rows, add, everything

Couple = tuple[Phone, Phone]

SINCE = 60
"""Seconds between a pairing and the test, so that nothing in it seems to come from the future."""


class Made(NamedTuple):
    """What a pairing left: rows on the server, and the phones with their connections to it."""

    rows: Rows
    phones: Couple
    lines: tuple[FlaskTransport, FlaskTransport]


_made: dict[tuple[str, int], Made] = {}


def paired(app: Flask, name: str) -> Couple:
    """The couple with this name: the same people for every test of this process within an hour."""
    hour = clock.now() // clock.HOUR
    made = _made.get((name, hour))
    if made is None:
        made = _made[name, hour] = _pair(app)
    else:
        add(made.rows)
    return copy.deepcopy(made.phones, {id(line): _line(app) for line in made.lines})


def _pair(app: Flask) -> Made:
    lines = _line(app), _line(app)
    phones = Phone(lines[0]), Phone(lines[1])
    before = everything()
    with _earlier(app):
        for phone in phones:
            phone.start("Europe/Berlin")
        phones[0].pair(phones[1])
    new = {
        table: [row for row in rows if row not in before[table]]
        for table, rows in everything().items()
    }
    return Made(new, phones, lines)


@contextmanager
def _earlier(app: Flask) -> Generator[None]:
    file = app.config["TWOFOLD"].clock_offset_file
    said = file.read_text() if file.exists() else "0"
    file.write_text(str(float(said) - SINCE))
    yield
    file.write_text(said)


def _line(app: Flask) -> FlaskTransport:
    return FlaskTransport(app.test_client())
