"""Passing a seat in a couple to a new account, when a person has lost every phone and the words too.

The partner helps. The new account gets no session of the old one and none of its private pages. The old
person's phones are told at once, and any of them can object for three days.
"""

from collections.abc import Callable, Iterable
from typing import Any

from .. import audiences, clock, feed, live, reminders, removals, spaces
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..push import notices
from ..spaces import Caller, Member
from . import couples, key_turns, letting_in, warnings
from .models import Handover, Person, SeatChange, SeatLost, SeatRest

WAIT = 3 * clock.DAY
REST = 7 * clock.DAY
CHANGES, LOST = "seat_changes", "seats_lost"
"""The kinds of a cancelled and of a passed seat in the removal log."""
A_DAY = 3
"""How often the passing of a seat may be requested in one day (UTC), cancelled requests included."""


def confirm(caller: Caller, handover: Handover, body: dict[str, Any], taker_id: str) -> None:
    """Note one confirmation; the second one begins the wait. Call it inside a transaction.

    Raises `invalid`, and what `begin` raises.
    """
    if body:
        raise invalid(couple_id="Confirm with an empty body.")
    if caller.person_id == handover.person_id:
        handover.offerer_confirmation = "{}"
    else:
        handover.taker_confirmed = clock.now()
    if handover.offerer_confirmation and handover.taker_confirmed:
        begin(handover, taker_id)
        handover.done = clock.now()


def begin(handover: Handover, new_id: str) -> None:
    """Both have compared the phrase: start the three days in which the old phones can object. A later request
    replaces an earlier one. Raises `not_connected`, `already_paired`, `resting`, `often_today`. Call it
    inside a transaction.
    """
    couple_id, old_id = _couple_of(handover.person_id)
    refuse_resting(couple_id)
    _count(couple_id)
    newcomer = for_update(Person.select().where(Person.id == new_id)).get()
    if newcomer.couple_id:
        raise Problem("already_paired")
    for earlier in SeatChange.select().where(SeatChange.couple_id == couple_id):
        _call_off(earlier)
    SeatChange.insert(
        couple_id=couple_id,
        giver_id=handover.person_id,
        old_id=old_id,
        new_id=new_id,
        due=clock.now() + WAIT,
    ).execute()
    letting_in.tell_own_phones(old_id, warnings.SEAT, couple_id, "/people/seat")
    feed.nudge(old_id)


def refuse_resting(couple_id: str) -> None:
    """Raise `resting` if a phone of the old account objected less than a week ago."""
    lately = (SeatRest.couple_id == couple_id) & (SeatRest.until > clock.now())
    if SeatRest.select().where(lately).exists():
        raise Problem("resting")


def of(caller: Caller) -> dict[str, Any] | None:
    """The pending seat in which the caller is one of the three; else the caller's last lost seat."""
    me = caller.person_id
    mine = (
        (SeatChange.giver_id == me) | (SeatChange.old_id == me) | (SeatChange.new_id == me)
    ) & SeatChange.done.is_null()
    change = SeatChange.select().where(mine).order_by(SeatChange.due).first()
    if change is None:
        return _lost(me)
    part = "gives" if me == change.giver_id else "has" if me == change.old_id else "gets"
    return {"couple_id": change.couple_id, "part": part, "due": clock.to_text(change.due)}


def _lost(person_id: str) -> dict[str, Any] | None:
    mine = SeatLost.select().where(SeatLost.person_id == person_id)
    lost = mine.order_by(SeatLost.at.desc()).first()
    if lost is None:
        return None
    return {"couple_id": lost.couple_id, "part": "lost", "due": clock.to_text(lost.at)}


def stop(caller: Caller, couple_id: str) -> None:
    """Cancel: each of the three can, without a reason, until the seat has passed. Else `not_found`.

    After an objection from the old account no new request is accepted for a week.
    """
    with transaction():
        change = _change(caller, couple_id)
        if change.done is not None:
            raise Problem("not_found")
        _call_off(change)
        if caller.person_id == change.old_id:
            _let_rest(couple_id)
        for person_id in _three(change):  # Drop the notices that have not been sent yet.
            notices.drop(person_id, "seats", couple_id)
    for person_id in _three(change):
        feed.nudge(person_id)


def take(
    caller: Caller, couple_id: str, losses: Iterable[Callable[[str, str, str], None]] = ()
) -> None:
    """Pass the seat, once it is due; the partner and the new person can ask for it. Idempotent.

    One transaction takes the old person out and the new one in, with what both old partners could see; the
    old person's own pages stay theirs. `losses` drop what a practice passes on to nobody.
    Raises `not_found`, `not_yet`, `already_paired`, `not_ready`.
    """
    with transaction():
        # Locked, so that no concurrent write is missed.
        for_update(spaces.Space.select().where(spaces.Space.id == couple_id)).get_or_none()
        change = _change(caller, couple_id)
        if caller.person_id == change.old_id:
            raise Problem("not_found")
        if change.done is not None:
            return
        if change.due > clock.now():
            raise Problem("not_yet")
        _pass(change, losses)
        removals.note(LOST, f"{couple_id}/{change.old_id}")
    live.disconnect(change.old_id)
    for person_id in (change.giver_id, change.new_id):
        feed.nudge(person_id)


def take_away_again(losses: Iterable[Callable[[str, str, str], None]]) -> None:
    """After a restore: cancel again the seats that were cancelled after the backup, and take old people out of
    those that passed. If the backup does not know the new person, part the couple."""
    for change in SeatChange.select().where(SeatChange.done.is_null()):
        if removals.is_removed(CHANGES, _key(change)):
            change.delete_instance()
            _let_rest(change.couple_id)
    for member in Member.select():
        if removals.is_removed(LOST, f"{member.space_id}/{member.person_id}"):
            _lose_again(member.space_id, member.person_id, losses)


def _lose_again(
    couple_id: str, old_id: str, losses: Iterable[Callable[[str, str, str], None]]
) -> None:
    pending = (SeatChange.couple_id == couple_id) & (SeatChange.old_id == old_id)
    change = SeatChange.get_or_none(pending, SeatChange.done.is_null())
    if change is None:
        couples.part(couple_id)
    else:
        _pass(change, losses)
        spaces.make_keys_due(couple_id)


def _call_off(change: SeatChange) -> None:
    removals.note_or_warn(CHANGES, _key(change))
    change.delete_instance()


def _key(change: SeatChange) -> str:
    return f"{change.couple_id}/{change.new_id}/{change.due}"


def _pass(change: SeatChange, losses: Iterable[Callable[[str, str, str], None]]) -> None:
    _pass_on(change, losses)
    change.done = clock.now()
    change.save()
    _note_lost(change.old_id, change.couple_id)


def _pass_on(change: SeatChange, losses: Iterable[Callable[[str, str, str], None]]) -> None:
    couple_id, old_id, new_id = change.couple_id, change.old_id, change.new_id
    three = Person.select().where(Person.id.in_(_three(change))).order_by(Person.id)
    people = {person.id: person for person in for_update(three)}
    if people[new_id].couple_id:
        raise Problem("already_paired")
    if {people[change.giver_id].couple_id, people[old_id].couple_id} != {couple_id}:
        raise Problem("not_found")
    for lose in losses:
        lose(couple_id, old_id, change.giver_id)
    audiences.end(couple_id)  # the new person has agreed to no professional
    Member.delete().where(Member.space_id == couple_id, Member.person_id == old_id).execute()
    Member.insert(space_id=couple_id, person_id=new_id).execute()
    Person.update(couple_id=None).where(Person.id == old_id).execute()
    Person.update(couple_id=couple_id, paused_until=0).where(Person.id == new_id).execute()
    feed.hand_on(couple_id, change.giver_id, old_id, new_id)
    for person_id in (change.giver_id, new_id):
        key_turns.owe(person_id, couple_id)
    notices.drop_space(couple_id, old_id)
    reminders.drop_space(couple_id, old_id)


def _let_rest(couple_id: str) -> None:
    SeatRest.insert(couple_id=couple_id).on_conflict_ignore().execute()
    resting = {"until": clock.now() + REST}
    SeatRest.update(resting).where(SeatRest.couple_id == couple_id).execute()


def _count(couple_id: str) -> None:
    """Limit the requests a day, so that nobody can keep frightening the old person with them."""
    today = clock.now() // clock.DAY
    SeatRest.insert(couple_id=couple_id).on_conflict_ignore().execute()
    row = SeatRest.get_by_id(couple_id)
    begun = row.begun if row.day == today else 0
    if begun >= A_DAY:
        raise Problem("often_today")
    counted = {"day": today, "begun": begun + 1}
    SeatRest.update(counted).where(SeatRest.couple_id == couple_id).execute()


def _note_lost(person_id: str, couple_id: str) -> None:
    """Tell the old person's phones. The row outlives the couple and whatever the other two do."""
    mine = (SeatLost.person_id == person_id) & (SeatLost.couple_id == couple_id)
    SeatLost.delete().where(mine).execute()
    SeatLost.insert(person_id=person_id, couple_id=couple_id, at=clock.now()).execute()


def _couple_of(giver_id: str) -> tuple[str, str]:
    """The couple, locked, and the other person in it."""
    giver = Person.get_by_id(giver_id)
    if giver.couple_id is None:
        raise Problem("not_connected")
    for_update(spaces.Space.select().where(spaces.Space.id == giver.couple_id)).get()
    (old_id,) = set(spaces.people_of(giver.couple_id)) - {giver_id}
    return giver.couple_id, old_id


def _change(caller: Caller, couple_id: str) -> SeatChange:
    query = SeatChange.select().where(SeatChange.couple_id == couple_id)
    change = for_update(query).get_or_none()
    if change is None or caller.person_id not in _three(change):
        raise Problem("not_found")
    return change


def _three(change: SeatChange) -> tuple[str, str, str]:
    return change.giver_id, change.old_id, change.new_id
