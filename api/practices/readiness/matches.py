"""Matches: both people are ready. Only the worker finds them, and tells both in one transaction.

Every *ready* plans its own check, whatever the partner has said. So neither the response to a write
nor the work behind it shows whether there is a match. A check matches only people who have both
been ready long enough.
"""

from typing import Any

from ...kernel import clock, feed, reminders, spaces
from ...kernel.lifetimes import Lifetime
from ...kernel.reminders import Due
from ...kernel.rounds.reveals import look_and_act
from ...kernel.rounds.times import STANDS, ripe
from . import times, views
from .models import Readiness, ReadinessMatch

KIND = "readiness_match"


def plan(row: Readiness) -> None:
    """Plan a check for when this *ready* has lasted long enough. An unchanged *ready* keeps its
    plan.

    The key is the area alone: matches of one instant are found in the order of areas, not of
    people, which would tell who was ready last.
    """
    if not row.ready_since:
        reminders.unplan(row.space_id, KIND, row.area, row.person_id)
    elif ripe(row.ready_since) > clock.now():
        due = ripe(row.ready_since)
        reminders.plan(row.person_id, row.space_id, KIND, row.area, due)


def look(due: Due) -> None:
    """Check whether both are ready now."""
    look_and_act(due, lambda: _found(due.space_id, due.key), _match)


def _forget(space_id: str, area: str) -> None:
    """Delete the trace for both, without using a feed number. A match that still holds is kept."""
    rows = views.ready_rows(space_id, area)
    if _is_known(rows):
        TRACE.plan(space_id, area, min(row.until for row in rows))
    else:
        ReadinessMatch.delete().where(_of(space_id, area)).execute()
    feed.forget(space_id, views.MATCH, area, spaces.people_of(space_id))


TRACE = Lifetime(name="readiness_trace", act=_forget)


def drop(space_id: str, partner_id: str) -> None:
    """When another account replaces one of the two, delete their matches and tell the one who
    stays."""
    known = ReadinessMatch.select().where(ReadinessMatch.space_id == space_id)
    for row in known.order_by(ReadinessMatch.area):
        feed.publish(views.MATCH, space_id, row.area, {partner_id: None})
    ReadinessMatch.delete().where(ReadinessMatch.space_id == space_id).execute()


def _found(space_id: str, area: str) -> list[Readiness]:
    """The two rows if they match and the match is new; else []."""
    rows = views.ready_rows(space_id, area)
    stood = all(ripe(row.ready_since) <= clock.now() for row in rows)
    return rows if len(rows) == 2 and stood and not _is_known(rows) else []


def _match(rows: list[Readiness]) -> None:
    """Record a new match and publish it. A trace is kept only if something was hidden before. Plans
    are written before the feeds are locked."""
    space_id, area, now = rows[0].space_id, rows[0].area, clock.now()
    TRACE.plan(space_id, area, times.trace_end(now))
    both = spaces.people_of(space_id)
    feed.lock(both)
    was_hidden = any(row.reveal == "mutual" for row in rows)
    found = {"matched_at": now, **({"until": times.trace_end(now)} if was_hidden else {})}
    ReadinessMatch.insert(space_id=space_id, area=area, **found).on_conflict(
        conflict_target=[ReadinessMatch.space_id, ReadinessMatch.area], update=found
    ).execute()
    for row in rows:
        views.publish(space_id, area, row.person_id, both)
    if was_hidden:
        views.publish_match(ReadinessMatch.get(_of(space_id, area)), both)


def _is_known(rows: list[Readiness]) -> bool:
    """Whether this match was found already and both have been ready since."""
    match = views.match_of(rows[0].space_id, rows[0].area) if rows else None
    since = match.matched_at - STANDS if match else -1
    return len(rows) == 2 and all(row.ready_since <= since for row in rows)


def _of(space_id: str, area: str) -> Any:
    return (ReadinessMatch.space_id == space_id) & (ReadinessMatch.area == area)
