"""Decline the terms of an accord. What it would replace stays in force.

Both see it in the app; there is no push. The refusal is deleted once the terms are new or the accord ends, by itself
after `KEPT` at the latest, and its trace `TRACED` later, so that nobody can count refusals. Phones also delete refusals
by themselves.

This is no `Noun`: the first stands for both and is the answer to the other's no too, which still withdraws the other's
yes; and no digest of a no is kept, so that nobody can count them.
"""

from collections.abc import Mapping
from typing import Any

from .. import audiences, clock, feed, records, reminders
from ..db import transaction
from ..errors import Problem
from ..identity import newcomers
from ..spaces import Caller
from . import acceptances, changes, states, views, withdrawals
from .accords import A, Accord
from .rows import RefusalRow

KEPT = 14 * clock.DAY
TRACED = 8 * clock.DAY
"""As long as the trace of an ask: it tells phones that were offline."""


def save(
    accord: Accord[A], record_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """Decline the current terms. Withdraws the caller's own yes, so a no always wins over a yes.

    Raises `not_found`, `already_ended`, `too_soon`, and `stale_edit` if the terms have changed.
    """
    with transaction():
        record = records.locked(accord.of, body["space_id"], record_id, caller)
        if not record.terms_edit <= body["edit"] <= record.edit:
            raise Problem("stale_edit")
        row = standing = states.refusal_of(accord, record)
        # A no withdraws one's yes, also if the partner declined first.
        if standing is None or caller.person_id in states.accepted_by(accord, record):
            standing = _decline(accord, caller, record, row, body["edit"])
        return views.of_refusal(standing), 201 if row is None else 200


def forget(accord: Accord[A], record: A) -> bool:
    """Delete the refusal, since the terms are new or the accord has ended. Returns whether there was one; then
    unpublish it after all plans are written."""
    row = states.refusal_of(accord, record)
    if row is None:
        return False
    row.delete_instance()
    space_id = record.space_id
    reminders.unplan(space_id, accord.declined_end, record.id)
    reminders.plan(space_id, space_id, accord.trace, record.id, clock.now() + TRACED)
    return True


def forget_trace(accord: Accord[A], space_id: str, record_id: str) -> None:
    """Delete what feeds still tell of a refusal that was deleted, unless there is a new one."""
    model = accord.refusal
    if model.get_or_none(model.space_id == space_id, model.id == record_id) is None:
        feed.forget(space_id, accord.refusals, record_id, audiences.holders(space_id))


def _decline(
    accord: Accord[A], caller: Caller, record: A, first: RefusalRow | None, edit: int
) -> RefusalRow:
    """Withdraw the caller's yes, and add a refusal unless the partner has declined first."""
    if states.has_ended(accord, record):
        raise Problem("already_ended")
    # Also for a proposal of the partner's: the owner could not take such a no back.
    newcomers.refuse_others(caller, record.space_id, accord.of.name, record.id)
    if acceptances.withdraw(accord, record, caller.person_id):
        withdrawals.note(accord, record)
    row = first or _added(accord, caller, record, edit)
    changed = changes.settle(accord, record)
    views.publish(accord, record.space_id, changed)
    acceptances.publish(accord, record)
    views.publish_refusal(accord, row)
    return row


def _added(accord: Accord[A], caller: Caller, record: A, edit: int) -> RefusalRow:
    key = {"space_id": record.space_id, "id": record.id}
    row = accord.refusal(**key, author_id=caller.person_id, at=clock.now(), edit=edit)
    row.save(force_insert=True)
    reminders.plan(row.space_id, row.space_id, accord.declined_end, row.id, row.at + KEPT)
    return row
