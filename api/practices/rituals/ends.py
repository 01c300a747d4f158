"""End a ritual, for both; a restore does not bring it back.

A declined proposal ends by itself: else the refusal would stay, or the proposal would wait for the
yes of somebody who declined it.
"""

from collections.abc import Sequence

from ...kernel import audiences, clock, feed, nouns, reminders, removals, spaces
from ...kernel.identity import newcomers
from ...kernel.nouns import Write
from ...kernel.reminders import Due
from ...kernel.schedule import lead_times
from . import refusals, replacements, views
from .kinds import RITUAL_ACCEPTANCES, RITUAL_ENDS
from .models import Ritual, RitualEnd
from .timetable import RITUAL_TIMES


def check(write: Write[Ritual, RitualEnd]) -> None:
    """Refuse newcomers. What ends is noted for a restore, before it ends."""
    ending = _ending(write.record)
    for one in ending:
        newcomers.refuse_others(write.caller, one.space_id, views.RITUALS, one.id)
    for one in ending:
        removals.note(RITUAL_ENDS.name, _one(one, write.caller.person_id))


def end(write: Write[Ritual, RitualEnd]) -> None:
    """End the ritual and all that it replaced, at once."""
    ending, said = _ending(write.record), write.row
    earlier = [_say(one, said.author_id, said.at) for one in ending if one.id != said.id]
    _end(ending, said.at, write.readers)
    for one in earlier:
        nouns.publish(RITUAL_ENDS, one, write.readers)


def end_declined(due: Due) -> None:
    """End a proposal that is still declined, as if its author had: an end does not tell that it was
    declined."""
    if not spaces.lock_if_free(due.space_id):
        reminders.plan_again(due)
        return
    ritual = Ritual.get_or_none(Ritual.space_id == due.space_id, Ritual.id == due.key)
    if ritual is not None and views.refusal_of(ritual) is not None:
        removals.note(RITUAL_ENDS.name, _one(ritual, ritual.author_id))
        _end_for(ritual, ritual.author_id)


def end_again() -> None:
    """After a restore, end again the rituals that were ended since the backup."""
    for ritual in list(Ritual.select().where(Ritual.ended.is_null())):
        end_if_removed(Ritual.get(Ritual.space_id == ritual.space_id, Ritual.id == ritual.id))


def end_if_removed(ritual: Ritual) -> None:
    """End a ritual if the removal log says that one of the two or its author ended it. The backup
    may lack the end, or the ritual."""
    both = spaces.people_of(ritual.space_id)
    for person_id in dict.fromkeys((*both, ritual.author_id)):
        one = _one(ritual, person_id)
        if ritual.ended is None and removals.is_removed(RITUAL_ENDS.name, one):
            _end_for(ritual, person_id)


def _ending(ritual: Ritual) -> list[Ritual]:
    """What ends with it: else the ritual that it replaced would become active again."""
    return [*replacements.before(ritual), ritual]


def _end_for(ritual: Ritual, person_id: str) -> None:
    """End a ritual as this person."""
    readers = audiences.readers(RITUAL_ENDS.name, ritual.space_id)
    said = _say(ritual, person_id, clock.now())
    _end([ritual], said.at, readers)
    nouns.publish(RITUAL_ENDS, said, readers)
    if not readers:
        _forget_kept(ritual)


def _say(ritual: Ritual, person_id: str, at: int) -> RitualEnd:
    row = RitualEnd(space_id=ritual.space_id, id=ritual.id, author_id=person_id, at=at)
    row.save(force_insert=True)
    return row


def _end(ending: Sequence[Ritual], at: int, readers: list[str]) -> None:
    """Mark these rituals of one space as ended."""
    for ritual in ending:
        ritual.ended = at
        Ritual.update(ended=at).where(
            (Ritual.space_id == ritual.space_id) & (Ritual.id == ritual.id)
        ).execute()
        lead_times.unplan(RITUAL_TIMES, ritual)
    declined = [ritual for ritual in ending if refusals.forget(ritual)]
    changed = replacements.settle(*ending)
    for ritual in declined:
        views.unpublish(views.REFUSALS, readers, ritual)
    views.publish_rituals(readers, changed)


def _forget_kept(ritual: Ritual) -> None:
    """If the two have parted and that is undone, neither sees a ritual that has ended meanwhile."""
    for kind in (views.RITUALS, RITUAL_ACCEPTANCES.name, views.REFUSALS):
        feed.forget(ritual.space_id, kind, ritual.id, audiences.holders(ritual.space_id))


def _one(ritual: Ritual, person_id: str) -> str:
    return f"{ritual.space_id}/{ritual.id}/{person_id}"
