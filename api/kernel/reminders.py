"""Reminders: what is due when, planned in the transaction of the write that causes it.

Each (person, kind, key) has one next time. A worker deletes what is due from the list and, in the same
transaction, calls the action that the practice registered for the kind; the action queues a notice and
plans the next time. A crash rolls back both.

Many people choose the same time, so what is due often is acted on `Together`: on SQLite 0.2 ms of CPU for each
instead of 3.8, most of which was building SQL.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any

import structlog
from peewee import BigIntegerField, CompositeKey, TextField, fn

from . import clock
from .db import Model, database, skip_locked, transaction
from .metrics import measures
from .statements import Statement

USEFUL = 2 * clock.HOUR
"""A reminder that is later than this is skipped."""

_BATCH = 100
_TOGETHER = 50
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


@dataclass(frozen=True)
class Together:
    """An action on several reminders of one kind at once. If it fails, it is called again with fewer of them."""

    act: Callable[[Sequence[Due]], None]


Action = Callable[[Due], None] | Together
"""What the worker does when a reminder is due."""


def plan(person_id: str, space_id: str, kind: str, key: str, due: int) -> None:
    """Plan a reminder; replaces an earlier plan with the same key. Call it inside a transaction."""
    plan_all([Due(person_id, space_id, kind, key, due)])


def plan_all(several: Iterable[Due]) -> None:
    """Plan several reminders, as `plan` does."""
    _PLAN.run_all(
        (one.person_id, one.space_id, one.kind, one.key, one.key.partition("/")[0], one.due)
        for one in several
    )


def _upsert(person_id: Any, space_id: Any, kind: Any, key: Any, thing: Any, due: Any) -> Any:
    when = {"space_id": space_id, "due": due, "next_try": due}
    return Reminder.insert(
        person_id=person_id, kind=kind, key=key, thing=thing, **when
    ).on_conflict(conflict_target=[Reminder.person_id, Reminder.kind, Reminder.key], update=when)


_PLAN = Statement(_upsert)


def planned(person_id: str, kind: str, key: str) -> int | None:
    """The due time of a plan, or None if there is none."""
    row = _PLANNED.row(person_id, kind, key)
    return row[0] if row else None


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


def run_due(actions: Mapping[str, Action]) -> int:
    """Act on reminders that are due; returns their number.

    `actions` has one for each kind. One short transaction: the next call does the rest.
    """
    now = clock.now()
    if _FIRST_DUE.row(now) is None:
        return 0
    late: list[int] = []
    with transaction():
        began = time.monotonic()
        for several in _groups(_TO_DO.all(Reminder, now, _BATCH), actions):
            _run(several, actions.get(several[0].kind))
            late += [now - reminder.due for reminder in several]
            if time.monotonic() - began > _LONGEST_SECONDS:
                break
    for milliseconds in late:
        measures.REMINDER_LATENESS_SECONDS.observe(milliseconds / clock.SECOND)
    return len(late)


# Ordered: PostgreSQL plans a query that was sent often without its values, and would expect to meet a row that is
# due soon in any order. Then it reads all the others.
_FIRST_DUE = Statement(
    lambda now: (
        Reminder.select(Reminder.next_try)
        .where(Reminder.next_try <= now)
        .order_by(Reminder.next_try)
        .limit(1)
    )
)
# By time, then by what the plans are about: the order in which rows were written could tell one of two people what the
# other did in private.
_TO_DO = Statement(
    lambda now, most: skip_locked(
        Reminder.select()
        .where(Reminder.next_try <= now)
        .order_by(Reminder.next_try, Reminder.kind, Reminder.key, Reminder.person_id)
        .limit(most)
    )
)


def _groups(
    found: Iterable[Reminder], actions: Mapping[str, Action]
) -> Iterator[Sequence[Reminder]]:
    """In their order: neighbours of a kind that is acted on together, and others alone."""
    for kind, neighbours in groupby(found, key=lambda reminder: reminder.kind):
        most = _TOGETHER if isinstance(actions.get(kind), Together) else 1
        while several := [*islice(neighbours, most)]:
            yield several


def _run(several: Sequence[Reminder], action: Action | None) -> None:
    """Act on reminders of one kind. If that fails, find the one at fault by halves, and postpone it."""
    keys = [(reminder.person_id, reminder.kind, reminder.key) for reminder in several]
    try:
        with database.atomic():
            _DELETE.run_all(keys)
            _act([_due(reminder) for reminder in several], action)
    except Exception as error:  # A practice may raise anything.
        half = len(several) // 2
        if half:
            _run(several[:half], action)
            _run(several[half:], action)
        else:
            _log.error("reminder failed", kind=several[0].kind, error=type(error).__name__)
            _POSTPONE.run_all((clock.now() + _AGAIN, *key) for key in keys)


def _act(several: Sequence[Due], action: Action | None) -> None:
    if isinstance(action, Together):
        action.act(several)
    elif action is not None:
        for due in several:
            action(due)


def _is(person_id: Any, kind: Any, key: Any) -> Any:
    return (Reminder.person_id == person_id) & (Reminder.kind == kind) & (Reminder.key == key)


_PLANNED = Statement(
    lambda person_id, kind, key: Reminder.select(Reminder.due).where(_is(person_id, kind, key))
)
_DELETE = Statement(lambda person_id, kind, key: Reminder.delete().where(_is(person_id, kind, key)))
_POSTPONE = Statement(
    lambda next_try, person_id, kind, key: Reminder.update(next_try=next_try).where(
        _is(person_id, kind, key)
    )
)


def _due(row: Reminder) -> Due:
    return Due(row.person_id, row.space_id, row.kind, row.key, row.due)
