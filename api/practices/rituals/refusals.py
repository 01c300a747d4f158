"""Decline a proposed schedule. The ritual that the proposal would replace stays active.

Both see it in the app; there is no push. The refusal is deleted once the schedule is new or the
ritual ends, by itself after `KEPT` at the latest, and its trace `TRACED` later, so that nobody can
count refusals. Phones also delete refusals by themselves.

This is no `Noun`: the first stands for both and is the answer to the other's no too, which still withdraws
the other's yes; and no digest of a no is kept, so that nobody can count them.
"""

from typing import Any

from ...kernel import audiences, clock, feed, records, reminders, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.identity import newcomers
from ...kernel.reminders import Due
from ...kernel.spaces import Caller
from . import acceptances, replacements, views, withdrawals
from .kinds import RITUAL_ACCEPTANCES, RITUALS
from .models import Ritual, RitualAcceptance, RitualRefusal

END = "declined_ritual_end"
TRACE = "ritual_refusal_trace"
KEPT = 14 * clock.DAY
TRACED = 8 * clock.DAY
"""As long as the trace of an ask: it tells phones that were offline."""


def save(caller: Caller, ritual_id: str, body: dict[str, Any]) -> Any:
    """Decline the current schedule. Withdraws the caller's own yes, so a no always wins over a yes.

    Raises `not_found`, `already_ended`, `too_soon`, and `stale_edit` if the schedule has changed.
    """
    with transaction():
        ritual = records.locked(RITUALS, body["space_id"], ritual_id, caller)
        if not ritual.schedule_edit <= body["edit"] <= ritual.edit:
            raise Problem("stale_edit")
        row = views.refusal_of(ritual)
        # A no withdraws one's yes, also if the partner declined first.
        if row is None or caller.person_id in views.accepted_by(ritual):
            standing = _decline(caller, ritual, row, body["edit"])
        else:
            standing = row
        return views.of_refusal(standing), 201 if row is None else 200


def forget(ritual: Ritual) -> bool:
    """Delete the refusal, since the schedule is new or the ritual has ended. Returns whether there
    was one; then unpublish it after all plans are written."""
    row = views.refusal_of(ritual)
    if row is None:
        return False
    row.delete_instance()
    reminders.unplan(ritual.space_id, END, ritual.id)
    due = clock.now() + TRACED
    reminders.plan(ritual.space_id, ritual.space_id, TRACE, ritual.id, due)
    return True


def forget_trace(due: Due) -> None:
    """Delete what feeds still tell of a refusal that was deleted, unless there is a new one."""
    if not spaces.lock_if_free(due.space_id):
        reminders.plan_again(due)
        return
    standing = RitualRefusal.select().where(
        (RitualRefusal.space_id == due.space_id) & (RitualRefusal.ritual_id == due.key)
    )
    if not standing.exists():
        feed.forget(due.space_id, views.REFUSALS, due.key, audiences.holders(due.space_id))


def _decline(
    caller: Caller, ritual: Ritual, first: RitualRefusal | None, edit: int
) -> RitualRefusal:
    """Withdraw the caller's yes, and add a refusal unless the partner has declined first."""
    if ritual.ended is not None:
        raise Problem("already_ended")
    # Also for a proposal of the partner's: the owner could not take such a no back.
    newcomers.refuse_others(caller, ritual.space_id, views.RITUALS, ritual.id)
    withdrawn = RitualAcceptance.delete().where(
        RITUAL_ACCEPTANCES.said(ritual.space_id, ritual.id)
        & (RitualAcceptance.author_id == caller.person_id)
    )
    if withdrawn.execute():
        withdrawals.note(ritual)
    row = first or _added(caller, ritual, edit)
    changed = replacements.settle(ritual)
    views.publish_rituals(audiences.readers(views.RITUALS, ritual.space_id), changed)
    acceptances.publish(ritual)
    views.publish(views.REFUSALS, caller, views.of_refusal(row))
    return row


def _added(caller: Caller, ritual: Ritual, edit: int) -> RitualRefusal:
    row = RitualRefusal(
        space_id=ritual.space_id,
        ritual_id=ritual.id,
        person_id=caller.person_id,
        at=clock.now(),
        edit=edit,
    )
    row.save(force_insert=True)
    reminders.plan(row.space_id, row.space_id, END, row.ritual_id, row.at + KEPT)
    return row
