"""Making and ending a couple. `leavings.py` has the act of leaving."""

from functools import partial

from .. import audiences, feed, live, reminders, removals, spaces
from ..clock import DAY, now
from ..db import for_update, on_commit
from ..errors import Problem
from ..push import notices
from ..spaces import Space, people_of
from . import people, spent_ids
from .models import Leaving, Person, SeatChange, SeatRest

KIND = "couples"
"""The kind of a couple in the removal log."""


def begin(couple_id: str, epoch_id: str, both: list[str]) -> None:
    """Make two people a couple with its own space. Raises `already_paired`, `id_taken`.

    Call it inside a transaction.
    """
    query = Person.select().where(Person.id.in_(both)).order_by(Person.id)
    if any(person.couple_id for person in for_update(query)):
        raise Problem("already_paired")
    if Space.get_or_none(Space.id == couple_id) is not None or spent_ids.is_spent(couple_id):
        raise Problem("id_taken")
    before = [space_id for person_id in both for space_id in spaces.of_person(person_id)]
    Leaving.delete().where(
        Leaving.couple_id.in_(before)
    ).execute()  # From now on an earlier leaving cannot be undone.
    people.add_space(couple_id, both, epoch_id)
    # A new partner must not learn of an earlier pause.
    paired = {"couple_id": couple_id, "paused_until": 0}
    Person.update(paired).where(Person.id.in_(both)).execute()


def part_again() -> None:
    """After a restore: end the couples that parted after the backup, with the day on which they parted."""
    for space in Space.select().where(Space.ended.is_null()):
        day = removals.removed_on(KIND, space.id)
        if day is not None:
            part(space.id)
            Space.update(ended=min(now(), day * DAY)).where(Space.id == space.id).execute()


def part(couple_id: str) -> None:
    """End a couple's space without noting it in the removal log. Call it inside a transaction."""
    space = for_update(Space.select().where(Space.id == couple_id)).get_or_none()
    if space is None or space.ended is not None:
        return
    both = people_of(couple_id)
    Space.update(ended=now()).where(Space.id == couple_id).execute()
    apart = {"couple_id": None, "paused_until": 0}
    Person.update(apart).where(Person.id.in_(both)).execute()
    # Plans first: this waits for a worker that reminds the two right now, and only then sees what it queued.
    reminders.drop_space(couple_id)
    notices.drop_space(couple_id)
    audiences.end(couple_id)
    feed.forget_space(couple_id)
    for model in (SeatChange, SeatRest):
        model.delete().where(model.couple_id == couple_id).execute()
    for person_id in both:
        on_commit(partial(live.disconnect, person_id))
