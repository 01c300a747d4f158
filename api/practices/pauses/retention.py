"""Pauses are forgotten 30 days after their time was up."""

from ...kernel import clock, feed, records, reminders, spaces
from ...kernel.reminders import Due
from .models import Pause, PauseEnd

KIND = "pause_retention"
KEPT = 30 * clock.DAY


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
    readers = spaces.people_of(space_id)
    for kind, model in (("pauses", Pause), ("pause_ends", PauseEnd)):
        model.delete().where((model.space_id == space_id) & (model.id == pause_id)).execute()
        feed.publish(kind, space_id, pause_id, dict.fromkeys(readers))
    records.bury(space_id, "pauses", pause_id)
