"""When an ask is over, as far as both can see, and how long its area rests then."""

from ...kernel import clock
from . import retention
from .models import Ask

REST = 12 * clock.HOUR
"""How long an area rests after an ask that got neither a yes nor a *later*."""
LATEST = 14 * clock.DAY
"""How far ahead a *later* may be."""


def end(ask: Ask, at: int) -> None:
    """Over without a yes, or the yes was taken back. What is over already stays as it is."""
    if at < ask.ends_at:
        _move(ask, at, at + REST)


def end_with_later(ask: Ask, at: int, later_at: int) -> None:
    """Over now, and free again at the agreed time; at once where the answer arrives after it."""
    again_at = max(at, later_at)
    _move(ask, at, again_at, kept_from=again_at)


def withdraw_later(ask: Ask) -> None:
    """The agreed time no longer stands, so the area rests as after any ask without a yes."""
    _move(ask, ask.ends_at, ask.ends_at + REST)


def end_with_yes(ask: Ask, until: int) -> None:
    """It lasts as long as the yes; where that runs its time, nothing rests."""
    _move(ask, until, until)


def _move(ask: Ask, ends_at: int, again_at: int, kept_from: int | None = None) -> None:
    retention.plan(ask.space_id, ask.id, ends_at if kept_from is None else kept_from)
    ask.ends_at, ask.again_at = ends_at, again_at
    Ask.update(ends_at=ends_at, again_at=again_at).where(
        (Ask.space_id == ask.space_id) & (Ask.id == ask.id)
    ).execute()
