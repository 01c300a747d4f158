"""People who have started, and couples who have paired. The first ones are made through the API, later ones are
copies of them.

A start takes two requests and pairing thirty, which most tests need but do not test.
"""

import copy
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from flask import Flask

from api.client.phone import Phone
from api.client.phrase import new_phrase
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
    (phone,) = _once(app, name, 1, _start)
    return phone


def paired(app: Flask, name: str) -> Couple:
    """The couple with this name: the same people for every test of this process within an hour."""
    one, other = _once(app, f"{name}, paired", 2, _start_and_pair)
    return one, other


def robbed(app: Flask, name: str) -> tuple[Phone, Phone, Phone]:
    """The couple with this name, and a phone that signed in with the first one's recovery words:
    the same three for every test of this process within an hour."""
    one, other, thief = _once(app, f"{name}, robbed", 3, _start_pair_and_rob)
    return one, other, thief


def _once(
    app: Flask, name: str, phones: int, begin: Callable[[Sequence[Phone]], None]
) -> tuple[Phone, ...]:
    hour = clock.now() // clock.HOUR
    made = _made.get((name, hour))
    if made is None:
        made = _made[name, hour] = _make(app, phones, begin)
    else:
        add(made.rows)
    return copy.deepcopy(made.phones, {id(line): _line(app) for line in made.lines})


def _make(app: Flask, many: int, begin: Callable[[Sequence[Phone]], None]) -> Made:
    lines = tuple(_line(app) for _ in range(many))
    phones = tuple(Phone(line) for line in lines)
    before = everything()
    with _earlier(app):
        begin(phones)
    new = {
        table: [row for row in rows if row not in before[table]]
        for table, rows in everything().items()
    }
    return Made(new, phones, lines)


def _start(phones: Sequence[Phone]) -> None:
    for phone in phones:
        phone.start("Europe/Berlin")


def _start_and_pair(phones: Sequence[Phone]) -> None:
    _start(phones)
    one, other = phones
    one.pair(other)


def _start_pair_and_rob(phones: Sequence[Phone]) -> None:
    *couple, thief = phones
    _start_and_pair(couple)
    phrase = new_phrase()  # a test that gets a copy may use those of `phrases.py`
    couple[0].leave_way_back(phrase)
    thief.recover(phrase)


@contextmanager
def _earlier(app: Flask) -> Generator[None]:
    file = app.config["TWOFOLD"].clock_offset_file
    said = float(file.read_text()) if file.exists() else 0
    write_offset(file, said - SINCE)
    yield
    write_offset(file, said)


def _line(app: Flask) -> FlaskTransport:
    return FlaskTransport(app.test_client())
