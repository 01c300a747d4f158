"""Readiness expires by itself. It has no effect after its end; the worker then deletes what was
said."""

from collections.abc import Mapping
from typing import Any

from peewee import Expression

from ...kernel import clock, feed, spaces
from ...kernel.lifetimes import Lifetime
from . import changes, matches, views
from .kinds import READINESS
from .models import Readiness

NOT_NOW: Mapping[str, Any] = {
    "state": "not_now",
    "words": None,
    "duration_seconds": None,
    "until": 0,
    "ready_since": 0,
}
"""The columns of a row that has expired."""


def plan(row: Readiness) -> None:
    """Plan when it expires; a row that says nothing has no plan."""
    key = views.id_of(row.person_id, row.area)
    if row.until:
        EXPIRY.plan(row.space_id, key, row.until)
    else:
        EXPIRY.cancel(row.space_id, key)


def _expire(space_id: str, key: str) -> None:
    """Set a row that is over to *not now* and publish it, for both people in one transaction.

    If the partner could not see it, none of the partner's rows are locked: a delay would tell them.
    """
    person_id, area = key.split("/")
    row = views.own_row(space_id, person_id, area)
    if row is None:
        return
    if spaces.has_ended(space_id):
        row.delete_instance()
        feed.forget(space_id, READINESS.name, key, spaces.people_of(space_id))
        return
    readers = spaces.people_of(space_id) if views.may_show(row) else [person_id]
    feed.lock(readers)
    _say_not_now(row, Readiness.until <= clock.now())
    views.publish(space_id, area, person_id, readers)


EXPIRY = Lifetime(name="readiness_end", act=_expire, holds_space=False)


def end_all() -> None:
    """After a restore, set everybody to *not now*: anybody may have withdrawn since the backup. So
    the removal log need not record readiness."""
    ends = Readiness.select().where(Readiness.state != "not_now")
    for row in ends.order_by(Readiness.space_id, Readiness.person_id, Readiness.area):
        EXPIRY.cancel(row.space_id, views.id_of(row.person_id, row.area))
        if spaces.has_ended(row.space_id):
            row.delete_instance()
            continue
        both = spaces.people_of(row.space_id)
        feed.lock(both)
        _say_not_now(row)
        views.publish(row.space_id, row.area, row.person_id, both)


def drop(space_id: str, person_id: str, partner_id: str) -> None:
    """When another account replaces this person's, delete what the person had said."""
    own = (Readiness.space_id == space_id) & (Readiness.person_id == person_id)
    rows = list(Readiness.select(Readiness.area).where(own).order_by(Readiness.area))
    for row in rows:  # before locking the feeds
        key = views.id_of(person_id, row.area)
        EXPIRY.cancel(space_id, key)
        changes.RESET.cancel(space_id, key)
    for row in rows:
        feed.publish(
            READINESS.name,
            space_id,
            views.id_of(person_id, row.area),
            dict.fromkeys((person_id, partner_id)),
        )
    Readiness.delete().where(own).execute()
    matches.drop(space_id, partner_id)


def _say_not_now(row: Readiness, *only: Expression) -> None:
    """Delete what was said, if the row is still as in `only`."""
    Readiness.update(NOT_NOW).where(
        Readiness.space_id == row.space_id,
        Readiness.person_id == row.person_id,
        Readiness.area == row.area,
        *only,
    ).execute()
