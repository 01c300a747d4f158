"""Moments: that the two are in a pattern. Nothing tells who of them said so.

A moment is a quarter of an hour, and its name is the time when that begins. So no phone makes an id for it, it has no
precise time that could be compared with what one of the two wrote beside it, and if both say it, it is one. It is no
`Noun`: those have an author. It uses no quota and leaves no digest, which both belong to one person. That there are
four quarters in an hour limits it, and that few of a day can be said late: else one of the two could write a week of
moments into the history at once, and nobody could take them back.
"""

import re
from typing import Any

from ...kernel import audiences, clock, feed, records
from ...kernel.accords import states
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.lifetimes import Lifetime
from ...kernel.spaces import Caller
from . import pushes
from .kinds import PATTERNS
from .models import Pattern, PatternMoment
from .rules import PATTERN_ACCORD

KIND = "pattern_moments"
QUARTER = 15 * clock.MINUTE
FRESH = 3 * QUARTER
"""How long after its beginning a moment is pushed, and shown on both phones."""
LATEST = 7 * clock.DAY
"""How late a phone that was offline may say it."""
LATE_IN_A_DAY = 4
"""How many moments of a pattern a day (UTC) has at most when one is said that is no longer fresh."""
KEPT = 26 * 7 * clock.DAY
"""Half a year of weeks. Phones delete it at the same time by themselves."""

_QUARTER_NAME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:(?:00|15|30|45)Z")


def save(
    caller: Caller, pattern_id: str, quarter: str, body: dict[str, Any]
) -> tuple[dict[str, Any], int]:
    """Say that the two are in it. Said before, by either, it changes nothing.

    Raises `not_found`, `already_ended`, `not_agreed`, `invalid` for a moment in the future, and `gone` for one too long
    ago, or no longer fresh and of a day that has enough of them.
    """
    at = _instant(quarter)
    with transaction():
        pattern = records.locked(PATTERNS, body["space_id"], pattern_id, caller)
        row = PatternMoment(space_id=pattern.space_id, id=pattern_id, at=at)
        said = (PatternMoment.space_id == row.space_id) & (PatternMoment.id == row.id)
        if PatternMoment.select().where(said & (PatternMoment.at == at)).exists():
            return view(row), 200
        _refuse(pattern, at)
        row.save(force_insert=True)
        FORGOTTEN.plan(row.space_id, _name(row), at + KEPT)
        pushes.tell_both(pattern, at + FRESH)
        _publish(row)
        return view(row), 201


def view(row: PatternMoment) -> dict[str, Any]:
    return {
        "id": _name(row),
        "space_id": row.space_id,
        "pattern_id": row.id,
        "edit": 1,
        "at": clock.to_text(row.at),
    }


def name_of(at: int) -> str:
    """The name of the quarter of an hour that begins then, as 2026-11-30T07:15Z."""
    return f"{clock.to_text(at)[:16]}Z"


def _refuse(pattern: Pattern, at: int) -> None:
    if states.has_ended(PATTERN_ACCORD, pattern):
        raise Problem("already_ended")
    if not states.is_in_force(PATTERN_ACCORD, pattern):
        raise Problem("not_agreed")
    now = clock.now()
    if at > now + records.CLOCK_SLACK:
        raise invalid(at="This is in the future.")
    if at < now - LATEST or (at + FRESH <= now and _is_full(pattern, at)):
        raise Problem("gone")


def _is_full(pattern: Pattern, at: int) -> bool:
    """Whether the day of a late moment has enough, whoever said them."""
    day = at - at % clock.DAY
    of_day = PatternMoment.at.between(day, day + clock.DAY - 1)
    said = (PatternMoment.space_id == pattern.space_id) & (PatternMoment.id == pattern.id)
    return PatternMoment.select().where(said & of_day).count() >= LATE_IN_A_DAY


def _instant(quarter: str) -> int:
    try:
        if _QUARTER_NAME.fullmatch(quarter):
            return clock.from_text(f"{quarter[:16]}:00.000Z")
    except ValueError:
        pass
    raise Problem("not_found")


def _name(row: PatternMoment) -> str:
    return f"{row.id}/{name_of(row.at)}"


def _publish(row: PatternMoment) -> None:
    readers = audiences.readers(KIND, row.space_id)
    feed.publish(KIND, row.space_id, _name(row), dict.fromkeys(readers, view(row)))


def _forget(space_id: str, key: str) -> None:
    pattern_id, _, quarter = key.partition("/")
    PatternMoment.delete().where(
        (PatternMoment.space_id == space_id)
        & (PatternMoment.id == pattern_id)
        & (PatternMoment.at == _instant(quarter))
    ).execute()
    feed.forget(space_id, KIND, key, audiences.holders(space_id))


FORGOTTEN = Lifetime(name="pattern_moment_end", act=_forget)
