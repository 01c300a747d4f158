"""How often somebody may start a root, so that nobody turns keys without end, and nobody is made mute.

A person starts `A_DAY` roots in a space on a day (UTC). What must be possible at once is counted apart:
a root after a phone was removed or a seat has passed (`AFTER_LOSS_A_DAY`, more than anybody has phones).
A root that answers one which the phone cannot open is free where the other person started that one and
had to pay for it: so whoever sends garbage runs out first, and two phones that find each other's roots
garbage for ever stop after `A_DAY` on each side.
"""

from typing import Any

from peewee import BooleanField, CompositeKey, IntegerField, TextField

from .. import clock
from ..db import Model, belongs_to, for_update
from ..errors import Problem
from ..spaces import Space

A_DAY = 20
AFTER_LOSS_A_DAY = 48


class KeyTurn(Model):
    """What one person started in one space. `owed`: a phone is gone since, or a seat has passed. Of
    `epoch_id`, the last: whether it `answers` one that could not be opened, and was `free` for that.
    Epochs and wraps show both people who started what; this adds nothing to it."""

    space_id = TextField()
    person_id = TextField()
    day = IntegerField(default=0)
    started = IntegerField(default=0)
    after_loss = IntegerField(default=0)
    owed = BooleanField(default=False)
    epoch_id = TextField(null=True)
    answers = BooleanField(default=False)
    free = BooleanField(default=False)

    class Meta:
        table_name = "key_turn"
        primary_key = CompositeKey("space_id", "person_id")
        constraints = (belongs_to("space_id", "space"), belongs_to("person_id", "person"))
        indexes = ((("person_id",), False),)


def count(space: Space, person_id: str, epoch_id: str, *, answers: bool) -> None:
    """Note that a person starts a root in a space. Raises `turned_today`.

    Call it inside a transaction that holds the space.
    """
    turn = for_update(KeyTurn.select().where(_row(space.id, person_id))).get()
    if turn.day != clock.now() // clock.DAY:
        turn.day, turn.started, turn.after_loss = clock.now() // clock.DAY, 0, 0
    turn.epoch_id, turn.answers = epoch_id, answers
    turn.free = answers and _is_free(space, person_id)
    if not turn.free:
        _pay(turn, owed=turn.owed or space.key_due)
    turn.save()


def owe(person_id: str, *space_ids: str) -> None:
    """Somebody who may open nothing new is gone: this person's next root there is counted apart."""
    for space_id in space_ids:
        KeyTurn.update(owed=True).where(_row(space_id, person_id)).execute()


def answering(space_ids: list[str]) -> set[str]:
    """Of the roots in force in these spaces, those that a phone started because it could not open one."""
    rows = KeyTurn.select(KeyTurn.epoch_id).where(KeyTurn.space_id.in_(space_ids) & KeyTurn.answers)
    return {row.epoch_id for row in rows if row.epoch_id}


def _is_free(space: Space, person_id: str) -> bool:
    """Whether somebody else started the root in force, and not as a free answer. Of a couple's first
    root, and of those from before anybody counted, nobody is known."""
    last = KeyTurn.get_or_none(KeyTurn.space_id == space.id, KeyTurn.epoch_id == space.epoch_id)
    return last is None or (last.person_id != person_id and not last.free)


def _pay(turn: KeyTurn, *, owed: bool) -> None:
    if owed and turn.after_loss < AFTER_LOSS_A_DAY:
        turn.owed, turn.after_loss = False, turn.after_loss + 1
    elif turn.started < A_DAY:
        turn.started += 1
    else:
        raise Problem("turned_today")


def _row(space_id: str, person_id: str) -> Any:
    KeyTurn.insert(space_id=space_id, person_id=person_id).on_conflict_ignore().execute()
    return (KeyTurn.space_id == space_id) & (KeyTurn.person_id == person_id)
