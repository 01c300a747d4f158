"""Start, read, undo and forget a pause."""

from collections.abc import Iterable
from typing import Any

from ...kernel import audiences, clock, column_values, records, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.identity.models import Person
from ...kernel.push import notices
from ...kernel.records import Write
from ...kernel.spaces import Caller
from . import pushes
from .kinds import PAUSES, PAUSES_KEPT
from .models import Pause
from .running import end_before, keep_silence, running

MOST = 200
"""A pause is never refused, so this bounds them: the newest of each author in a space are kept, and as many
tombstones of the space."""


def save(caller: Caller, pause_id: str, body: dict[str, Any]) -> Any:
    """Save a pause and, if it is still running, silence its author and tell the partner."""
    with transaction():
        saved = records.save(
            PAUSES,
            pause_id,
            body,
            caller,
            columns=lambda _before: _columns(body),
            check=_refuse_alone,
            after=_begin,
        )
    return records.answer(saved, records.view_of(PAUSES, saved.row))


def read(caller: Caller, pause_id: str) -> Any:
    row = records.find(PAUSES, pause_id, caller)
    return records.view_of(PAUSES, row), 200, records.etag(row)


def undo(caller: Caller, pause_id: str) -> None:
    """Delete the caller's pause. Raises `already_ended` if it was ended. Another running pause
    applies again."""
    with transaction():
        row = _own(caller, pause_id)
        if row is not None:
            if row.ended is not None:
                raise Problem("already_ended")
            _withdraw(caller, row)
        records.delete(PAUSES, pause_id, caller)
        if row is not None:
            PAUSES_KEPT.forget_traces_beyond(row.space_id, MOST)


def forget_again() -> None:
    """After a restore, delete again the pauses that were undone or deleted since the backup, and
    end their silence.

    Ends are not in the removal log: the phones send them again, and until then the person stays
    silenced.
    """
    for pause in records.removed(PAUSES):
        PAUSES_KEPT.forget(pause.space_id, pause.id)
        author = Person.get_or_none(Person.id == pause.author_id)
        if author is not None:
            keep_silence(author.id, author.couple_id)


def _own(caller: Caller, pause_id: str) -> Pause | None:
    """Return the caller's pause with its space locked until commit."""
    own = (
        (Pause.author_id == caller.person_id)
        & Pause.space_id.in_(caller.space_ids)
        & (Pause.id == pause_id)
    )
    found = Pause.get_or_none(own)
    if found is None:
        return None
    spaces.lock(caller, found.space_id)
    return Pause.get_or_none(own)


def _withdraw(caller: Caller, row: Pause) -> None:
    """Drop the pause; the silence now ends with the last of the author's other running pauses."""
    _mark_ended(row, clock.now())
    keep_silence(caller.person_id, caller.couple_id)
    PAUSES_KEPT.cancel(row.space_id, row.id)
    pushes.take_back([row])
    pauses = running(caller.person_id, row.space_id)
    if pauses and pauses[0].until < row.until:
        for partner_id in caller.partners(row.space_id):
            pushes.plan_end(pauses, partner_id)


def _refuse_alone(write: Write[Pause]) -> None:
    """Refuse a private pause in a couple: the partner would meet a silence without a reason."""
    couple_id = write.caller.couple_id
    if couple_id is not None and write.row.space_id != couple_id:
        raise invalid(space_id="A pause is for both of you.")


def _begin(write: Write[Pause]) -> None:
    row = write.row
    ended = end_before(row)
    if ended is not None:
        _mark_ended(row, ended)
    elif row.until > clock.now():
        _enforce(write.caller, row)
    PAUSES_KEPT.plan(row.space_id, row.id, max(row.until, clock.now()))
    PAUSES_KEPT.forget_beyond(_beyond_most(row))
    readers = audiences.readers(PAUSES.name, row.space_id)
    records.publish(PAUSES, row, readers, records.view_of(PAUSES, row))


def _mark_ended(row: Pause, at: int) -> None:
    Pause.update(ended=at).where((Pause.space_id == row.space_id) & (Pause.id == row.id)).execute()


def _beyond_most(pause: Pause) -> Iterable[Pause]:
    """The author's pauses beyond the newest. The silence depends on the last to end, which is kept."""
    its_authors = (Pause.space_id == pause.space_id) & (Pause.author_id == pause.author_id)
    newest_first = Pause.select().where(its_authors).order_by(Pause.until.desc(), Pause.id.desc())
    return newest_first.offset(MOST)


def _enforce(caller: Caller, row: Pause) -> None:
    """Silence the author. Tell the partner, unless another pause of the author ends later."""
    keep_silence(caller.person_id, caller.couple_id)
    notices.drop_queued(caller.person_id, row.space_id)
    pauses = running(caller.person_id, row.space_id)
    if pauses[0].id != row.id:
        return
    unsent = pushes.take_back(pauses[1:])
    for partner_id in caller.partners(row.space_id):
        pushes.tell_start(row, partner_id, quietly=len(pauses) > 1 and not unsent)
        pushes.plan_end(pauses, partner_id)


def _columns(body: dict[str, Any]) -> dict[str, Any]:
    signals = column_values.signals_of(PAUSES, body)
    since = min(signals["started_at"], clock.now())
    return {
        **signals,
        "headline": column_values.as_text(body["headline"]),
        "since": since,
        "until": since + body["duration_seconds"] * clock.SECOND,
    }
