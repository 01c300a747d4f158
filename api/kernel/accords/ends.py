"""End an accord, for both; a restore does not bring it back. A day later nothing tells who ended it: it could be held
against them.

What is declined ends by itself: else the refusal would stay, or the proposal would wait for the yes of somebody who
declined it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .. import audiences, clock, feed, nouns, reminders, removals, spaces
from ..errors import Problem
from ..identity import newcomers
from ..nouns import NounRow, Write
from ..spaces import Caller
from . import changes, refusals, standing, states, views
from .accords import A, Accord
from .rows import LapsingRecord

TOLD = clock.DAY
"""How long both can see who ended it: long enough for their phones to hear of it. Phones forget it too."""


def save(
    accord: Accord[A], record_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """End it and all that it replaced, at once, for both: else what it replaced would be in force again.

    What has lapsed takes a late end, and is ended from then on: else the same end, sent again after who said it is
    forgotten, would be said anew. Raises `not_found`, `not_ready`, `too_soon` for a newcomer, and `already_ended`
    once nothing tells any more who ended it.
    """

    def check(write: Write[A, Any]) -> None:
        if states.state_of(accord, write.record) == "ended":
            raise Problem("already_ended")
        ending = _ending(accord, write.record)
        for one in ending:
            newcomers.refuse_others(write.caller, one.space_id, accord.of.name, one.id)
        # What ends is noted for a restore, before it ends.
        for one in ending:
            _note(accord, one)

    def after(write: Write[A, Any]) -> None:
        ending, said = _ending(accord, write.record), write.row
        earlier = [
            _say(accord, one, said.author_id, said.at) for one in ending if one.id != said.id
        ]
        _plan_to_forget_who(accord, write.record)
        for one in ending:
            _mark_lapsed(accord, one, lapsed=False)
        _end(accord, ending, said.at)
        for one in earlier:
            nouns.publish(accord.end, one, write.readers)

    return nouns.say(accord.end, record_id, body, caller, check=check, after=after)


def end_declined(accord: Accord[A], space_id: str, record_id: str) -> None:
    """End a proposal that is still declined, as if its author had: an end does not tell that it was declined."""
    record = states.find(accord, space_id, record_id)
    if record is not None and states.refusal_of(accord, record) is not None:
        _note(accord, record)
        _end_for(accord, record, record.author_id)


def forget_who(accord: Accord[A], space_id: str, record_id: str) -> None:
    """Forget who ended it, and when they said so."""
    nouns.forget(accord.end, space_id, record_id)


def lapse(accord: Accord[A], record: A) -> None:
    """End what has lapsed, with all that it replaced. No end of it is told: nobody ended it."""
    ending = _ending(accord, record)
    for one in ending:
        _mark_lapsed(accord, one, lapsed=True)
    _end(accord, ending, clock.now())
    if not audiences.readers(accord.of.name, record.space_id):
        for one in ending:
            _forget_kept(accord, one)


def _mark_lapsed(accord: Accord[A], record: A, *, lapsed: bool) -> None:
    if isinstance(record, LapsingRecord) and record.lapsed != lapsed:
        record.lapsed = lapsed
        model = accord.of.model
        same = (model.space_id == record.space_id) & (model.id == record.id)
        model.update(lapsed=lapsed).where(same).execute()


def end_if_removed(accord: Accord[A], record: A) -> None:
    """End it if the removal log says that it was ended. The backup may lack the end, or the record. It does not tell
    who ended it: that may have been forgotten long ago."""
    if record.ended is not None or not _is_noted(accord, record):
        return
    _end(accord, [record], clock.now())
    if not audiences.readers(accord.of.name, record.space_id):
        _forget_kept(accord, record)


def _ending(accord: Accord[A], record: A) -> list[A]:
    """What ends with it."""
    return [*changes.before(accord, record), record]


def _end_for(accord: Accord[A], record: A, person_id: str) -> None:
    """End it as this person."""
    readers = audiences.readers(accord.end.name, record.space_id)
    said = _say(accord, record, person_id, clock.now())
    _end(accord, [record], said.at)
    nouns.publish(accord.end, said, readers)
    if not readers:
        _forget_kept(accord, record)


def _say(accord: Accord[A], record: A, person_id: str, at: int) -> NounRow:
    row = accord.end.model(space_id=record.space_id, id=record.id, author_id=person_id, at=at)
    row.save(force_insert=True)
    _plan_to_forget_who(accord, record)
    return row


def _plan_to_forget_who(accord: Accord[A], record: A) -> None:
    due = clock.now() + TOLD
    reminders.plan(record.space_id, record.space_id, accord.end_trace, record.id, due)


def _end(accord: Accord[A], ending: Sequence[A], at: int) -> None:
    """Mark these records of one space as ended."""
    model, space_id = accord.of.model, ending[0].space_id
    for record in ending:
        record.ended = at
        same = (model.space_id == space_id) & (model.id == record.id)
        model.update(ended=at).where(same).execute()
        if accord.lapse is not None:
            reminders.unplan(space_id, accord.lapse_plan, record.id)
        accord.ended(record)
    said = [one for record in ending for one in standing.delete_all(accord.standing, record)]
    declined = [record for record in ending if refusals.forget(accord, record)]
    changed = changes.settle(accord, *ending)
    for record in declined:
        views.unpublish_refusal(accord, record)
    for kind, row in said:
        standing.unpublish(kind, row)
    views.publish(accord, space_id, changed)


def _forget_kept(accord: Accord[A], record: A) -> None:
    """If the two have parted and that is undone, neither sees what has ended meanwhile."""
    for kind in (accord.of.name, accord.yes.name, accord.refusals):
        feed.forget(record.space_id, kind, record.id, audiences.holders(record.space_id))


def _note(accord: Accord[A], record: A) -> None:
    """Let no restore bring it back. Whoever has the log and its key can look for any name in it, for as long as it is
    kept: so it holds no person."""
    removals.note(accord.end.name, f"{record.space_id}/{record.id}")


def _is_noted(accord: Accord[A], record: A) -> bool:
    one = f"{record.space_id}/{record.id}"
    # versions before named who ended it
    people = (*spaces.people_of(record.space_id), record.author_id)
    names = (one, *(f"{one}/{person_id}" for person_id in dict.fromkeys(people)))
    return any(removals.is_removed(accord.end.name, name) for name in names)
