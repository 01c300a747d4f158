"""Tombstones: what was deleted stays deleted, though a phone that was away sends it again.

They are kept for 90 days; see `retention.py`.
"""

from peewee import CompositeKey, Expression, IntegerField, TextField, fn

from . import clock, repeats
from .db import Model, belongs_to
from .errors import Problem
from .statements import Statement


class Tombstone(Model):
    """A deleted record, and the day of its deletion (days since the epoch)."""

    space_id = TextField()
    kind = TextField()
    record_id = TextField()
    day = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "kind", "record_id")
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("day",), False),)


def bury(space_id: str, kind: str, record_id: str) -> None:
    """Leave a tombstone, so that a late PUT is refused, and delete the digests of the edits."""
    day = clock.now() // clock.DAY
    key = {"space_id": space_id, "kind": kind, "record_id": record_id}
    Tombstone.insert(**key, day=day).on_conflict_ignore().execute()
    repeats.forget_edits(space_id, kind, record_id)


def forget(space_id: str, kind: str, record_id: str) -> None:
    """Delete the tombstones of a record and of its parts (`ID/PART`)."""
    Tombstone.delete().where(_under(space_id, kind, record_id)).execute()


def of_parts(space_id: str, kind: str, record_id: str) -> list[str]:
    """The deleted parts of a record, of a kind with ids as `ID/PART`."""
    found = Tombstone.select(Tombstone.record_id).where(_under(space_id, kind, record_id))
    return [row.record_id for row in found.order_by(Tombstone.record_id)]


def _under(space_id: str, kind: str, record_id: str) -> Expression:
    its_own = fn.SUBSTR(Tombstone.record_id, 1, len(record_id)) == record_id
    return (Tombstone.space_id == space_id) & (Tombstone.kind == kind) & its_own


def beyond(space_id: str, kind: str, most: int) -> list[str]:
    """The tombstones of a kind beyond the newest `most`, ordered by the time in their ids."""
    its_own = (Tombstone.space_id == space_id) & (Tombstone.kind == kind)
    newest_first = Tombstone.select(Tombstone.record_id).where(its_own)
    older = newest_first.order_by(Tombstone.record_id.desc()).offset(most)
    return [row.record_id for row in older]


def refuse(space_id: str, kind: str, record_id: str) -> None:
    """Raise `gone` for a record that was deleted."""
    if exist([space_id], kind, record_id):
        raise Problem("gone")


def exist(space_ids: list[str], kind: str, record_id: str) -> bool:
    """Whether one of these spaces has a tombstone of this record."""
    return any(_TOMBSTONE.row(space_id, kind, record_id) for space_id in space_ids)


_TOMBSTONE = Statement(
    lambda space_id, kind, record_id: Tombstone.select(Tombstone.day).where(
        (Tombstone.space_id == space_id)
        & (Tombstone.kind == kind)
        & (Tombstone.record_id == record_id)
    )
)
