"""Reminders: what is due when, planned in the transaction of the write that causes it.

Each (person, kind, key) has one next time. A worker deletes what is due from the list and, in the same
transaction, calls the action that the practice registered for the kind; the action queues a notice and
plans the next time. A crash rolls back both.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from peewee import BigIntegerField, CompositeKey, TextField, fn

from . import clock
from .db import Model, database, skip_locked, transaction
from .metrics import measures

USEFUL = 2 * clock.HOUR
"""A reminder that is later than this is skipped."""

_BATCH = 100
_LONGEST_SECONDS = 0.012
_AGAIN = 5 * clock.MINUTE

_log = structlog.stdlib.get_logger()


class Reminder(Model):
    """`key` names the record it is about and may have parts, as `ID/60`; `thing` is the first part.
    `person_id` is the recipient, or a couple's space for a plan to delete something of theirs. Records of
    two spaces may have the same id: the space belongs to every choice of plans.

    `next_try` is `due`, or later after the action has failed.
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
            (("next_try", "kind", "key", "person_id"), False),
            (("thing", "kind"), False),
            (("space_id",), False),
        )


@dataclass(frozen=True)
class Due:
    """A reminder that is due. Its plan has already been deleted."""

    person_id: str
    space_id: str
    kind: str
    key: str
    due: int

    @property
    def is_late(self) -> bool:
        """Whether it is too late, as after a downtime: then skip it and plan the next one."""
        return clock.now() - self.due > USEFUL


def plan(person_id: str, space_id: str, kind: str, key: str, due: int) -> None:
    """Plan a reminder; replaces an earlier plan with the same key. Call it inside a transaction."""
    when = {"space_id": space_id, "due": due, "next_try": due}
    Reminder.insert(
        person_id=person_id, kind=kind, key=key, thing=key.partition("/")[0], **when
    ).on_conflict(
        conflict_target=[Reminder.person_id, Reminder.kind, Reminder.key], update=when
    ).execute()


def planned(person_id: str, kind: str, key: str) -> int | None:
    """The due time of a plan, or None if there is none."""
    row = Reminder.get_or_none(
        Reminder.person_id == person_id, Reminder.kind == kind, Reminder.key == key
    )
    return row.due if row else None


def plan_again(due: Due) -> None:
    """Plan it again for the next second: somebody writes in its space now."""
    plan(due.person_id, due.space_id, due.kind, due.key, clock.now() + clock.SECOND)


def unplan(space_id: str, kind: str, key_prefix: str, person_id: str | None = None) -> None:
    """Delete plans of a space whose key begins with a prefix, for everyone or for one person.

    The prefix must contain at least the first part of the key. Call it inside a transaction.
    """
    chosen = (
        (Reminder.thing == key_prefix.partition("/")[0])
        & (Reminder.space_id == space_id)
        & (Reminder.kind == kind)
        & (fn.SUBSTR(Reminder.key, 1, len(key_prefix)) == key_prefix)
    )
    if person_id is not None:
        chosen &= Reminder.person_id == person_id
    Reminder.delete().where(chosen).execute()


def drop_space(space_id: str, person_id: str | None = None) -> None:
    """Delete every plan of a space, for everyone or for one person. Plans of the space itself stay: they
    remind nobody, they delete old data."""
    whose = Reminder.person_id
    chosen = whose != space_id if person_id is None else whose == person_id
    Reminder.delete().where((Reminder.space_id == space_id) & chosen).execute()


def of_space(space_id: str) -> list[dict[str, Any]]:
    """The plans that `drop_space` would delete, as arguments of `plan`."""
    rows = Reminder.select().where(
        (Reminder.space_id == space_id) & (Reminder.person_id != space_id)
    )
    names = ("person_id", "space_id", "kind", "key", "due")
    return [{name: getattr(row, name) for name in names} for row in rows]


def drop_about(thing: str, space_ids: list[str]) -> None:
    """Delete all plans of these spaces about a record, of any kind. Call it inside a transaction."""
    chosen = (Reminder.thing == thing) & Reminder.space_id.in_(space_ids)
    Reminder.delete().where(chosen).execute()


def run_due(actions: Mapping[str, Callable[[Due], None]]) -> int:
    """Act on reminders that are due; returns their number.

    `actions` has one for each kind. One short transaction: the next call does the rest.
    """
    now = clock.now()
    due = Reminder.next_try <= now
    # Ordered: PostgreSQL plans a query that was sent often without its values, and would expect to meet a row that is
    # due soon in any order. Then it reads all the others.
    if Reminder.select(Reminder.next_try).where(due).order_by(Reminder.next_try).first() is None:
        return 0
    late: list[int] = []
    with transaction():
        began = time.monotonic()
        for reminder in skip_locked(_in_order(due).limit(_BATCH)):
            _run(reminder, actions)
            late.append(now - reminder.due)
            if time.monotonic() - began > _LONGEST_SECONDS:
                break
    for milliseconds in late:
        measures.REMINDER_LATENESS_SECONDS.observe(milliseconds / clock.SECOND)
    return len(late)


def _in_order(due: Any) -> Any:
    """By time, then by what the plans are about: the order in which rows were written could tell one of
    two people what the other did in private."""
    equals = (Reminder.kind, Reminder.key, Reminder.person_id)
    return Reminder.select().where(due).order_by(Reminder.next_try, *equals)


def _run(reminder: Reminder, actions: Mapping[str, Callable[[Due], None]]) -> None:
    """Act on one reminder; if that fails, postpone it and go on with the others."""
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
    except Exception as error:  # A practice may raise anything.
        _log.error("reminder failed", kind=reminder.kind, error=type(error).__name__)
        Reminder.update(next_try=clock.now() + _AGAIN).where(same).execute()


def _due(row: Reminder) -> Due:
    return Due(row.person_id, row.space_id, row.kind, row.key, row.due)
