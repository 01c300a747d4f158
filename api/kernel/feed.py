"""One feed per reader: what has changed since they last asked.

A write puts each reader's own view of the record under that reader's next number, in the same
transaction. A reader's counter stays locked until commit, so numbers become visible in order and a
reader never misses one. A record that a reader may not see uses none of their numbers, and neither does a
view that did not change.
"""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import orjson
from flask import g, has_request_context
from peewee import EXCLUDED, BigIntegerField, CompositeKey, TextField, fn

from . import live
from .db import Model, belongs_to, for_update, on_commit, transaction
from .errors import Problem
from .statements import Statement

PAGE_BYTES = 1024 * 1024
"""The most bytes of views in one page of /changes, whatever `limit` the phone asked for."""
_AT_ONCE = 100


class Reader(Model):
    """A person's counter. A new `generation` makes every earlier cursor invalid, and `pruned` makes every
    lower cursor invalid: some changes up to that number have been deleted from the feed."""

    person_id = TextField(primary_key=True)
    n = BigIntegerField(default=0)
    pruned = BigIntegerField(default=0)
    generation = TextField(default=lambda: _new_generation())


class Feed(Model):
    """A reader's latest view of one record; `body` NULL means that the record was deleted."""

    person_id = TextField()
    kind = TextField()
    space_id = TextField()
    record_id = TextField()
    n = BigIntegerField()
    body = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("person_id", "space_id", "kind", "record_id")
        constraints = (belongs_to("person_id", "person"), belongs_to("space_id", "space"))
        indexes = ((("person_id", "n"), True), (("space_id",), False))


class KeptView(Model):
    """A reader's view of a parted couple's record, kept while the parting can be undone."""

    person_id = TextField()
    kind = TextField()
    space_id = TextField()
    record_id = TextField()
    n = BigIntegerField()
    body = TextField()

    class Meta:
        table_name = "kept_view"
        primary_key = CompositeKey("person_id", "space_id", "kind", "record_id")
        constraints = (
            belongs_to("person_id", "person"),
            belongs_to("space_id", "leaving", "couple_id"),
        )
        indexes = ((("space_id",), False),)


Row = tuple[str, str, str, int, str | None]
"""Kind, space, record, number, view."""


@dataclass(frozen=True)
class Page:
    """The changes after a cursor. `bodies` are views as JSON text, by kind; `gone` names deleted records."""

    cursor: str
    more: bool
    bodies: Mapping[str, list[str]]
    gone: list[dict[str, str]]


def publish(
    kind: str, space_id: str, record_id: str, views: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Put each reader's view (None: deleted) into their feed. Call it inside the write's transaction."""
    written = body = None
    for person_id in sorted(views):
        view = views[person_id]
        if view is not written:  # readers mostly share one view
            written, body = view, None if view is None else orjson.dumps(view).decode()
        _put(person_id, kind, space_id, record_id, body)


def lock(person_ids: Iterable[str]) -> None:
    """Lock these readers' counters until commit, where a view depends on what others publish.

    Write plans of reminders before calling this: every transaction takes its locks in that order.
    """
    for person_id in sorted(person_ids):
        for_update(Reader.select().where(Reader.person_id == person_id)).get()


def _put(person_id: str, kind: str, space_id: str, record_id: str, body: str | None) -> None:
    """Two statements for each reader, where reading and comparing first took four: 35 µs less.

    The number is taken first, since that locks the counter, and given back if the view did not change: nobody
    sees it before the commit.
    """
    generation, n = cast("tuple[str, int]", _TAKE_NUMBER.row(person_id))
    its_own = (person_id, space_id, kind, record_id)
    if body is None:
        _forget_kept(space_id, kind, record_id, [person_id])
        changed = _DELETE.run(*its_own, n)
    else:
        changed = _WRITE.run(*its_own, n, body)
    if changed.rowcount == 0:
        _GIVE_BACK.run(person_id)
        return
    _note_step(person_id, Step(cursor_at(generation, n - 1), cursor_at(generation, n)))
    on_commit(lambda: live.publish(person_id, cursor_at(generation, n)))


@dataclass(frozen=True)
class Step:
    """A number that a write took in a person's feed: the cursor directly before it, and the one with it."""

    before: str
    after: str


def forget_steps() -> None:
    """Before a request is tried, or tried again."""
    g.pop("steps_in_feeds", None)


def only_step(person_id: str) -> Step | None:
    """The number that this request took in the person's own feed; None unless it is exactly one."""
    steps: list[Step] = g.get("steps_in_feeds", {}).get(person_id, [])
    return steps[0] if len(steps) == 1 else None


def _note_step(person_id: str, step: Step) -> None:
    if has_request_context():
        g.setdefault("steps_in_feeds", {}).setdefault(person_id, []).append(step)


_TAKE_NUMBER = Statement(
    lambda person_id: (
        Reader.update(n=Reader.n + 1)
        .where(Reader.person_id == person_id)
        .returning(Reader.generation, Reader.n)
    )
)
_GIVE_BACK = Statement(
    lambda person_id: Reader.update(n=Reader.n - 1).where(Reader.person_id == person_id)
)
_WRITE = Statement(
    lambda person_id, space_id, kind, record_id, n, body: Feed.insert(
        person_id=person_id, space_id=space_id, kind=kind, record_id=record_id, n=n, body=body
    ).on_conflict(
        conflict_target=[Feed.person_id, Feed.space_id, Feed.kind, Feed.record_id],
        update={Feed.n: EXCLUDED.n, Feed.body: EXCLUDED.body},
        where=Feed.body.is_null() | (Feed.body != EXCLUDED.body),
    )
)
_DELETE = Statement(
    lambda person_id, space_id, kind, record_id, n: Feed.update(n=n, body=None).where(
        (Feed.person_id == person_id)
        & (Feed.space_id == space_id)
        & (Feed.kind == kind)
        & (Feed.record_id == record_id)
        & Feed.body.is_null(False)
    )
)


def page(person_id: str, after: str | None, limit: int) -> Page:
    """The views after a cursor, oldest first. Raises `resync` for a cursor of another generation, and
    `long_away` for one so old that deletions after it are forgotten."""
    reader = _COUNTER.first(Reader, person_id)
    if reader is None:
        raise Problem("sign_in")  # the account was deleted meanwhile
    start = _position(after, reader)
    shown, more = _rows(person_id, start, limit)
    bodies: dict[str, list[str]] = {}
    gone: list[dict[str, str]] = []
    for kind, space_id, record_id, _, body in shown:
        if body is None:
            gone.append({"kind": kind, "space_id": space_id, "id": record_id})
        else:
            bodies.setdefault(kind, []).append(body)
    last = shown[-1][3] if shown else start
    return Page(_next(reader, last, more), more, bodies, gone)


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
            renewed = {"generation": _new_generation()}
            Reader.update(renewed).where(Reader.person_id == reader.person_id).execute()


def nudge(person_id: str, *, device_id: str | None = None) -> None:
    """Make a person's open apps, or one of them, fetch again although their feed is unchanged: their keys or
    couple changed."""
    live.publish(person_id, cursor(person_id), device_id=device_id)


def forget_space(space_id: str) -> None:
    """Delete a whole space from every feed. Uses no number, so no feed tells that something was deleted."""
    Feed.delete().where(Feed.space_id == space_id).execute()


def keep_space(space_id: str) -> None:
    """Copy a space's views aside before `forget_space`. Nobody can read the copies, and no counter changes."""
    columns: Any = [getattr(Feed, name) for name in _KEPT]
    views = Feed.select(*columns).where((Feed.space_id == space_id) & Feed.body.is_null(False))
    KeptView.insert_from(views, [getattr(KeptView, name) for name in _KEPT]).execute()


def show_kept_space(space_id: str, people: Iterable[str]) -> None:
    """Put the kept views back into the feeds of its people, in their old order.

    What was deleted before is not among them: a phone that has not heard of it must load everything again.
    """
    for person_id in sorted(people):
        Reader.update(pruned=Reader.n).where(Reader.person_id == person_id).execute()
    kept = KeptView.select().where(KeptView.space_id == space_id)
    for row in kept.order_by(KeptView.person_id, KeptView.n):
        _put(row.person_id, row.kind, space_id, row.record_id, row.body)


_KEPT = ("person_id", "kind", "space_id", "record_id", "n", "body")


def _forget_kept(space_id: str, kind: str, record_id: str, people: Iterable[str]) -> None:
    KeptView.delete().where(
        KeptView.person_id.in_(list(people))
        & (KeptView.space_id == space_id)
        & (KeptView.kind == kind)
        & (fn.SUBSTR(KeptView.record_id, 1, len(record_id)) == record_id)
    ).execute()


def forget(space_id: str, kind: str, record_id: str, people: Iterable[str]) -> None:
    """Delete one record of a space, and its parts (`ID/PART`), from these people's feeds.

    Uses no number, so the feeds tell nothing of it. A phone that holds the record must delete it by itself.
    """
    people = list(people)
    _forget_kept(space_id, kind, record_id, people)
    its_own = fn.SUBSTR(Feed.record_id, 1, len(record_id)) == record_id
    Feed.delete().where(
        Feed.person_id.in_(people) & (Feed.space_id == space_id) & (Feed.kind == kind) & its_own
    ).execute()


def forget_kinds(space_id: str, kinds: Iterable[str], person_id: str) -> None:
    """Delete these kinds of a space from one person's feed. Uses no number."""
    for model in (Feed, KeptView):
        model.delete().where(
            (model.person_id == person_id)
            & (model.space_id == space_id)
            & model.kind.in_(list(kinds))
        ).execute()


def prune(space_id: str, kind: str, record_id: str) -> None:
    """Delete the feed rows of a deleted record. A phone that has not fetched them must load everything again."""
    its_own = (
        (Feed.space_id == space_id)
        & (Feed.kind == kind)
        & (Feed.record_id == record_id)
        & Feed.body.is_null()
    )
    for row in Feed.select(Feed.person_id, Feed.n).where(its_own).order_by(Feed.person_id):
        behind = (Reader.person_id == row.person_id) & (Reader.pruned < row.n)
        Reader.update(pruned=row.n).where(behind).execute()
    Feed.delete().where(its_own).execute()


def hand_on(space_id: str, partner_id: str, old_id: str, new_id: str) -> None:
    """A seat passes: give the new person the views that the old person and the partner shared.

    Views that only one of the two had go to nobody. The old person's feed loses the space.
    """
    rows = Feed.select().where((Feed.space_id == space_id) & Feed.body.is_null(False))
    seen = {(row.kind, row.record_id): row.body for row in rows.where(Feed.person_id == partner_id)}
    for row in rows.where(Feed.person_id == old_id).order_by(Feed.n):
        if seen.get((row.kind, row.record_id)) == row.body:
            _put(new_id, row.kind, space_id, row.record_id, row.body)
    Feed.delete().where((Feed.space_id == space_id) & (Feed.person_id == old_id)).execute()


def _new_generation() -> str:
    return secrets.token_hex(4)


def cursor_at(generation: str, n: int) -> str:
    """How a phone names a place in its feed."""
    return f"{generation}.{n}"


def _next(reader: Reader, last: int, more: bool) -> str:
    """The cursor after a page. A phone that loads everything again passes numbers that are too old for other
    cursors; its cursor therefore carries the value of `pruned` from its start, until it is past that."""
    if not more:
        return cursor_at(reader.generation, max(last, reader.pruned))
    passing = f".{reader.pruned}" if last < reader.pruned else ""
    return cursor_at(reader.generation, last) + passing


def _position(after: str | None, reader: Reader) -> int:
    if after is None:
        return 0
    generation, _, rest = after.partition(".")
    number, _, passing = rest.partition(".")
    # First, since a restored server does not know such old deletions either.
    is_old = number.isdecimal() and int(number) < reader.pruned
    if is_old and passing != str(reader.pruned):
        raise Problem("long_away")
    if generation != reader.generation or not number.isdecimal() or int(number) > reader.n:
        raise Problem("resync")
    return int(number)
