"""When an ask is over, as far as both can see, and how long its area rests then."""

from ...kernel import clock
from . import retention
from .models import Ask

REST = 12 * clock.HOUR
"""How long the same is not asked again after an ask that did not become a yes."""


def end(ask: Ask, at: int) -> None:
    """Over without a yes, or the yes was taken back. What is over already stays as it is."""
    if at < ask.ends_at:
        _move(ask, at, at + REST)


def end_with_yes(ask: Ask, until: int) -> None:
    """It lasts as long as the yes; where that runs its time, nothing rests."""
    _move(ask, until, until)


def _move(ask: Ask, ends_at: int, again_at: int) -> None:
    retention.plan(ask.space_id, ask.id, ends_at)
    ask.ends_at, ask.again_at = ends_at, again_at
    Ask.update(ends_at=ends_at, again_at=again_at).where(
        (Ask.space_id == ask.space_id) & (Ask.id == ask.id)
    ).execute()
