"""People who have started, and couples who have paired. The first ones are made through the API, later ones are
copies of them.

A start takes two requests and pairing thirty, which most tests need but do not test.
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
from tests.moving_clock import write_offset

Couple = tuple[Phone, Phone]

SINCE = 60
"""Seconds between what is copied and the test, so that nothing in it seems to come from the future."""


class Made(NamedTuple):
    """What people left who started: rows on the server, and the phones with their connections to it."""

    rows: Rows
    phones: tuple[Phone, ...]
    lines: tuple[FlaskTransport, ...]


_made: dict[tuple[str, int], Made] = {}


def alone(app: Flask, name: str) -> Phone:
    """The phone of the person with this name, who has started: the same one for every test of this process within an
    hour."""
    (phone,) = _once(app, name, 1)
    return phone


def paired(app: Flask, name: str) -> Couple:
    """The couple with this name: the same people for every test of this process within an hour."""
    one, other = _once(app, f"{name}, paired", 2)
    return one, other


def _once(app: Flask, name: str, people: int) -> tuple[Phone, ...]:
    hour = clock.now() // clock.HOUR
    made = _made.get((name, hour))
    if made is None:
        made = _made[name, hour] = _make(app, people)
    else:
        add(made.rows)
    return copy.deepcopy(made.phones, {id(line): _line(app) for line in made.lines})


def _make(app: Flask, people: int) -> Made:
    lines = tuple(_line(app) for _ in range(people))
    phones = tuple(Phone(line) for line in lines)
    before = everything()
    with _earlier(app):
        for phone in phones:
            phone.start("Europe/Berlin")
        for partner in phones[1:]:
            phones[0].pair(partner)
    new = {
        table: [row for row in rows if row not in before[table]]
        for table, rows in everything().items()
    }
    return Made(new, phones, lines)


@contextmanager
def _earlier(app: Flask) -> Generator[None]:
    file = app.config["TWOFOLD"].clock_offset_file
    said = float(file.read_text()) if file.exists() else 0
    write_offset(file, said - SINCE)
    yield
    write_offset(file, said)


def _line(app: Flask) -> FlaskTransport:
    return FlaskTransport(app.test_client())
