"""Reveals: both have answered. Only the worker finds it, and tells both in one transaction.

Every answer plans its own look, whatever the partner has said; a look finds only answers that have both stood for a
while. What was revealed leaves a trace with both, its day, so that nobody can probe unseen.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from .. import audiences, clock, feed, reminders, spaces
from ..reminders import Due
from . import plans, times
from .declared import A, Q, Round, id_of

F = TypeVar("F")


def look(asked: Round[Any, Any], due: Due) -> None:
    """Reveal the round if both have answered."""
    look_and_act(
        due,
        lambda: _found(asked, due.space_id, due.key),
        lambda found: _reveal(asked, *found),
    )


def look_and_act(due: Due, find: Callable[[], F | None], act: Callable[[F], None]) -> None:
    """Do `act` with what `find` finds, once nobody writes in the space. Looks again after a write in progress, which
    may withdraw something.

    Locks nothing if nothing is found, since the partner of one who has answered could notice the delay.
    """
    if not find():
        return
    if not spaces.lock_if_free(due.space_id):
        reminders.plan_again(due)
    elif found := find():
        act(found)


def end(asked: Round[Any, Any], space_id: str, record_id: str) -> None:
    """End a reveal that is over: both phones have computed it already."""
    model = asked.of.model
    here = (model.space_id == space_id) & (model.id == record_id)
    record = model.get_or_none(here)
    if record is not None:
        end_if_over(asked, record)


def end_if_over(asked: Round[Q, Any], record: Q) -> None:
    """Start the next round if the reveal of this one is over. Call it with the space locked."""
    if record.revealed_until and not record.is_revealed:
        start_again(asked, record)


def start_again(asked: Round[Q, Any], record: Q) -> None:
    """End the round for both: no answer of until now counts any more. Call it with the space locked."""
    was_revealed = record.revealed_until > 0
    _update(record, round=record.round + 1, revealed_until=0)
    if was_revealed and asked.words is not None:
        _show_answers(asked, record, [])
    _publish(asked, record)


def _found(asked: Round[Q, A], space_id: str, record_id: str) -> tuple[Q, list[A]] | None:
    """The record and both answers if they are to be revealed; else None."""
    asking, model = asked.of.model, asked.model
    record = asking.get_or_none((asking.space_id == space_id) & (asking.id == record_id))
    if record is None or record.revealed_until:
        return None
    now = clock.now()
    given = model.given & (model.until > now) & (model.round == record.round)
    its_own = (model.space_id == space_id) & (model.id == record_id)
    rows = list(model.select().where(its_own & given).order_by(model.author_id))
    people = spaces.people_of(space_id)
    both = len(people) == 2 and [row.author_id for row in rows] == people
    stood = all(times.ripe(row.since) <= now for row in rows)
    return (record, rows) if both and stood and not spaces.has_ended(space_id) else None


def _reveal(asked: Round[Q, A], record: Q, rows: list[A]) -> None:
    """Plans are written before the feeds are locked."""
    now = clock.now()
    until = times.up(now + asked.stays, clock.HOUR)
    reminders.plan(record.space_id, record.space_id, plans.ends(asked), record.id, until)
    feed.lock(spaces.people_of(record.space_id))
    _update(record, revealed_day=now // clock.DAY, revealed_until=until)
    if asked.words is not None:
        _show_answers(asked, record, rows)
    _publish(asked, record)


def _show_answers(asked: Round[Q, A], record: Q, rows: list[A]) -> None:
    """Show each of these answers to the other person; take back from both what is not among them."""
    people = spaces.people_of(record.space_id)
    shown = {row.author_id: asked.partners_view(row) for row in rows}
    for author_id in people:
        to_others = {
            person_id: shown.get(author_id) for person_id in people if person_id != author_id
        }
        feed.publish(asked.name, record.space_id, id_of(record.id, author_id), to_others)


def _publish(asked: Round[Q, Any], record: Q) -> None:
    readers = audiences.readers(asked.of.name, record.space_id)
    shown = dict.fromkeys(readers, asked.shown(record))
    feed.publish(asked.of.name, record.space_id, record.id, shown)


def _update(record: Any, **values: int) -> None:
    model = type(record)
    here = (model.space_id == record.space_id) & (model.id == record.id)
    model.update(**values).where(here).execute()
    for name, value in values.items():
        setattr(record, name, value)
