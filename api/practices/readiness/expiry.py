"""Readiness ends by itself. From its end on it counts for nothing; the worker then forgets it."""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock, feed, reminders, spaces
from ...kernel.reminders import Due
from . import changes, matches, views
from .models import Readiness

KIND = "readiness_end"

NOT_NOW: Mapping[str, Any] = {
    "state": "not_now",
    "words": None,
    "duration_seconds": None,
    "until": 0,
    "ready_since": 0,
}
"""What is left of it."""


def plan(space_id: str, person_id: str, area: str, until: int | None) -> None:
    """Forget it at its end; None: there is nothing to forget. The plan is the space's, so that it stays
    where the two part."""
    key = f"{person_id}/{area}"
    reminders.unplan(KIND, key)
    if until is not None:
        reminders.plan(space_id, space_id, KIND, key, until)


def expire(due: Due) -> None:
    """Its end has come, for both in the same transaction.

    What the partner did not see locks nothing of theirs: they could tell by how long they wait.
    """
    person_id, area = due.key.split("/")
    row = views.own_row(due.space_id, person_id, area)
    if row is None:
        return
    if spaces.has_ended(due.space_id):
        row.delete_instance()
        feed.forget(due.space_id, views.KIND, due.key, spaces.people_of(due.space_id))
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
    """After a restore: anybody may have taken theirs back since the backup, so nobody is ready, until
    they say so again. None of this is in the removal log, which so tells of no tap."""
    for row in Readiness.select().where(Readiness.state != "not_now"):
        both = spaces.people_of(row.space_id)
        plan(row.space_id, row.person_id, row.area, None)
        feed.lock(both)
        Readiness.update(NOT_NOW).where(
            (Readiness.space_id == row.space_id)
            & (Readiness.person_id == row.person_id)
            & (Readiness.area == row.area)
        ).execute()
        views.publish(row.space_id, row.area, row.person_id, both)


def drop(space_id: str, person_id: str, partner_id: str) -> None:
    """This person's seat has passed to another: what they had said is nobody's any more."""
    own = (Readiness.space_id == space_id) & (Readiness.person_id == person_id)
    rows = list(Readiness.select(Readiness.area).where(own))
    for row in rows:  # before the feeds' locks
        for kind in (KIND, changes.KIND):
            reminders.unplan(kind, views.id_of(person_id, row.area))
    for row in rows:
        feed.publish(
            views.KIND,
            space_id,
            views.id_of(person_id, row.area),
            dict.fromkeys((person_id, partner_id)),
        )
    Readiness.delete().where(own).execute()
    matches.drop(space_id, partner_id)
