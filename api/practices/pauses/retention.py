"""Pauses are forgotten 30 days after their time was up, sooner where somebody makes very many.

A pause is never refused, so what bounds them is here: of one author's in a space only the newest stay,
and of the traces of deleted ones too.
"""

from ...kernel import clock, feed, records, reminders, repeats, spaces
from ...kernel.identity.models import Person
from ...kernel.reminders import Due
from . import pushes
from .models import Pause, PauseEnd
from .running import keep_silence

KIND = "pause_retention"
KEPT = 30 * clock.DAY
MOST = 200


def plan(pause: Pause) -> None:
    """Forget this pause when its time has come. The plan is the space's, so that it stays where the seat
    of whoever paused passes."""
    due = max(pause.until, clock.now()) + KEPT
    reminders.plan(pause.space_id, pause.space_id, KIND, pause.id, due)


def unplan(pause: Pause) -> None:
    """It is gone already."""
    reminders.unplan(KIND, pause.id)


def forget(due: Due) -> None:
    """Delete a pause and its end for every reader; a phone that sends it again is refused."""
    space_id, pause_id = due.space_id, due.key
    if not spaces.lock_if_free(space_id):
        reminders.plan_again(due)
        return
    records.note_removal(space_id, "pauses", pause_id)
    _forget(space_id, pause_id)


def forget_again() -> None:
    """After a restore: what had been undone or forgotten since the backup is gone, and silences nobody.

    The end of a pause is in no log: whoever said it says it again, and until then there is silence.
    """
    for pause in records.removed(Pause, "pauses"):
        unplan(pause)
        pushes.take_back([pause])
        _forget(pause.space_id, pause.id)
        author = Person.get_or_none(Person.id == pause.author_id)
        if author is not None:
            keep_silence(author.id, author.couple_id)


def _forget(space_id: str, pause_id: str) -> None:
    readers = spaces.people_of(space_id)
    for kind, model in (("pauses", Pause), ("pause_ends", PauseEnd)):
        model.delete().where((model.space_id == space_id) & (model.id == pause_id)).execute()
        feed.publish(kind, space_id, pause_id, dict.fromkeys(readers))
    records.bury(space_id, "pauses", pause_id)


def bound(pause: Pause) -> None:
    """Forget, without a trace, what its author made before so many later ones. Whether somebody is
    silenced follows from the last to end, which stays."""
    its_authors = (Pause.space_id == pause.space_id) & (Pause.author_id == pause.author_id)
    newest_first = Pause.select().where(its_authors).order_by(Pause.until.desc(), Pause.id.desc())
    for old in newest_first.offset(MOST):
        unplan(old)
        repeats.forget_edits(old.space_id, "pauses", old.id)
        for kind, model in (("pauses", Pause), ("pause_ends", PauseEnd)):
            model.delete().where((model.space_id == old.space_id) & (model.id == old.id)).execute()
            feed.forget(old.space_id, kind, old.id, spaces.people_of(old.space_id))


def bound_deleted(space_id: str) -> None:
    """Forget that there were pauses, deleted before so many others."""
    for record_id in records.deleted_before(space_id, "pauses", MOST):
        records.forget_tombstone(space_id, "pauses", record_id)
        feed.forget(space_id, "pauses", record_id, spaces.people_of(space_id))
