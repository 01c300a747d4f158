"""Reminders: what is due when, planned in the transaction of the write that causes it.

Each (person, kind, key) has one next time. A worker takes what is due off the list and, in the same
transaction, calls the action that its practice named for the kind; that queues a notice and plans
the next time. A crash rolls back both.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from peewee import BigIntegerField, CompositeKey, TextField, fn

from . import clock
from .db import Model, database, skip_locked, transaction

USEFUL = 2 * clock.HOUR
"""A reminder later than this is of no use any more."""

_BATCH = 100
_LONGEST_SECONDS = 0.012
_AGAIN = 5 * clock.MINUTE

_log = structlog.stdlib.get_logger()


class Reminder(Model):
    """`key` names what it is about and may have parts, `ID/60`; `thing` is the first of them.
    `person_id` is whom it is for, or a couple's space where it is to forget something of theirs.

    `next_try` is `due`, or later where the action failed.
    """

    person_id = TextField()
    kind = TextField()
    key = TextField()
    thing = TextField()
    space_id = TextField()
    due = BigIntegerField()
    next_try = BigIntegerField()

    class Meta:
        primary_key = CompositeKey("person_id", "kind", "key")
        indexes = (
            (("next_try",), False),
            (("thing", "kind"), False),
            (("space_id",), False),
        )


@dataclass(frozen=True)
class Due:
    """A reminder whose time, `due`, has come. Its plan is off the list already."""

    person_id: str
    space_id: str
    kind: str
    key: str
    due: int

    @property
    def is_late(self) -> bool:
        """Whether it comes too late to be of use, as after a downtime: skip it, plan the next."""
        return clock.now() - self.due > USEFUL


def plan(person_id: str, space_id: str, kind: str, key: str, due: int) -> None:
    """Remind at an instant; takes the place of an earlier plan. Call it inside a transaction."""
    when = {"space_id": space_id, "due": due, "next_try": due}
    Reminder.insert(
        person_id=person_id, kind=kind, key=key, thing=key.partition("/")[0], **when
    ).on_conflict(
        conflict_target=[Reminder.person_id, Reminder.kind, Reminder.key], update=when
    ).execute()


def planned(person_id: str, kind: str, key: str) -> int | None:
    """When one is due that is on the list; None where it is not."""
    row = Reminder.get_or_none(
        Reminder.person_id == person_id, Reminder.kind == kind, Reminder.key == key
    )
    return row.due if row else None


def plan_again(due: Due) -> None:
    """What cannot be done now is tried again in a while."""
    plan(due.person_id, due.space_id, due.kind, due.key, clock.now() + _AGAIN)


def unplan(kind: str, key_prefix: str, person_id: str | None = None) -> None:
    """Forget plans whose key begins with a prefix, for everyone or for one person.

    The prefix holds at least the first part of the key. Call it inside a transaction.
    """
    chosen = (
        (Reminder.thing == key_prefix.partition("/")[0])
        & (Reminder.kind == kind)
        & (fn.SUBSTR(Reminder.key, 1, len(key_prefix)) == key_prefix)
    )
    if person_id is not None:
        chosen &= Reminder.person_id == person_id
    Reminder.delete().where(chosen).execute()


def drop_space(space_id: str, person_id: str | None = None) -> None:
    """Forget every plan of a space, for any person or for one. What the space plans for itself stays:
    it reminds nobody, and forgets."""
    whose = Reminder.person_id
    chosen = whose != space_id if person_id is None else whose == person_id
    Reminder.delete().where((Reminder.space_id == space_id) & chosen).execute()


def of_space(space_id: str) -> list[dict[str, Any]]:
    """What `drop_space` would forget, as arguments of `plan`."""
    rows = Reminder.select().where(
        (Reminder.space_id == space_id) & (Reminder.person_id != space_id)
    )
    names = ("person_id", "space_id", "kind", "key", "due")
    return [{name: getattr(row, name) for name in names} for row in rows]


def drop_about(thing: str) -> None:
    """Forget every plan of any kind about this. Call it inside a transaction."""
    Reminder.delete().where(Reminder.thing == thing).execute()


def run_due(actions: Mapping[str, Callable[[Due], None]]) -> int:
    """Take what is due off the list and act on it; returns how many it was.

    `actions` has one for each kind. One short transaction: the rest is for the next call.
    """
    now = clock.now()
    due = Reminder.next_try <= now
    if not Reminder.select().where(due).exists():
        return 0
    done = 0
    with transaction():
        began = time.monotonic()
        query = Reminder.select().where(due).order_by(Reminder.next_try).limit(_BATCH)
        for reminder in skip_locked(query):
            _run(reminder, actions)
            done += 1
            if time.monotonic() - began > _LONGEST_SECONDS:
                break
    return done


def _run(reminder: Reminder, actions: Mapping[str, Callable[[Due], None]]) -> None:
    """One that fails waits and does not stop the others."""
    same = (
        (Reminder.person_id == reminder.person_id)
        & (Reminder.kind == reminder.kind)
        & (Reminder.key == reminder.key)
    )
    action = actions.get(reminder.kind)
    try:
        with database.atomic():
            Reminder.delete().where(same).execute()
            if action is not None:
                action(_due(reminder))
    except Exception as error:  # whatever a practice may raise
        _log.error("reminder failed", kind=reminder.kind, error=type(error).__name__)
        Reminder.update(next_try=clock.now() + _AGAIN).where(same).execute()


def _due(row: Reminder) -> Due:
    return Due(row.person_id, row.space_id, row.kind, row.key, row.due)
