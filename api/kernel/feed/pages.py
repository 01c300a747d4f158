"""Read a feed, page by page; wake whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from .. import live
from ..db import transaction
from ..errors import Problem
from ..statements import Statement
from .cursors import cursor_after, cursor_at, position_of
from .rows import Feed, Reader, new_generation

PAGE_BYTES = 1024 * 1024
"""The most bytes of views in one page of /changes, whatever `limit` the phone asked for."""
_AT_ONCE = 100

Row = tuple[str, str, str, int, str | None]
"""Kind, space, record, number, view."""


@dataclass(frozen=True)
class Page:
    """The changes after a cursor. `bodies` are views as JSON text, by kind; `gone` names deleted records."""

    cursor: str
    more: bool
    bodies: Mapping[str, list[str]]
    gone: list[dict[str, str]]


def page(person_id: str, after: str | None, limit: int) -> Page:
    """The views after a cursor, oldest first. Raises `resync` for a cursor of another generation, and
    `long_away` for one so old that deletions after it are forgotten."""
    reader = _COUNTER.first(Reader, person_id)
    if reader is None:
        raise Problem("sign_in")  # the account was deleted meanwhile
    start = position_of(after, reader)
    shown, more = _rows(person_id, start, limit)
    bodies: dict[str, list[str]] = {}
    gone: list[dict[str, str]] = []
    for kind, space_id, record_id, _, body in shown:
        if body is None:
            gone.append({"kind": kind, "space_id": space_id, "id": record_id})
        else:
            bodies.setdefault(kind, []).append(body)
    last = shown[-1][3] if shown else start
    return Page(cursor_after(reader, last, more), more, bodies, gone)


def _rows(person_id: str, start: int, limit: int) -> tuple[list[Row], bool]:
    """At most `limit` rows and `PAGE_BYTES` of views (but at least one row), and whether there are more.

    Reads a few rows at a time, so that a page of large views does not load the later ones into memory.
    """
    shown: list[Row] = []
    size = 0
    at_once = min(_AT_ONCE, limit + 1)
    while True:
        rows: list[Row] = _PAGE.run(person_id, start, at_once).fetchall()
        for row in rows:
            size += len(row[4] or "")
            if len(shown) == limit or (shown and size > PAGE_BYTES):
                return shown, True
            shown.append(row)
        if len(rows) < at_once:
            return shown, False
        start = rows[-1][3]


_COUNTER = Statement(lambda person_id: Reader.select().where(Reader.person_id == person_id))
_PAGE = Statement(
    lambda person_id, start, most: (
        Feed.select(Feed.kind, Feed.space_id, Feed.record_id, Feed.n, Feed.body)
        .where((Feed.person_id == person_id) & (Feed.n > start))
        .order_by(Feed.n)
        .limit(most)
    )
)


def cursor(person_id: str) -> str:
    """The newest cursor of this person's feed."""
    reader = Reader.get_by_id(person_id)
    return cursor_at(reader.generation, reader.n)


def start_generation() -> None:
    """After a restore: make every cursor invalid, so that phones load everything again and send again what
    the backup lacks."""
    with transaction():
        for reader in Reader.select():
            renewed = {"generation": new_generation()}
            Reader.update(renewed).where(Reader.person_id == reader.person_id).execute()


def nudge(person_id: str, *, device_id: str | None = None) -> None:
    """Make a person's open apps, or one of them, fetch again although their feed is unchanged: their keys or
    couple changed."""
    live.publish(person_id, cursor(person_id), device_id=device_id)
