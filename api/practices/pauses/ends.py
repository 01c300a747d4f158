"""End a pause: back now, at a time, or not today."""

from typing import Any

from ...kernel import audiences, clock, feed, repeats, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from . import pushes
from .models import Pause, PauseEnd
from .running import keep_silence, made_by, running

KIND = "pause_ends"
AFTERWARDS = 24 * clock.HOUR
"""How long after a pause ran out its author may still say how they come back."""


def save(caller: Caller, pause_id: str, body: dict[str, Any]) -> Any:
    """End the caller's pause and all pauses they started before. The first end stays; another one
    is refused."""
    with transaction():
        spaces.lock(caller, body["space_id"])
        pause = _own(caller, body["space_id"], pause_id)
        end = _find(pause)
        created = end is None
        if end is None:
            end = _end(caller, pause, body)
        elif end.digest != repeats.request_digest():
            raise Problem("already_ended")
    return _view(end), 201 if created else 200


def _end(caller: Caller, pause: Pause, body: dict[str, Any]) -> PauseEnd:
    at = min(clock.from_text(body["at"]), clock.now())
    if at > pause.until + AFTERWARDS:
        raise Problem("already_ended")
    talk_at = body["talk_at"]
    end = PauseEnd.create(
        space_id=pause.space_id,
        id=pause.id,
        author_id=caller.person_id,
        then=body["then"],
        talk_at=None if talk_at is None else clock.from_text(talk_at),
        at=at,
        digest=repeats.request_digest(),
    )
    _lift(caller, end, pause)
    readers = audiences.readers(KIND, pause.space_id)
    feed.publish(KIND, end.space_id, end.id, dict.fromkeys(readers, _view(end)))
    return end


def _lift(caller: Caller, end: PauseEnd, pause: Pause) -> None:
    """Mark the pauses that this end covers as ended. Tell the partner if one of them was still
    running."""
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


def _own(caller: Caller, space_id: str, pause_id: str) -> Pause:
    row = Pause.get_or_none(Pause.space_id == space_id, Pause.id == pause_id)
    if row is None or row.author_id != caller.person_id:
        raise Problem("not_found")
    return row


def _find(pause: Pause) -> PauseEnd | None:
    return PauseEnd.get_or_none(PauseEnd.space_id == pause.space_id, PauseEnd.id == pause.id)


def _view(end: PauseEnd) -> dict[str, Any]:
    return {
        "id": end.id,
        "space_id": end.space_id,
        "author_id": end.author_id,
        "then": end.then,
        "talk_at": None if end.talk_at is None else clock.to_text(end.talk_at),
        "at": clock.to_text(end.at),
    }
