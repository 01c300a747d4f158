"""Readiness expires by itself. It has no effect after its end; the worker then deletes what was
said."""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock, feed, reminders, spaces
from ...kernel.reminders import Due
from . import changes, matches, views
from .kinds import READINESS
from .models import Readiness

KIND = "readiness_end"

NOT_NOW: Mapping[str, Any] = {
    "state": "not_now",
    "words": None,
    "duration_seconds": None,
    "until": 0,
    "ready_since": 0,
}
"""The columns of a row that has expired."""


def plan(space_id: str, person_id: str, area: str, until: int | None) -> None:
    """Plan its expiry; `until` None only cancels the plan. The plan belongs to the space, so it
    survives when the couple leaves."""
    key = f"{person_id}/{area}"
    reminders.unplan(space_id, KIND, key)
    if until is not None:
        reminders.plan(space_id, space_id, KIND, key, until)


def expire(due: Due) -> None:
    """Set a row that is over to *not now* and publish it, for both people in one transaction.

    If the partner could not see it, none of the partner's rows are locked: a delay would tell them.
    """
    person_id, area = due.key.split("/")
    row = views.own_row(due.space_id, person_id, area)
    if row is None:
        return
    if spaces.has_ended(due.space_id):
        row.delete_instance()
        feed.forget(due.space_id, READINESS.name, due.key, spaces.people_of(due.space_id))
        return
    readers = spaces.people_of(due.space_id) if views.may_show(row) else [person_id]
    feed.lock(readers)
    Readiness.update(NOT_NOW).where(
        (Readiness.space_id == due.space_id)
        & (Readiness.person_id == person_id)
        & (Readiness.area == area)
        & (Readiness.until <= clock.now())
    ).execute()
    views.publish(due.space_id, area, person_id, readers)


def end_all() -> None:
    """After a restore, set everybody to *not now*: anybody may have withdrawn since the backup. So
    the removal log need not record readiness."""
    ends = Readiness.select().where(Readiness.state != "not_now")
    for row in ends.order_by(Readiness.space_id, Readiness.person_id, Readiness.area):
        plan(row.space_id, row.person_id, row.area, None)
        if spaces.has_ended(row.space_id):
            row.delete_instance()
            continue
        both = spaces.people_of(row.space_id)
        feed.lock(both)
        Readiness.update(NOT_NOW).where(
            (Readiness.space_id == row.space_id)
            & (Readiness.person_id == row.person_id)
            & (Readiness.area == row.area)
        ).execute()
        views.publish(row.space_id, row.area, row.person_id, both)


def drop(space_id: str, person_id: str, partner_id: str) -> None:
    """When another account replaces this person's, delete what the person had said."""
    own = (Readiness.space_id == space_id) & (Readiness.person_id == person_id)
    rows = list(Readiness.select(Readiness.area).where(own).order_by(Readiness.area))
    for row in rows:  # before locking the feeds
        for kind in (KIND, changes.KIND):
            reminders.unplan(space_id, kind, views.id_of(person_id, row.area))
    for row in rows:
        feed.publish(
            READINESS.name,
            space_id,
            views.id_of(person_id, row.area),
            dict.fromkeys((person_id, partner_id)),
        )
    Readiness.delete().where(own).execute()
    matches.drop(space_id, partner_id)
