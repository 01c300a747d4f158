"""Leaving: at once for everybody. An older phone of the same person can undo a newcomer's leaving.

A person who fled with only the twelve words must be able to leave; a thief who found the words must not be able
to part two people for good. So what the couple shared is kept for three days, hidden from both, and to the
partner every leaving looks the same.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import orjson

from .. import audiences, clock, feed, reminders, removals
from ..db import for_update, on_commit, transaction
from ..errors import Problem
from ..spaces import Caller, Space, people_of
from . import couples, letting_in, newcomers, warnings
from .models import Device, Leaving, Person

LEFT = "leavings"
RETURNED = "returns"
"""The kinds, in the removal log, of a leaving that can be undone and of its undoing, by couple and number."""

Endings = Iterable[Callable[[str, str, str], None]]


def leave(caller: Caller, couple_id: str) -> None:
    """Stop all sharing at once, for both: access, streams, pushes, queued notices, reminders.

    The person's own open apps are told at once; nothing tells the partner. Leaving again changes nothing,
    except that a phone that is not a newcomer, or the partner, makes it final. Raises `not_found` for a couple
    that is not the caller's. Works even if the removal log cannot be written.
    """
    if caller.person_id not in people_of(couple_id) or couple_id == caller.person_id:
        raise Problem("not_found")
    with transaction():
        space = for_update(Space.select().where(Space.id == couple_id)).get()
        if caller.newcomer and _has_older_phone(caller.person_id):
            if space.ended is None:
                _leave_for_now(caller, space)
            return
        Leaving.delete().where(Leaving.couple_id == couple_id).execute()
        removals.note_or_warn(couples.KIND, couple_id)
        _part(caller, couple_id)


def of(caller: Caller) -> dict[str, Any] | None:
    """A leaving that this phone may undo, and until when; None for newcomers and for the partner."""
    if caller.newcomer or caller.couple_id is not None:
        return None
    mine = (Leaving.person_id == caller.person_id) & (Leaving.until > clock.now())
    row = Leaving.select().where(mine).order_by(Leaving.until.desc()).first()
    return row and {"couple_id": row.couple_id, "until": clock.to_text(row.until)}


def take_back(caller: Caller, couple_id: str, endings: Endings) -> None:
    """Undo a leaving: connect both again. Asks and readiness stay ended. No push tells the partner.

    Idempotent. Raises `not_found` if it cannot be undone any more: three days are over, or one of the two has
    paired again, left or erased their account. `not_ready`: the removal log cannot be written.
    """
    with transaction():
        for_update(Space.select().where(Space.id == couple_id)).get_or_none()
        row = Leaving.get_or_none(
            (Leaving.couple_id == couple_id) & (Leaving.person_id == caller.person_id)
        )
        if row is None and couple_id == caller.couple_id:
            return
        if row is None or row.until <= clock.now() or not _connect_again(row, endings):
            raise Problem("not_found")
        removals.note(RETURNED, _one(couple_id, row.number))
    for person_id in people_of(couple_id):
        feed.nudge(person_id)


def end_again(endings: Endings) -> None:
    """After a restore: part the couples whose leaving after the backup was final or was not undone. A leaving that
    was undone stays undone. Call it after `couples.part_again`."""
    for row in Leaving.select():
        if removals.is_removed(couples.KIND, row.couple_id):
            row.delete_instance()
        elif removals.is_removed(RETURNED, _one(row.couple_id, row.number)):
            _connect_again(row, endings)
    for space in Space.select().where(Space.ended.is_null()):
        number = _last(space.id)
        Space.update(leavings=max(space.leavings, number)).where(Space.id == space.id).execute()
        if number and not removals.is_removed(RETURNED, _one(space.id, number)):
            couples.part(space.id)


def _leave_for_now(caller: Caller, space: Space) -> None:
    number = space.leavings + 1
    Space.update(leavings=number).where(Space.id == space.id).execute()
    people = Person.select().where(Person.id.in_(people_of(space.id)))
    Leaving.insert(
        couple_id=space.id,
        person_id=caller.person_id,
        number=number,
        until=clock.now() + newcomers.DURATION,
        pauses=orjson.dumps({one.id: one.paused_until for one in people}).decode(),
        plans=orjson.dumps(reminders.of_space(space.id)).decode(),
    ).execute()
    audiences.end(space.id)  # undoing the leaving does not bring back a professional
    feed.keep_space(space.id)
    removals.note_or_warn(LEFT, _one(space.id, number))
    _part(caller, space.id)
    letting_in.tell_own_phones(
        caller.person_id, warnings.LEFT, space.id, "/", done_by=caller.device_id
    )


def _part(caller: Caller, couple_id: str) -> None:
    """End the couple, and make the person's own open apps look who they are connected with."""
    # Before the streams end: an app that connects again hears nothing, since its feed has not moved.
    on_commit(partial(feed.nudge, caller.person_id))
    couples.part(couple_id)


def _connect_again(row: Leaving, endings: Endings) -> bool:
    """Returns whether both people still exist and neither has a new partner. Starts a new root, since a phone that
    was removed meanwhile knows the old one."""
    both = people_of(row.couple_id)
    people = for_update(Person.select().where(Person.id.in_(both)).order_by(Person.id))
    if [person.couple_id for person in people] != [None, None]:
        return False
    Space.update(ended=None, key_due=True).where(Space.id == row.couple_id).execute()
    pauses: dict[str, int] = orjson.loads(row.pauses)
    for person_id in both:
        again = {"couple_id": row.couple_id, "paused_until": pauses.get(person_id, 0)}
        Person.update(again).where(Person.id == person_id).execute()
    for plan in orjson.loads(row.plans):
        reminders.plan(**plan)
    feed.show_kept_space(row.couple_id, both)
    for one, other in (both, both[::-1]):  # Leaving ends every yes.
        for end in endings:
            end(row.couple_id, one, other)
    row.delete_instance()
    return True


def _has_older_phone(person_id: str) -> bool:
    """Without an older phone nobody could undo the leaving."""
    own = (Device.person_id == person_id) & Device.signature.is_null(False)
    phones = Device.select(Device.recovered).where(own)
    return any(not newcomers.is_newcomer(phone.recovered) for phone in phones)


def _last(couple_id: str) -> int:
    number = 0
    while removals.is_removed(LEFT, _one(couple_id, number + 1)):
        number += 1
    return number


def _one(couple_id: str, number: int) -> str:
    return f"{couple_id}/{number}"
