"""What one person says on an accord and can take back: a suspension, a renewal.

Each has an id of its own, made by the phone, so that taking one back never takes back what another phone of the same
person has said since. That is why these are no nouns. What was taken back stays so, though the request comes again.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from .. import audiences, feed, records, removals, spaces, tombstones
from ..errors import Problem
from ..identity import newcomers
from ..kinds import RecordKind
from ..spaces import Caller
from ..statements import by_id
from . import states
from .rows import AccordRecord, StandingRow

S = TypeVar("S", bound=StandingRow)

TRACES = 200
"""How many tombstones of a kind a space keeps: what is said and taken back uses up no quota."""


def answer(kind: RecordKind[S], saved: records.Saved[S]) -> tuple[Mapping[str, Any], int]:
    return records.view_of(kind, saved.row), 201 if saved.created else 200


def own(
    kind: RecordKind[S], of: RecordKind[Any], record_id: str, own_id: str, caller: Caller
) -> S | None:
    """What the caller takes back, with its space locked until commit; None if that was done before.

    It may come before what it takes back, which is then `gone`: else a yes that was withdrawn while it was on its way
    would stand. Raises `not_found`, also for what the partner has said, and `too_soon` for a newcomer.
    """
    record, one = records.find(of, record_id, caller), f"{record_id}/{own_id}"
    spaces.lock(caller, record.space_id)
    row = by_id(kind.model, record.space_id, one)
    if row is None:
        _bury(kind, record.space_id, one)
        return None
    if row.author_id != caller.person_id:
        raise Problem("not_found")
    newcomers.refuse_others(caller, row.space_id, kind.name, one)
    return row


def delete(kind: RecordKind[S], rows: Iterable[S]) -> None:
    """Delete these rows, before plans are written; then `unpublish` them."""
    model = kind.model
    for row in rows:
        model.delete().where((model.space_id == row.space_id) & (model.id == row.id)).execute()


def delete_all(kinds: Iterable[RecordKind[Any]], record: AccordRecord) -> list[tuple[Any, Any]]:
    """Delete all that was said on an accord, since its terms are new or it has ended: the kinds and the rows. Then
    `unpublish` them."""
    found = [(kind, row) for kind in kinds for row in states.standing(kind, record)]
    for kind, row in found:
        delete(kind, [row])
    return found


def note(kind: RecordKind[Any], row: StandingRow) -> None:
    """Note that it is taken back. A log that cannot be written stops nobody."""
    removals.note_or_warn(kind.name, f"{row.space_id}/{row.id}")


def unpublish(kind: RecordKind[Any], row: StandingRow) -> None:
    """Delete it from the feed of whoever has it. A late request for it gets `gone`."""
    records.remove(kind, row)
    _bury(kind, row.space_id, row.id)


def _bury(kind: RecordKind[Any], space_id: str, one: str) -> None:
    tombstones.bury(space_id, kind.name, one)
    for record_id in tombstones.beyond(space_id, kind.name, TRACES):
        feed.forget(space_id, kind.name, record_id, audiences.holders(space_id))
        tombstones.forget(space_id, kind.name, record_id)
