"""When an ask ends, as far as both can see, and how long the cooldown of its area lasts then."""

from ...kernel import clock
from .models import Ask
from .retention import ASKS_KEPT

REST = 12 * clock.HOUR
"""The cooldown of an area after an ask that got neither a yes nor a *later*."""
LATEST = 14 * clock.DAY
"""How far ahead a *later* may be."""


def end(ask: Ask, at: int) -> None:
    """End an ask that got no yes, or whose yes was withdrawn. If it ended earlier, nothing changes."""
    if at < ask.ends_at:
        _move(ask, at, at + REST)


def end_with_later(ask: Ask, at: int, later_at: int) -> None:
    """End an ask now. The cooldown lasts until the agreed time; if that has passed, there is none."""
    again_at = max(at, later_at)
    _move(ask, at, again_at, kept_from=again_at)


def withdraw_later(ask: Ask) -> None:
    """Drop the agreed time: the usual cooldown applies, counted from the end of the ask."""
    _move(ask, ask.ends_at, ask.ends_at + REST)


def end_with_yes(ask: Ask, until: int) -> None:
    """The ask ends with its yes. A yes that was not withdrawn has no cooldown."""
    _move(ask, until, until)


def _move(ask: Ask, ends_at: int, again_at: int, kept_from: int | None = None) -> None:
    ASKS_KEPT.plan(ask.space_id, ask.id, ends_at if kept_from is None else kept_from)
    ask.ends_at, ask.again_at = ends_at, again_at
    Ask.update(ends_at=ends_at, again_at=again_at).where(
        (Ask.space_id == ask.space_id) & (Ask.id == ask.id)
    ).execute()
