"""Every query that the product sends while tests run on PostgreSQL, and how PostgreSQL would find its rows.

A query may look only at rows of its space, of its reader, or of somebody it names otherwise, in an index: then it costs
the same with a million couples as with one, and a database that is spread over machines knows which one to ask.
"""

import inspect
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg

from api.kernel import clock

_HERE = Path(__file__).parents[1]
_PRODUCT, _TESTS = str(_HERE / "api"), str(_HERE / "tests")
_LOG = logging.getLogger("peewee")
_EXPLAINED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")

OWNERS = ("space_id", "person_id", "couple_id", "device_id", "subscription_id", "author_id")
"""Columns that name a space, a reader or one of their phones, in every table."""
NAMES: Mapping[str, Sequence[str]] = {
    "person": ("id",),
    "space": ("id",),
    "device": ("id",),
    "session": ("token_hash",),
    "calendar_link": ("token_hash",),
    "handover": ("id", "taker_device_id", "taker_person_id"),
    "recovery": ("lookup", "proof_hash"),
    "push_subscription": ("endpoint",),
    "wrap": ("by_device",),
    "seat_change": ("giver_id", "old_id", "new_id"),
    "sign_up_code": ("hash",),
    "spent_id": ("hash",),
    "removed": ("hash",),
}
"""By table, further columns of which each value belongs to one space, one reader, one phone or one secret."""
ROWS = 3000


@dataclass(frozen=True)
class Query:
    """The text of a query with the values it was first sent with, and the function of the product that sent it."""

    text: str
    values: Sequence[Any]
    sender: str


class Recorder(logging.Handler):
    """Keeps one of each query that the product sends; not those that tests send themselves."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[tuple[str, str], Query] = {}
        self._level = _LOG.level

    @property
    def found(self) -> list[Query]:
        return [*self._found.values()]

    def __enter__(self) -> "Recorder":
        _LOG.addHandler(self)
        _LOG.setLevel(logging.DEBUG)
        _LOG.propagate = False  # a report of a failed test would list all of them
        return self

    def __exit__(self, *_: object) -> None:
        _LOG.removeHandler(self)
        _LOG.propagate = True
        _LOG.setLevel(self._level)

    def emit(self, record: logging.LogRecord) -> None:
        text, values = record.msg if isinstance(record.msg, tuple) else ("", ())
        sender = _sender(inspect.currentframe()) if text.startswith(_EXPLAINED) else None
        if sender is not None:
            self._found.setdefault((text, sender), Query(text, [*(values or ())], sender))


def _sender(frame: FrameType | None) -> str | None:
    """The innermost function of the product on the way to this frame; None if a test comes first."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_TESTS) and file != __file__:
            return None
        if file.startswith(_PRODUCT) and not file.endswith("/statements.py"):
            return f"{file.removeprefix(_PRODUCT)[1:-3]}:{frame.f_code.co_name}"
        frame = frame.f_back
    return None


@dataclass(frozen=True)
class Look:
    """Where a query looks for rows: in a table, by the first column of an index, if the query says which value of it;
    "" if it reads the whole table or index. `names`: all columns of which it says the value."""

    table: str
    by: str
    names: frozenset[str]

    @property
    def is_owned(self) -> bool:
        """Whether an index leads to the rows, and the query names whose they are."""
        return bool(self.by) and bool(self.names & {*OWNERS, *NAMES.get(self.table, ())})


class Explainer:
    """Asks PostgreSQL where queries look, in a database that `crowd` has filled."""

    def __init__(self, line: psycopg.Connection) -> None:
        self._line = line
        self._leading: dict[str, str] = dict(line.execute(_LEADING).fetchall())

    def looks(self, query: Query) -> list[Look]:
        with self._line.transaction():
            self._line.execute("SET LOCAL enable_seqscan = off")
            told: Any = self._line.execute(
                f"EXPLAIN (FORMAT JSON) {query.text}".encode(), query.values
            ).fetchall()
        return [*self._looks(told[0][0][0]["Plan"])]

    def _looks(self, plan: Mapping[str, Any]) -> Iterator[Look]:
        below: Sequence[Mapping[str, Any]] = plan.get("Plans", ())
        if plan["Node Type"] == "Bitmap Heap Scan":
            bitmap, *below = below
            for part in _alternatives(bitmap):
                yield self._look(plan["Relation Name"], part, plan)
        elif plan["Node Type"] in ("Seq Scan", "Index Scan", "Index Only Scan"):
            yield self._look(plan["Relation Name"], [plan], plan)
        for one in below:
            yield from self._looks(one)

    def _look(
        self, table: str, scans: Sequence[Mapping[str, Any]], plan: Mapping[str, Any]
    ) -> Look:
        by = ""
        names = _named(plan.get("Filter", ""))
        for scan in scans:
            condition = scan.get("Index Cond", "")
            leading = self._leading.get(scan.get("Index Name", ""), "")
            if re.search(rf"\b{leading} ", condition) and leading:
                by = by or leading
                names |= _named(condition)
        return Look(table, by, names)


_LEADING = """
SELECT c.relname, a.attname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
"""


def _named(condition: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b(\w+) = ", condition))


def _alternatives(bitmap: Mapping[str, Any]) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The scans of indexes behind a bitmap: each alternative of an OR, with the scans that it combines by AND."""
    if bitmap["Node Type"] == "BitmapOr":
        for one in bitmap["Plans"]:
            yield from _alternatives(one)
    elif bitmap["Node Type"] == "BitmapAnd":
        yield [scan for one in bitmap["Plans"] for scans in _alternatives(one) for scan in scans]
    else:
        yield [bitmap]


def crowd(line: psycopg.Connection) -> None:
    """Fill every table with so many made-up rows that PostgreSQL takes an index where one serves, and tell it so. Few
    of them are over or due, as in an installation that is well."""
    tables: Any = line.execute(
        "SELECT table_name, json_agg(json_build_array(column_name, data_type, is_nullable = 'YES'))"
        " FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name"
    ).fetchall()
    with line.transaction():
        line.execute("SET LOCAL session_replication_role = replica")
        for table, columns in tables:
            names = ", ".join(f'"{name}"' for name, *_ in columns)
            values = ", ".join(_made_up(*column) for column in columns)
            line.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {values} FROM generate_series(1, {ROWS}) AS row'  # noqa: S608 - tables of ours
                " ON CONFLICT DO NOTHING".encode()
            )
    line.execute("ANALYZE")


def _made_up(column: str, kind: str, nullable: bool) -> str:
    """SQL of a value: mostly nothing where that may be, an instant that mostly is to come, a day, an id that a few rows
    share, a kind that many share."""
    value = "'one' || row"
    if column in _OF_FEW:
        value = "'id' || row / 4"
    elif column in _OF_MANY:
        value = "'kind' || row % 12"
    elif column in ("day", "added_day"):
        value = f"{clock.now() // clock.DAY} - 100 + row % 101"
    elif kind == "bigint":
        value = f"{clock.now()} + (row - {ROWS // 20}) * {clock.MINUTE}::bigint"
    elif kind in ("integer", "smallint"):
        value = "row"
    elif kind == "boolean":
        value = "row % 50 = 0"
    elif kind.startswith("timestamp"):
        value = "now()"
    return f"CASE WHEN row % 10 = 0 THEN {value} END" if nullable else value


_OF_FEW = ("space_id", "person_id", "couple_id")
_OF_MANY = ("kind", "record_kind", "purpose", "practice", "area", "language", "state", "server_key")
