"""Delete an ask one day after its end, with its answers and withdrawals.

After a *later* the day counts from the agreed time, since the cooldown lasts until then.

A tombstone stays for another eight days, equal for both people and for every answer. It tells
phones that were offline that the ask is deleted, and refuses late requests. Then the tombstone is
deleted too, so that nobody can count asks. Phones also delete asks by themselves.
"""

from collections.abc import Iterable

from ...kernel import audiences, clock, feed, reminders, repeats, spaces, tombstones
from ...kernel.push import notices
from ...kernel.reminders import Due
from . import views
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal
from .schemas import LONGEST_SECONDS

KIND = "ask_retention"
TRACE = "ask_trace"
KEPT = 24 * clock.HOUR
TRACED = 8 * clock.DAY
"""Longer than a phone keeps a request about an ask before it sends it."""
LONGEST = LONGEST_SECONDS * clock.SECOND
"""An ask made longer ago than this is over when it arrives."""


def plan(space_id: str, ask_id: str, over_at: int) -> None:
    """Plan to delete an ask `KEPT` after `over_at`. The plan belongs to the space, so it survives
    when the couple leaves."""
    reminders.plan(space_id, space_id, KIND, ask_id, over_at + KEPT)


def unplan(space_id: str, ask_id: str) -> None:
    """Cancel the plan of an ask that is deleted already."""
    reminders.unplan(space_id, KIND, ask_id)


def forget(due: Due) -> None:
    """Delete an ask for both people and leave a tombstone, so that a phone that sends it again is
    refused."""
    if spaces.lock_if_free(due.space_id):
        _forget(due.space_id, due.key)
    else:
        reminders.plan_again(due)


def forget_trace(due: Due) -> None:
    """Delete the tombstone."""
    if spaces.lock_if_free(due.space_id):
        feed.forget(due.space_id, ASKS.name, due.key, audiences.holders(due.space_id))
        tombstones.forget(due.space_id, ASKS.name, due.key)
    else:
        reminders.plan_again(due)


def forget_all() -> None:
    """After a restore, delete all asks: the backup may hold a yes that was withdrawn since."""
    found = (model.select(model.space_id).distinct() for model in (Ask, AskWithdrawal))
    for space_id in sorted({row.space_id for rows in found for row in rows}):
        _forget_all_of(space_id)


def drop(space_id: str, _goes: str, _stays: str) -> None:
    """When another account replaces one of the two, delete all asks of the space: a yes is valid
    only between the two who agreed."""
    _forget_all_of(space_id)


def _forget_all_of(space_id: str) -> None:
    asks = {row.id for row in Ask.select().where(Ask.space_id == space_id)}
    taken = AskWithdrawal.select().where(AskWithdrawal.space_id == space_id)
    for ask_id in sorted(asks | {row.ask_id for row in taken}):
        unplan(space_id, ask_id)
        _forget(space_id, ask_id)


def _forget(space_id: str, ask_id: str) -> None:
    reminders.plan(space_id, space_id, TRACE, ask_id, clock.now() + TRACED)
    _delete(space_id, ask_id)
    holders = audiences.holders(space_id)
    feed.publish(ASKS.name, space_id, ask_id, dict.fromkeys(holders))
    for kind in views.PARTS:  # phones delete these with the ask
        feed.forget(space_id, kind, ask_id, holders)
    tombstones.bury(space_id, ASKS.name, ask_id)


def _delete(space_id: str, ask_id: str) -> None:
    """Delete the rows of an ask, its answers and its withdrawals."""
    said = AskAnswer.select().where((AskAnswer.space_id == space_id) & (AskAnswer.ask_id == ask_id))
    _clear(space_id, ASKS.name, [ask_id])
    _clear(space_id, ANSWERS.name, [answer.id for answer in said])
    for model in (AskAnswer, AskWithdrawal):
        model.delete().where((model.space_id == space_id) & (model.ask_id == ask_id)).execute()
    Ask.delete().where((Ask.space_id == space_id) & (Ask.id == ask_id)).execute()


def _clear(space_id: str, kind: str, record_ids: Iterable[str]) -> None:
    """Drop the notices and stored requests of these records."""
    for record_id in record_ids:
        notices.drop(space_id, kind, record_id)
        repeats.forget_edits(space_id, kind, record_id)
