"""How answers end: by time, with their record, with a seat, after a restore."""

from typing import Any

from .. import clock, feed, reminders, spaces
from . import plans, reveals
from .declared import Round, id_of

ROUNDS_OF_A_SEAT = 1000
"""With a new account the rounds of all records go on at the next multiple of this. They never go back: an answer that
was on its way counts in none."""


def expire(asked: Round[Any, Any], space_id: str, key: str) -> None:
    """Delete an answer that is over. Uses no number of a feed: the author's phones compute it, the partner's have
    nothing. Locks nothing of the partner's."""
    person_id, _, record_id = key.partition("/")
    its_own = _own(asked, space_id, record_id, person_id)
    is_over = asked.model.until <= clock.now()
    gone = asked.model.delete().where(its_own & is_over).execute()
    if gone:
        feed.forget(space_id, asked.name, id_of(record_id, person_id), [person_id])


def forget_count(asked: Round[Any, Any], space_id: str, key: str) -> None:
    """Reset the count, unless a new hour has begun."""
    person_id, _, record_id = key.partition("/")
    model = asked.model
    is_over = model.counted_from <= clock.now() - clock.HOUR
    model.update(counted_from=0, count=0).where(
        _own(asked, space_id, record_id, person_id) & is_over
    ).execute()


def drop_record(asked: Round[Any, Any], space_id: str, record_id: str) -> None:
    """A record was deleted: the worker deletes what was answered, so that the deletion takes as long with answers as
    without."""
    reminders.plan(space_id, space_id, plans.is_gone(asked), record_id, clock.now())


def drop_answers(asked: Round[Any, Any], space_id: str, record_id: str) -> None:
    """Delete all answers to a record that was deleted, and what is planned about it. The plans first, as everywhere:
    another worker may hold one, and wants the answer."""
    reminders.drop_about(record_id, [space_id])
    model = asked.model
    said = (model.space_id == space_id) & (model.id == record_id)
    for row in model.select().where(said).order_by(model.author_id):
        plans.drop(asked, row)
    model.delete().where(said).execute()
    feed.forget(space_id, asked.name, record_id, spaces.people_of(space_id))


def pass_on(asked: Round[Any, Any], space_id: str) -> None:
    """Another account takes a seat: no answer of until now counts, and no record tells the new account of an earlier
    reveal, neither by its day nor by how many rounds there were."""
    asking = asked.of.model
    last = (asking.round / ROUNDS_OF_A_SEAT + 1) * ROUNDS_OF_A_SEAT - 1
    forgotten = {"revealed_day": None, "round": last}
    asking.update(forgotten).where(asking.space_id == space_id).execute()
    void(asked, space_id)


def void(asked: Round[Any, Any], space_id: str) -> None:
    """No answer of until now counts, in any record. Both are told the same whether or not anybody has answered. The
    trace of a reveal stays: else one of the two could leave, and undo that, to delete it."""
    model = asked.model
    rows = list(
        model.select().where(model.space_id == space_id).order_by(model.id, model.author_id)
    )
    for row in rows:  # before locking the feeds
        plans.drop(asked, row)
    model.delete().where(model.space_id == space_id).execute()
    people = spaces.people_of(space_id)
    for row in rows:
        answer_id = id_of(row.id, row.author_id)
        feed.publish(asked.name, space_id, answer_id, dict.fromkeys(people))
    asking = asked.of.model
    for record in asking.select().where(asking.space_id == space_id).order_by(asking.id):
        reveals.start_again(asked, record)


def void_all(asked: Round[Any, Any]) -> None:
    """After a restore: anybody may have withdrawn since the backup. So the removal log need not record answers."""
    asking = asked.of.model
    found = asking.select(asking.space_id).distinct().order_by(asking.space_id)
    for space_id in [row.space_id for row in found]:
        void(asked, space_id)


def _own(asked: Round[Any, Any], space_id: str, record_id: str, person_id: str) -> Any:
    model = asked.model
    return (model.space_id == space_id) & (model.id == record_id) & (model.author_id == person_id)
