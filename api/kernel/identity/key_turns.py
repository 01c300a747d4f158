"""How often a person may start a root: enough that nobody is ever kept from writing, and not without end.

A person starts `A_DAY` roots in a space on a day (UTC). Counted separately, since it
must be possible at once: a root after a phone was removed or a seat has passed (`AFTER_LOSS_A_DAY`, more than
the phones anybody has). A root that replaces one which the phone cannot open is free if the other person
started that one and it was counted. So the person who sends garbage runs out first, and two phones that keep
finding each other's roots garbage stop after `A_DAY` on each side.
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
    """What one person started in one space. `owed`: a phone was removed or a seat has passed
    since. For the last root, `epoch_id`: whether it `answers` one that could not be opened, and was `free`
    for that. Epochs and wraps already show both people who started what."""

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
    """A phone or person lost access: count this person's next root in the space separately."""
    for space_id in space_ids:
        KeyTurn.update(owed=True).where(_row(space_id, person_id)).execute()


def answering(space_ids: list[str]) -> set[str]:
    """The current roots in these spaces that a phone started because it could not open the one before."""
    rows = KeyTurn.select(KeyTurn.epoch_id).where(KeyTurn.space_id.in_(space_ids) & KeyTurn.answers)
    return {row.epoch_id for row in rows if row.epoch_id}


def _is_free(space: Space, person_id: str) -> bool:
    """Whether the other person started the current root, and it was counted. Unknown for a couple's first
    root and for roots that are older than the counting."""
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
