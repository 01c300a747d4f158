"""Delete an ask one day after its end, with its answers and withdrawals.

After a *later* the day counts from the agreed time, since the cooldown lasts until then.

A tombstone stays for another eight days, equal for both people and for every answer. It tells
phones that were offline that the ask is deleted, and refuses late requests. Then the tombstone is
deleted too, so that nobody can count asks. Phones also delete asks by themselves.
"""

from ...kernel import audiences, clock, feed, repeats
from ...kernel.lifetimes import Kept
from ...kernel.push import notices
from . import views
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal
from .schemas import LONGEST_SECONDS

LONGEST = LONGEST_SECONDS * clock.SECOND
"""An ask made longer ago than this is over when it arrives."""


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
        ASKS_KEPT.forget(space_id, ask_id)


def _delete_said(space_id: str, ask_id: str) -> None:
    """Delete what was said to an ask. Phones delete it with the ask, so it uses no number."""
    said = AskAnswer.select().where((AskAnswer.space_id == space_id) & (AskAnswer.ask_id == ask_id))
    for answer in said:
        notices.drop(space_id, ANSWERS.name, answer.id)
        repeats.forget_edits(space_id, ANSWERS.name, answer.id)
    for model in (AskAnswer, AskWithdrawal):
        model.delete().where((model.space_id == space_id) & (model.ask_id == ask_id)).execute()
    for kind in views.PARTS:
        feed.forget(space_id, kind, ask_id, audiences.holders(space_id))


ASKS_KEPT = Kept(
    kind=ASKS,
    one="ask",
    kept=24 * clock.HOUR,
    along=_delete_said,
    traced=8 * clock.DAY,  # longer than a phone keeps a request about an ask before it sends it
    logged=False,  # a restore deletes all asks
)
