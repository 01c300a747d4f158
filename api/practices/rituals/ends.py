"""End a ritual, for both; a restore does not bring it back.

A declined proposal ends by itself: else the refusal would stay, or the proposal would wait for the
yes of somebody who declined it.
"""

from collections.abc import Sequence
from typing import Any

from ...kernel import audiences, clock, feed, reminders, removals, spaces
from ...kernel.db import transaction
from ...kernel.identity import newcomers
from ...kernel.reminders import Due
from ...kernel.spaces import Caller
from . import refusals, replacements, views
from .models import Ritual
from .reminders import unplan


def save(caller: Caller, ritual_id: str, body: dict[str, Any]) -> Any:
    """End a ritual for both, at once. Idempotent. Raises `not_found`, `too_soon`, `not_ready`."""
    with transaction():
        ritual = views.locked(caller, body["space_id"], ritual_id)
        created = ritual.ended is None
        if created:
            # else the ritual that it replaced would become active again
            ending = (*replacements.before(ritual), ritual)
            for one in ending:
                newcomers.refuse_others(caller, one.space_id, views.RITUALS, one.id)
            for one in ending:
                removals.note(views.ENDS, _one(one, caller.person_id))
            _end(ending, caller.person_id, audiences.readers(views.RITUALS, ritual.space_id))
        return views.of_end(ritual), 201 if created else 200


def end_declined(due: Due) -> None:
    """End a proposal that is still declined, as if its author had: an end does not tell that it was
    declined."""
    if not spaces.lock_if_free(due.space_id):
        reminders.plan_again(due)
        return
    ritual = Ritual.get_or_none(Ritual.space_id == due.space_id, Ritual.id == due.key)
    if ritual is not None and views.refusal_of(ritual) is not None:
        removals.note(views.ENDS, _one(ritual, ritual.author_id))
        _end([ritual], ritual.author_id, audiences.readers(views.RITUALS, ritual.space_id))


def end_again() -> None:
    """After a restore, end again the rituals that were ended since the backup."""
    for ritual in list(Ritual.select().where(Ritual.ended.is_null())):
        end_if_removed(Ritual.get(Ritual.space_id == ritual.space_id, Ritual.id == ritual.id))


def end_if_removed(ritual: Ritual) -> None:
    """End a ritual if the removal log says that one of the two or its author ended it. The backup
    may lack the end, or the ritual."""
    both = spaces.people_of(ritual.space_id)
    for person_id in dict.fromkeys((*both, ritual.author_id)):
        if ritual.ended is None and removals.is_removed(views.ENDS, _one(ritual, person_id)):
            _end([ritual], person_id, audiences.readers(views.RITUALS, ritual.space_id))


def _end(ending: Sequence[Ritual], person_id: str, readers: list[str]) -> None:
    """End these rituals of one space."""
    for ritual in ending:
        ritual.ended, ritual.ended_by = clock.now(), person_id
        Ritual.update(ended=ritual.ended, ended_by=person_id).where(
            (Ritual.space_id == ritual.space_id) & (Ritual.id == ritual.id)
        ).execute()
        unplan(ritual)
    declined = [ritual for ritual in ending if refusals.forget(ritual)]
    changed = replacements.settle(*ending)
    for ritual in declined:
        views.unpublish(views.REFUSALS, readers, ritual)
    views.publish_rituals(readers, changed)
    for ritual in ending:
        views.publish_to(views.ENDS, readers, views.of_end(ritual))
    if not readers:
        _forget_kept(ending)


def _forget_kept(ending: Sequence[Ritual]) -> None:
    """If the two have parted and that is undone, neither sees a ritual that has ended meanwhile."""
    for ritual in ending:
        for kind in (views.RITUALS, views.ACCEPTANCES, views.REFUSALS):
            feed.forget(ritual.space_id, kind, ritual.id, audiences.holders(ritual.space_id))


def _one(ritual: Ritual, person_id: str) -> str:
    return f"{ritual.space_id}/{ritual.id}/{person_id}"
