"""How long a conversation lasts, and what its end does."""

from ...kernel import clock, nouns, records, removals
from ...kernel.errors import Problem
from ...kernel.lifetimes import Lifetime
from ...kernel.nouns import Write
from ...kernel.push import notices
from .kinds import (
    BREAKS,
    CONVERSATIONS,
    CONVERSATIONS_KEPT,
    ENDS,
    FORGETTINGS,
    FORGOTTEN,
    forget_steps,
    note_forgotten,
    publish,
    steps_of,
)
from .models import (
    Conversation,
    ConversationBreak,
    ConversationEnd,
    ConversationForgetting,
    ConversationTakeaway,
)

UNTOUCHED = 12 * clock.HOUR
"""After so long without a step or a break it ends by itself."""
LONGEST = 2 * clock.DAY
"""So long after it began it ends whatever happens. Otherwise one of the two could go on having breaks, and what was to
be deleted at the end would stay."""
TOLD = clock.DAY
"""How long both can see who of them ended it, or no longer keeps it: long enough for their phones to hear of it, and no
evidence."""
TAKEN_AWAY = 30 * clock.DAY
"""How long what each takes away is kept if the rest is forgotten."""


def touch(row: Conversation) -> None:
    """It goes on: it now ends later, if nobody touches it before, but no later than `LONGEST` after it began."""
    now = clock.now()
    began = now if row.joined is None else row.joined
    row.ends_at = min(now + UNTOUCHED, began + LONGEST)
    LAPSE.plan(row.space_id, row.id, row.ends_at)
    row.save()


def check_end(write: Write[Conversation, ConversationEnd]) -> None:
    if write.record.is_over:
        raise Problem("already_ended")


def end(write: Write[Conversation, ConversationEnd]) -> None:
    _finish(write.record, clock.now())


def check_break(write: Write[Conversation, ConversationBreak]) -> None:
    """Refuse a break from what has not begun or is over."""
    if write.record.is_over or write.record.joined is None:
        raise Problem("already_ended")


def go_on(write: Write[Conversation, ConversationBreak]) -> None:
    touch(write.record)
    publish(write.record)


def check_takeaway(write: Write[Conversation, ConversationTakeaway]) -> None:
    """Nobody takes anything away from what has not begun. Nor before it is over: it would be a way to write out of
    turn, or while the other has a pause or a break."""
    row = write.record
    if row.is_over and row.joined is None:
        raise Problem("already_ended")
    if not row.is_over:
        raise Problem("not_your_turn")


def check_forget(write: Write[Conversation, ConversationForgetting]) -> None:
    """Refuse what nobody keeps: nothing is left to take back."""
    if not write.record.is_kept:
        raise Problem("already_ended")


def forget(write: Write[Conversation, ConversationForgetting]) -> None:
    """Delete what was written: at once if it is over, else at the end."""
    row = write.record
    row.forgotten = True
    WHO_FORGOT.plan(row.space_id, row.id, clock.now() + TOLD)
    note_forgotten(row.space_id, row.id)  # now: a restore ends what is open, and must know of it
    _forget_if_over(row)


def end_all_of(space_id: str, _goes: str, _stays: str) -> None:
    """A seat passes: what the two had agreed on ends. What both kept stays."""
    for row in Conversation.select().where(
        (Conversation.space_id == space_id) & (Conversation.ends_at > clock.now())
    ):
        _stop(row)


def end_all_again() -> None:
    """After a restore: end what the backup holds open, for it may have been ended since, and forget again what was
    forgotten since."""
    for row in records.removed(CONVERSATIONS):
        CONVERSATIONS_KEPT.forget(row.space_id, row.id)
    for row in Conversation.select().where(Conversation.ends_at > clock.now()):
        _stop(row)
    kept = (Conversation.keeps == True) & (Conversation.forgotten == False)  # noqa: E712 - SQL expressions
    for row in Conversation.select().where(kept):
        if removals.is_removed(FORGOTTEN, f"{row.space_id}/{row.id}"):
            row.forgotten = True
            _forget_if_over(row)


def _lapse(space_id: str, conversation_id: str) -> None:
    here = (Conversation.space_id == space_id) & (Conversation.id == conversation_id)
    row = Conversation.get_or_none(here)
    if row is not None:
        _finish(row, _end_without_breaks(row))


def _end_without_breaks(row: Conversation) -> int:
    """When it would have ended by itself if nobody had had a break. Else what is kept would tell for good, by its end
    and its last step, that one of them had one, and when."""
    steps = steps_of(row.space_id, row.id)
    began = row.since if row.joined is None else row.joined
    return min(row.ends_at, (steps[-1].received if steps else began) + UNTOUCHED)


def _forget_who(space_id: str, conversation_id: str) -> None:
    """Forget who ended it and who had a break, also that there was one."""
    for noun in (ENDS, BREAKS):
        nouns.forget(noun, space_id, conversation_id)


LAPSE = Lifetime(name="conversation_lapse", act=_lapse)
WHO = Lifetime(name="conversation_end_trace", act=_forget_who)
WHO_FORGOT = Lifetime(
    name="conversation_forgetting_trace",
    act=lambda space_id, conversation_id: nouns.forget(FORGETTINGS, space_id, conversation_id),
)
LIFETIMES = (LAPSE, WHO, WHO_FORGOT)


def _stop(row: Conversation) -> None:
    if row.joined is None:
        CONVERSATIONS_KEPT.forget(row.space_id, row.id)
    else:
        _finish(row, clock.now())


def _finish(row: Conversation, at: int) -> None:
    """Store its end and what follows from it: plans first, then notices, then feeds, as the worker locks them."""
    row.ends_at = at
    LAPSE.cancel(row.space_id, row.id)
    WHO.plan(row.space_id, row.id, clock.now() + TOLD)
    _plan_to_go(row)
    row.save()
    notices.drop(row.space_id, CONVERSATIONS.name, row.id)
    if not row.is_kept:
        forget_steps(row.space_id, row.id)
    # else both could read later how often each needed one
    nouns.remove(BREAKS, row.space_id, row.id)
    publish(row)


def _forget_if_over(row: Conversation) -> None:
    """Store that it is forgotten."""
    if row.is_over:
        _plan_to_go(row)
        forget_steps(row.space_id, row.id)
    row.save()
    publish(row)


def _plan_to_go(row: Conversation) -> None:
    """Plan when the rest of it goes. What both keep stays."""
    if row.joined is None:
        CONVERSATIONS_KEPT.plan(row.space_id, row.id, row.ends_at)
    elif not row.is_kept:
        gone_at = clock.now() + TAKEN_AWAY
        CONVERSATIONS_KEPT.plan(row.space_id, row.id, gone_at - CONVERSATIONS_KEPT.kept)
