"""Records: one thing of a practice, written with PUT under an id that the phone made.

The rules that all records share: who may write, which edit is next, how a repeated request is answered,
under which key the words must be sealed. A practice's action calls `save`, then names the readers with
`publish`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import fields
from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from . import audiences, clock, feed, quotas, record_rows, removals, repeats, spaces, tombstones
from .column_values import as_text, from_column, from_text
from .db import Model, belongs_to
from .errors import Problem
from .identity import newcomers
from .kinds import Kind, RecordKind
from .sealing import refuse_seal
from .spaces import Caller
from .statements import by_id

# How far a phone's clock may be ahead of the server's.
CLOCK_SLACK = 5 * clock.MINUTE
# A phone's next edit is one more than the last it saw. After a restore from a backup the server may
# know fewer edits than the phones, and takes theirs.
LONGEST_JUMP = 1000


class Record(Model):
    """Columns of every record. `words` is the envelope as JSON text, or NULL for a record without words."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    edit = IntegerField()
    sealed_by = TextField()
    words = TextField(null=True)
    received = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("author_id",), False),)


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Saved(Generic[R]):
    """The result of `save`. For a repeated request it holds the row as it is now, and nothing is to be published."""

    row: R
    created: bool
    repeated: bool


@dataclass(frozen=True)
class Write(Generic[R]):
    """What `check` and `after` get: the record as it was, None for a new one, and as it is written now."""

    caller: Caller
    body: Mapping[str, Any]
    before: R | None
    row: R


def nothing(_write: Any) -> None:
    """No check, and nothing to do afterwards."""


def save(
    kind: RecordKind[R],
    record_id: str,
    body: Mapping[str, Any],
    caller: Caller,
    *,
    columns: Callable[[R | None], Mapping[str, Any]] = lambda _before: {},
    check: Callable[[Write[R]], None] = nothing,
    after: Callable[[Write[R]], None] = nothing,
    counted: bool = True,
) -> Saved[R]:
    """Create or edit a record inside the caller's transaction.

    `columns` gets the record as it was, None for a new one, and returns the practice's own columns. `check` runs with
    the space locked, before anything is written, and raises what the practice refuses; it may still change the row.
    `after` runs once the row is written. Neither runs for a repeated request. A write that is not `counted` uses no
    quota.
    Raises `not_found` (no access to the space), `gone` (deleted), `id_taken`, `too_soon`, `stale_edit`,
    `old_key`, `invalid`, `full_today`, `full`.
    """
    space = spaces.lock(caller, body["space_id"])
    row, elsewhere = _found(kind, record_id, caller, space.id)
    if row is not None and repeats.is_repeat(space.id, kind.name, record_id, body["edit"]):
        return Saved(row, created=False, repeated=True)
    _refuse(kind, space, record_id, row, body, caller, elsewhere=elsewhere)
    common = _common(space.id, record_id, row, body, caller)
    write = Write(
        caller, body, row, record_rows.merged(kind.model, row, {**common, **columns(row)})
    )
    check(write)
    if counted and kind.counted:
        quotas.take(caller, space.id, new=row is None)
    _store(kind, write)
    after(write)
    return Saved(write.row, created=row is None, repeated=False)


def _refuse(
    kind: RecordKind[R],
    space: spaces.Space,
    record_id: str,
    row: R | None,
    body: Mapping[str, Any],
    caller: Caller,
    *,
    elsewhere: bool,
) -> None:
    """Raise what every kind refuses. `elsewhere`: the id is in another space of the caller."""
    tombstones.refuse(space.id, kind.name, record_id)
    if row is None:
        removals.refuse(kind.name, f"{space.id}/{record_id}")
    if kind.one_audience and elsewhere:
        raise Problem("id_taken")
    if row is not None:
        if not kind.either_edits and row.author_id != caller.person_id:
            raise Problem("not_found")
        if not kind.newcomers_edit:
            newcomers.refuse_others(caller, space.id, kind.name, record_id)
    if not 0 < body["edit"] - (row.edit if row else 0) <= LONGEST_JUMP:
        raise Problem("stale_edit")
    refuse_seal(space, body, caller)


def _common(
    space_id: str, record_id: str, before: Record | None, body: Mapping[str, Any], caller: Caller
) -> dict[str, Any]:
    """The columns of every record that a write sets."""
    words = as_text(body.get("words"))
    said = {"edit": body["edit"], "sealed_by": caller.person_id, "words": words}
    if before is not None:
        return said
    key = {"space_id": space_id, "id": record_id, "author_id": caller.person_id}
    return {**key, "received": clock.now(), **said}


def _store(kind: RecordKind[R], write: Write[R]) -> None:
    row, before = write.row, write.before
    if before is None:
        record_rows.insert(row)
        newcomers.note_write(write.caller, row.space_id, kind.name, row.id)
    else:
        record_rows.update(before, row)
    repeats.remember(row.space_id, kind.name, row.id, row.edit)


def find(kind: RecordKind[R], record_id: str, caller: Caller) -> R:
    """The record, in one of the spaces the caller may read; else `not_found`."""
    model = kind.model
    row = model.get_or_none(model.space_id.in_(caller.space_ids), model.id == record_id)
    if row is None:
        raise Problem("not_found")
    return row


def locked(kind: RecordKind[R], space_id: str, record_id: str, caller: Caller) -> R:
    """Lock the space until commit and return the record; else `not_found`."""
    spaces.lock(caller, space_id)
    row = by_id(kind.model, space_id, record_id)
    if row is None:
        raise Problem("not_found")
    return row


def get(kind: RecordKind[R], space_id: str, record_id: str) -> R:
    """The record of a locked space. Raises `gone` (deleted) and `not_found`."""
    row = by_id(kind.model, space_id, record_id)
    if row is None:
        tombstones.refuse(space_id, kind.name, record_id)
        raise Problem("not_found")
    return row


def delete(kind: RecordKind[Any], record_id: str, caller: Caller) -> str | None:
    """Delete the caller's own record for every reader. Returns its space, or None if it was deleted before.

    Raises `not_found`, `too_soon`, `not_ready`.
    """
    model = kind.model
    row = model.get_or_none(model.space_id.in_(caller.space_ids), model.id == record_id)
    if row is None and tombstones.exist(caller.space_ids, kind.name, record_id):
        return None
    if row is None or row.author_id != caller.person_id:
        raise Problem("not_found")
    spaces.lock(caller, row.space_id)
    newcomers.refuse_others(caller, row.space_id, kind.name, record_id)
    note_removal(kind, row.space_id, record_id)
    remove(kind, row)
    return row.space_id


def note_removal(kind: Kind, space_id: str, record_id: str) -> None:
    """Note a deleted or expired record in the removal log."""
    removals.note(kind.name, f"{space_id}/{record_id}")


def removed(kind: RecordKind[R]) -> list[R]:
    """After a restore: the records that were deleted or expired after the backup, for the caller to remove."""
    model = kind.model
    rows = model.select().order_by(model.space_id, model.id).iterator()
    return [row for row in rows if removals.is_removed(kind.name, f"{row.space_id}/{row.id}")]


def remove(kind: RecordKind[R], row: R) -> None:
    """Delete a record for whoever has it, without noting it in the removal log. Call it inside a transaction."""
    tombstones.bury(row.space_id, kind.name, row.id)
    model = kind.model
    model.delete().where((model.space_id == row.space_id) & (model.id == row.id)).execute()
    feed.publish(kind.name, row.space_id, row.id, dict.fromkeys(audiences.holders(row.space_id)))


def view(row: Record, **signals: Any) -> dict[str, Any]:
    """The common part of a reader's view, with the practice's signals."""
    return {
        "id": row.id,
        "space_id": row.space_id,
        "author_id": row.author_id,
        "edit": row.edit,
        "sealed_by": row.sealed_by,
        "words": from_text(row.words),
        **signals,
    }


def view_of(kind: RecordKind[R], row: R) -> dict[str, Any]:
    """A reader's view, where each of its fields is a column."""
    return {name: shown(row, name, field) for name, field in kind.view.fields.items()}


def publish(kind: Kind, row: Record, readers: list[str], shown: Mapping[str, Any]) -> None:
    """Put the same view of a record into the feed of each reader."""
    feed.publish(kind.name, row.space_id, row.id, dict.fromkeys(readers, shown))


def answer(
    saved: Saved[Any], shown: Mapping[str, Any]
) -> tuple[Mapping[str, Any], int, dict[str, str]]:
    """The response to a PUT: 201 for a new record, else 200; the ETag is the edit."""
    return shown, 201 if saved.created else 200, etag(saved.row)


def etag(row: Record) -> dict[str, str]:
    return {"ETag": f'"{row.edit}"'}


def shown(row: Model, name: str, field: fields.Field) -> Any:
    """What is stored of a field, as a view has it. Its column has the name of the field, or the one in the field's
    metadata."""
    return from_column(field, getattr(row, field.metadata.get("column", name)))


def _found(
    kind: RecordKind[R], record_id: str, caller: Caller, space_id: str
) -> tuple[R | None, bool]:
    """The record in this space, if it is there, and whether another space of the caller has its id."""
    rows = record_rows.in_either(kind.model, record_id, caller.space_ids)
    here = next((row for row in rows if row.space_id == space_id), None)
    return here, any(row.space_id != space_id for row in rows)
