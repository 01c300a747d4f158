"""When nobody takes a step: while one of the two has a pause, or a break from this conversation."""

from ...kernel import clock, silence
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from .models import Conversation, ConversationBreak


def refuse(row: Conversation, caller: Caller) -> None:
    """Raises `paused`."""
    both = [caller.person_id, *caller.partners(row.space_id)]
    if any(silence.silenced_until(person_id) > clock.now() for person_id in both):
        raise Problem("paused")
    away = (
        (ConversationBreak.space_id == row.space_id)
        & (ConversationBreak.id == row.id)
        & (ConversationBreak.away == True)  # noqa: E712 - an SQL expression
    )
    if ConversationBreak.select().where(away).exists():
        raise Problem("paused")
