"""Decline a proposed schedule. Nothing ends: the ritual that the proposal would replace stays
active.

Both see it in the app; there is no push.
"""

from typing import Any

from ...kernel import clock
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.identity import newcomers
from ...kernel.spaces import Caller
from . import replacements, views
from .models import Ritual, RitualAcceptance, RitualRefusal


def save(caller: Caller, ritual_id: str, body: dict[str, Any]) -> Any:
    """Decline the current schedule. Withdraws the caller's own yes, so a no always wins over a yes.

    Raises `not_found`, `already_ended`, `too_soon`, and `stale_edit` if the schedule has changed.
    """
    with transaction():
        ritual = views.locked(caller, body["space_id"], ritual_id)
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
    """Delete the refusal, since the schedule is new or the ritual has ended: nobody counts refusals
    later. Returns whether there was one; then unpublish it."""
    row = views.refusal_of(ritual)
    return row is not None and row.delete_instance() == 1


def _decline(
    caller: Caller, ritual: Ritual, first: RitualRefusal | None, edit: int
) -> RitualRefusal:
    """Withdraw the caller's yes, and add a refusal unless the partner has declined first."""
    if ritual.ended is not None:
        raise Problem("already_ended")
    # Also for a proposal of the partner's: the owner could not take such a no back.
    newcomers.refuse_others(caller, ritual.space_id, views.RITUALS, ritual.id)
    RitualAcceptance.delete().where(
        (RitualAcceptance.space_id == ritual.space_id)
        & (RitualAcceptance.ritual_id == ritual.id)
        & (RitualAcceptance.person_id == caller.person_id)
    ).execute()
    row = first or _added(caller, ritual, edit)
    changed = replacements.settle(ritual)
    views.publish_rituals(caller.readers(ritual.space_id), changed)
    views.publish(views.ACCEPTANCES, caller, views.of_acceptance(ritual))
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
    return row
