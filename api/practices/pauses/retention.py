"""Delete pauses 30 days after they ran out, or earlier if one person makes very many.

A pause is never refused, so the bound is here: the newest `MOST` of each author in a space are
kept, and the newest `MOST` tombstones of the space.
"""

from ...kernel import audiences, clock, feed, nouns, records, reminders, repeats, spaces, tombstones
from ...kernel.identity.models import Person
from ...kernel.reminders import Due
from . import pushes
from .kinds import PAUSE_ENDS, PAUSES
from .models import Pause
from .running import keep_silence

KIND = "pause_retention"
KEPT = 30 * clock.DAY
MOST = 200


def plan(pause: Pause) -> None:
    """Plan to delete this pause. The plan belongs to the space, so it survives when another account
    replaces the author's."""
    due = max(pause.until, clock.now()) + KEPT
    reminders.plan(pause.space_id, pause.space_id, KIND, pause.id, due)


def unplan(pause: Pause) -> None:
    """Cancel the plan of a pause that is deleted already."""
    reminders.unplan(pause.space_id, KIND, pause.id)


def forget(due: Due) -> None:
    """Delete a pause and its end for all readers; a phone that sends it again is refused."""
    space_id, pause_id = due.space_id, due.key
    if not spaces.lock_if_free(space_id):
        reminders.plan_again(due)
        return
    records.note_removal(PAUSES, space_id, pause_id)
    _forget(space_id, pause_id)


def forget_again() -> None:
    """After a restore, delete again the pauses that were undone or deleted since the backup, and
    end their silence.

    Ends are not in the removal log: the phones send them again, and until then the person stays
    silenced.
    """
    for pause in records.removed(PAUSES):
        unplan(pause)
        pushes.take_back([pause])
        _forget(pause.space_id, pause.id)
        author = Person.get_or_none(Person.id == pause.author_id)
        if author is not None:
            keep_silence(author.id, author.couple_id)


def _forget(space_id: str, pause_id: str) -> None:
    Pause.delete().where((Pause.space_id == space_id) & (Pause.id == pause_id)).execute()
    feed.publish(PAUSES.name, space_id, pause_id, dict.fromkeys(audiences.holders(space_id)))
    nouns.remove(PAUSE_ENDS, space_id, pause_id)
    tombstones.bury(space_id, PAUSES.name, pause_id)


def bound(pause: Pause) -> None:
    """Delete the author's pauses beyond the newest `MOST`, without tombstones. The silence depends
    on the last pause to end, which is kept."""
    its_authors = (Pause.space_id == pause.space_id) & (Pause.author_id == pause.author_id)
    newest_first = Pause.select().where(its_authors).order_by(Pause.until.desc(), Pause.id.desc())
    for old in newest_first.offset(MOST):
        unplan(old)
        repeats.forget_edits(old.space_id, PAUSES.name, old.id)
        old.delete_instance()
        feed.forget(old.space_id, PAUSES.name, old.id, audiences.holders(old.space_id))
        nouns.forget(PAUSE_ENDS, old.space_id, old.id)


def bound_deleted(space_id: str) -> None:
    """Delete the tombstones of pauses beyond the newest `MOST`."""
    for record_id in tombstones.beyond(space_id, PAUSES.name, MOST):
        tombstones.forget(space_id, PAUSES.name, record_id)
        feed.forget(space_id, PAUSES.name, record_id, audiences.holders(space_id))
