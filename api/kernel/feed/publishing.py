"""Put views into feeds."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

import orjson
from peewee import EXCLUDED

from .. import live
from ..db import for_update, on_commit
from ..statements import Statement
from .cursors import cursor_at
from .forgetting import forget_kept
from .rows import Feed, Reader
from .steps import Step, note_step


def publish(
    kind: str, space_id: str, record_id: str, views: Mapping[str, Mapping[str, Any] | None]
) -> None:
    """Put each reader's view (None: deleted) into their feed. Call it inside the write's transaction."""
    written = body = None
    for person_id in sorted(views):
        view = views[person_id]
        if view is not written:  # readers mostly share one view
            written, body = view, None if view is None else orjson.dumps(view).decode()
        put(person_id, kind, space_id, record_id, body)


def lock(person_ids: Iterable[str]) -> None:
    """Lock these readers' counters until commit, where a view depends on what others publish.

    Write plans of reminders before calling this: every transaction takes its locks in that order.
    """
    for person_id in sorted(person_ids):
        for_update(Reader.select().where(Reader.person_id == person_id)).get()


def put(person_id: str, kind: str, space_id: str, record_id: str, body: str | None) -> None:
    """Two statements for each reader, where reading and comparing first took four: 35 µs less.

    The number is taken first, since that locks the counter, and given back if the view did not change: nobody
    sees it before the commit.
    """
    generation, n = cast("tuple[str, int]", _TAKE_NUMBER.row(person_id))
    its_own = (person_id, space_id, kind, record_id)
    if body is None:
        forget_kept(space_id, kind, record_id, [person_id])
        changed = _DELETE.run(*its_own, n)
    else:
        changed = _WRITE.run(*its_own, n, body)
    if changed.rowcount == 0:
        _GIVE_BACK.run(person_id)
        return
    note_step(person_id, Step(cursor_at(generation, n - 1), cursor_at(generation, n)))
    on_commit(lambda: live.publish(person_id, cursor_at(generation, n)))


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
