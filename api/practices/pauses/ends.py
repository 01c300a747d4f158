"""End a pause: back now, at a time, or not today."""

from ...kernel import clock
from ...kernel.errors import Problem
from ...kernel.nouns import Write
from . import pushes
from .models import Pause, PauseEnd
from .running import keep_silence, made_by, running

AFTERWARDS = 24 * clock.HOUR
"""How long after a pause ran out its author may still say how they come back."""


def check(write: Write[Pause, PauseEnd]) -> None:
    """Refuse an end that was said too late."""
    if write.row.at > write.record.until + AFTERWARDS:
        raise Problem("already_ended")


def lift(write: Write[Pause, PauseEnd]) -> None:
    """Mark the pauses that this end covers as ended. Tell the partner if one of them was still
    running."""
    caller, pause, end = write.caller, write.record, write.row
    before = running(caller.person_id, pause.space_id)
    Pause.update(ended=end.at).where(made_by(pause, end.at) & Pause.ended.is_null()).execute()
    after = running(caller.person_id, pause.space_id)
    keep_silence(caller.person_id, caller.couple_id)
    if not before or after == before:
        return
    unsent = pushes.take_back(before)
    for partner_id in caller.partners(pause.space_id):
        if after:
            pushes.plan_end(after, partner_id)
        elif not unsent:
            pushes.tell_end(end, partner_id)
