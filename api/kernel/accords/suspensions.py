"""Suspend an accord, at once, and resume it.

It is in force again once everybody who suspended it has lifted that, or once everybody has accepted new terms. Nobody
can lift what the other has said. It can be suspended in any state but an end, so that a suspension that crosses
something on its way is never lost.
"""

from collections.abc import Mapping
from typing import Any

from .. import clock, records, removals, spaces
from ..db import transaction
from ..errors import Problem
from ..ids import new_id
from ..records import Write
from ..spaces import Caller
from . import changes, standing, states, views
from .accords import A, Accord
from .rows import AccordRecord, SuspensionRow


def save(
    accord: Accord[A], record_id: str, suspension_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """Suspend it. A later suspension of the same person replaces theirs.

    Raises `not_found`, `already_ended`, and `gone` for a suspension that was lifted or replaced, or ended by new terms.
    """
    kind = accord.suspensions
    with transaction():
        record = records.locked(accord.of, body["space_id"], record_id, caller)

        def check(_write: Write[SuspensionRow]) -> None:
            if states.has_ended(accord, record):
                raise Problem("already_ended")

        saved = records.save(
            kind,
            f"{record_id}/{suspension_id}",
            body,
            caller,
            columns=lambda _before: {"accord_id": record_id},
            check=check,
            after=lambda write: _suspend(accord, record, write.row),
        )
        return standing.answer(kind, saved)


def lift(accord: Accord[A], record_id: str, suspension_id: str, caller: Caller) -> None:
    """Take back one's own suspension; done before, it changes nothing. Raises `not_found` and `too_soon`."""
    kind = accord.suspensions
    with transaction():
        row = standing.own(kind, accord.of, record_id, suspension_id, caller)
        if row is None:
            return
        standing.note(kind, row)
        removals.note_or_warn(accord.resumed, _one(row.space_id, record_id, caller.person_id))
        standing.delete(kind, [row])
        record = states.find(accord, row.space_id, record_id)
        changed = [] if record is None else changes.settle(accord, record)
        standing.unpublish(kind, row)
        views.publish(accord, row.space_id, changed)


def suspend_again(accord: Accord[A], record: A) -> None:
    """After a restore: suspend what somebody suspended since the backup and has not resumed on a later day."""
    said = states.suspended_by(accord, record)
    for person_id in spaces.people_of(record.space_id):
        if person_id not in said and _stands(accord, record, person_id):
            row = _row(accord, record, person_id)
            row.save(force_insert=True)
            _suspend(accord, record, row)


def _suspend(accord: Accord[A], record: A, row: SuspensionRow) -> None:
    kind, space_id = accord.suspensions, record.space_id
    removals.note_or_warn(accord.suspended, _one(space_id, record.id, row.author_id))
    theirs = [one for one in states.standing(kind, record) if one.author_id == row.author_id]
    earlier = [one for one in theirs if one.id != row.id]
    standing.delete(kind, earlier)
    changed = changes.settle(accord, record)
    for one in earlier:
        standing.unpublish(kind, one)
    views.publish_standing(kind, row)
    views.publish(accord, space_id, changed)


def _stands(accord: Accord[A], record: AccordRecord, person_id: str) -> bool:
    one = _one(record.space_id, record.id, person_id)
    suspended = removals.removed_on(accord.suspended, one)
    resumed = removals.removed_on(accord.resumed, one)
    return suspended is not None and (resumed is None or suspended >= resumed)


def _row(accord: Accord[A], record: AccordRecord, person_id: str) -> SuspensionRow:
    who = {"author_id": person_id, "sealed_by": person_id}
    key = {"space_id": record.space_id, "id": f"{record.id}/{new_id()}", "accord_id": record.id}
    return accord.suspensions.model(**key, **who, edit=1, received=clock.now())


def _one(space_id: str, record_id: str, person_id: str) -> str:
    return f"{space_id}/{record_id}/{person_id}"
