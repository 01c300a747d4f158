"""How much one person may write into one space, so that nobody fills the server or the partner's phone.

Each author has a separate quota in each space, so that what a partner writes does not use it up. The
limits are far above what two people write, and are defined only here. Pauses and how they end,
withdrawals, *not now*, preferences, deletions and leaving are never counted and never refused; their own
modules limit them.

A newcomer has half of each quota, so that someone who found the twelve words cannot use up their owner's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask, current_app, request
from peewee import BigIntegerField, CompositeKey, IntegerField, TextField, fn

from . import clock
from .db import Model, belongs_to, columns, database
from .errors import Problem
from .spaces import Caller
from .statements import Statement

DAY_WRITES = 5_000
DAY_BYTES = 16 * 1024 * 1024
"""The most that one author may write into one space in one day (UTC), edits included."""

RECORDS = 100_000
BYTES = 256 * 1024 * 1024
"""The most that one author may keep in one space."""

_TABLES = "twofold_quota_tables"
_RECOUNT = clock.HOUR


class Quota(Model):
    """What one author has written into one space on `day`, and keeps there. The `kept_` figures are
    not lowered by deletions; when they reach a limit they are recounted, at most once an hour (`counted`)."""

    space_id = TextField()
    person_id = TextField()
    day = IntegerField()
    writes = IntegerField(default=0)
    bytes = BigIntegerField(default=0)
    kept_records = IntegerField()
    kept_bytes = BigIntegerField()
    counted = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "person_id")
        constraints = (belongs_to("space_id", "space"), belongs_to("person_id", "person"))
        indexes = ((("person_id",), False),)


def use_tables(app: Flask, tables: Sequence[type[Model]]) -> None:
    """Register the tables that hold records: those whose rows have an author and words."""
    chosen = [model for model in tables if {"author_id", "words"} <= columns(model).keys()]
    app.extensions[_TABLES] = chosen


@dataclass(frozen=True)
class _Room:
    """The quotas of one phone: those of its person, or half of them for a newcomer."""

    day_writes: int
    day_bytes: int
    records: int
    bytes: int


def take(caller: Caller, space_id: str, *, new: bool) -> None:
    """Charge the running request to its author. Call it inside a transaction that has locked the space.

    `new` says whether the request adds a record. Raises `full_today` and `full`.
    """
    size = len(request.get_data(cache=True))
    person_id, room = caller.person_id, _room(caller)
    if _add(space_id, person_id, size, new, room):
        return
    _refresh(space_id, person_id, size, room)
    if not _add(space_id, person_id, size, new, room):
        row = Quota.get(Quota.space_id == space_id, Quota.person_id == person_id)
        raise Problem("full_today" if _day_is_full(row, size, room) else "full")


def _room(caller: Caller) -> _Room:
    parts = 2 if caller.newcomer else 1
    return _Room(*(limit // parts for limit in (DAY_WRITES, DAY_BYTES, RECORDS, BYTES)))


# One statement, since every write runs it. It changes no row if a quota is used up.
_ADD = """
UPDATE quota SET writes = writes + 1, bytes = bytes + {0},
  kept_records = kept_records + {0}, kept_bytes = kept_bytes + {0}
WHERE space_id = {0} AND person_id = {0} AND day = {0}
  AND writes < {0} AND bytes + {0} <= {0}
  AND kept_records + {0} <= {0} AND kept_bytes + {0} <= {0}
"""


def _add(space_id: str, person_id: str, size: int, new: bool, room: _Room) -> bool:
    added = int(new)
    today = (room.day_writes, size, room.day_bytes)
    kept = (added, room.records, size, room.bytes)
    values = (size, added, size, space_id, person_id, _day(), *today, *kept)
    return database.execute_sql(_ADD.format(database.param), values).rowcount == 1


_MINE = Statement(
    lambda space_id, person_id: Quota.select().where(
        (Quota.space_id == space_id) & (Quota.person_id == person_id)
    )
)


def _refresh(space_id: str, person_id: str, size: int, room: _Room) -> None:
    """Start the first count or a new day, and recount what is kept if that quota seems used up."""
    key = {"space_id": space_id, "person_id": person_id}
    row = _MINE.first(Quota, space_id, person_id)
    now = clock.now()
    if row is None:
        Quota.insert(**key, day=_day(), counted=now, **_kept(space_id, person_id)).execute()
        return
    changed: dict[str, int] = {}
    if row.day != _day():
        changed = {"day": _day(), "writes": 0, "bytes": 0}
    seems_full = row.kept_records >= room.records or row.kept_bytes + size > room.bytes
    if seems_full and row.counted < now - _RECOUNT:
        changed |= {"counted": now, **_kept(space_id, person_id)}
    if changed:
        mine = (Quota.space_id == space_id) & (Quota.person_id == person_id)
        Quota.update(changed).where(mine).execute()


def _kept(space_id: str, person_id: str) -> dict[str, int]:
    records = size = 0
    tables: list[type[Model]] = current_app.extensions[_TABLES]
    for model in tables:
        count, length = _total_of(model).run(space_id, person_id).fetchone()
        records += count
        size += length
    return {"kept_records": records, "kept_bytes": size}


@cache
def _total_of(model: type[Model]) -> Statement:
    """How many rows of a table somebody wrote into a space, and the length of their words. A first write asks every
    table."""
    named: Any = columns(model)
    length = fn.COALESCE(fn.SUM(fn.LENGTH(named["words"])), 0)
    return Statement(
        lambda space_id, author_id: model.select(fn.COUNT(named["author_id"]), length).where(
            (named["space_id"] == space_id) & (named["author_id"] == author_id)
        )
    )


def _day_is_full(row: Quota, size: int, room: _Room) -> bool:
    return row.writes >= room.day_writes or row.bytes + size > room.day_bytes


def _day() -> int:
    return clock.now() // clock.DAY
