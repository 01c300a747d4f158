"""How often the extra word of a way back can be tried: each network in its turn.

A thief who has the twelve words must guess the extra word, and can do so only here. Three wrong tries from one
network are free, then it must wait longer and longer. If many networks try, all of them wait in one line, each with
one place that no other network can take. docs/decisions/0009 has the numbers and why.
"""

import hashlib
import hmac
import os
from collections.abc import Callable

from flask import request

from .. import clock
from ..db import for_update
from .addresses import network_of
from .models import Line, Turn

WAITS = (
    0,
    0,
    clock.MINUTE,
    5 * clock.MINUTE,
    30 * clock.MINUTE,
    2 * clock.HOUR,
    4 * clock.HOUR,
)
"""How long a network waits after its first, second, … wrong try. The last value is for all later ones."""

FREE = 20
"""The wrong tries of all networks together before they must wait in line. Networks that tried before then may
try once more, so there can be twice as many tries."""

APART = 10 * clock.MINUTE
"""Time between two turns of a line."""

OLD_FREE, OLD_APART = 300, clock.MINUTE
"""The same for all words of version 1 together, since their lookup does not identify the twelve words."""

MEMORY = clock.DAY
"""How long after the last wrong try or turn all counts are deleted."""

LINES = 4096
TURNS = 100_000
"""The most rows. When there are more, the turns that ended first are deleted."""

_OLD = 0
_OWN_KEY = os.urandom(32)


def _own_key() -> bytes:
    return _OWN_KEY


_key: Callable[[], bytes] = _own_key
"""Networks are stored under this key. It lives as long as the processes, so that no table or backup reveals an
address."""


def use_redis(url: str | None) -> None:
    """Store networks under a key that all processes share, so that none of them gives a network more tries."""
    global _key
    _key = _own_key
    if url:
        from .shared_key import SharedKey  # 6 MB that a single process saves

        _key = SharedKey(url)


class Try:
    """One try to prove a lookup. Make it inside the transaction that compares the proof: it locks the line
    until the end."""

    def __init__(self, lookup: str, version: int) -> None:
        self._now = clock.now()
        self._network = _network()
        self._free, self._apart = (OLD_FREE, OLD_APART) if version == 1 else (FREE, APART)
        self._line = _line(_OLD if version == 1 else _number(lookup), self._now)
        self._turn = Turn.get_or_none(
            Turn.line == self._line.number,
            Turn.network == self._network,
            Turn.until > self._now,
        )

    def wait(self) -> int:
        """Milliseconds until the network may try, 0 for now. Reserves its place in a long line."""
        if self._turn is None and self._line.failures >= self._free:
            self._save(0, self._in_line(self._now))
        due = self._turn.due if self._turn else 0
        return max(0, due - self._now)

    def failed(self) -> None:
        """Count a wrong proof or an unknown lookup."""
        self._line.failures += 1
        self._line.until = self._now + MEMORY
        failures = self._turn.failures if self._turn else 0
        due = self._now + WAITS[min(failures, len(WAITS) - 1)]
        crowded = self._line.failures >= self._free
        self._save(failures + 1, self._in_line(due) if crowded else due)

    def _in_line(self, earliest: int) -> int:
        """The next place of the line, and not before `earliest`."""
        place = max(self._now, self._line.last) + self._apart
        self._line.last = place
        return max(place, earliest)

    def _save(self, failures: int, due: int) -> None:
        self._line.until = max(self._line.until, self._line.last + MEMORY)
        self._line.save()
        if self._turn is None:
            _make_room()
        until = max(self._now, due) + MEMORY
        found = {"failures": failures, "due": due, "until": until}
        self._turn = Turn(line=self._line.number, network=self._network, **found)
        Turn.insert(line=self._line.number, network=self._network, **found).on_conflict(
            conflict_target=[Turn.line, Turn.network], update=found
        ).execute()


def _line(number: int, now: int) -> Line:
    """The line, locked; a new one if its counts are over."""
    Line.insert(number=number, failures=0, last=0, until=0).on_conflict_ignore().execute()
    line = for_update(Line.select().where(Line.number == number)).get()
    if line.until <= now:
        line.failures, line.last = 0, 0
    return line


def _number(lookup: str) -> int:
    """Many lookups share a line, so that a row does not tell whose words were tried. Line 0 is for version 1."""
    digest = hashlib.sha256(f"twofold/2/line/{lookup}".encode()).digest()
    return 1 + int.from_bytes(digest[:4]) % (LINES - 1)


def _network() -> str:
    network = network_of(request.remote_addr).encode()
    return hmac.digest(_key(), network, "sha256").hex()[:16]


def _make_room() -> None:
    if Turn.select().count() >= TURNS:
        over = Turn.select(Turn.line, Turn.network).order_by(Turn.due).limit(TURNS // 100)
        for turn in list(over):
            turn.delete_instance()
