"""A day after its end an ask is forgotten, with all that was said to it and taken back.

Where the answer was *later*, the day counts from the agreed time: until then the area rests.

What is left is that there was an ask, the same for both and whatever was said, so that phones which
were away hear that it is gone and a late request is refused. After another eight days that goes too,
and nothing is left from which anybody could count. Phones forget asks by themselves besides.
"""

from collections.abc import Iterable

from ...kernel import clock, feed, records, reminders, repeats, spaces
from ...kernel.push import notices
from ...kernel.reminders import Due
from . import views
from .models import Ask, AskAnswer, AskWithdrawal
from .schemas import LONGEST_SECONDS

KIND = "ask_retention"
TRACE = "ask_trace"
KEPT = 24 * clock.HOUR
TRACED = 8 * clock.DAY
"""Longer than anything that a phone may still send of an ask could hold."""
LONGEST = LONGEST_SECONDS * clock.SECOND
"""Whatever was made so long ago and has not arrived is over when it does."""


def plan(space_id: str, ask_id: str, over_at: int) -> None:
    """Forget an ask a day after this. The plan is the space's, so that it stays where the two part."""
    reminders.plan(space_id, space_id, KIND, ask_id, over_at + KEPT)


def unplan(ask_id: str) -> None:
    """There is nothing left to forget."""
    reminders.unplan(KIND, ask_id)


def forget(due: Due) -> None:
    """Delete it for both; a phone that sends it again is refused."""
    if spaces.lock_if_free(due.space_id):
        _forget(due.space_id, due.key)
    else:
        reminders.plan_again(due)


def forget_trace(due: Due) -> None:
    """That there was an ask is forgotten as well."""
    if spaces.lock_if_free(due.space_id):
        feed.forget(due.space_id, views.ASKS, due.key, spaces.people_of(due.space_id))
        records.forget_tombstone(due.space_id, views.ASKS, due.key)
    else:
        reminders.plan_again(due)


def forget_all() -> None:
    """After a restore: the backup may hold a yes that has been taken back since, so none comes back."""
    found = (model.select(model.space_id).distinct() for model in (Ask, AskWithdrawal))
    for space_id in sorted({row.space_id for rows in found for row in rows}):
        _forget_all_of(space_id)


def drop(space_id: str, _goes: str, _stays: str) -> None:
    """A seat passes: what two asked and answered binds nobody else, and no yes outlives who gave it."""
    _forget_all_of(space_id)


def _forget_all_of(space_id: str) -> None:
    asks = {row.id for row in Ask.select().where(Ask.space_id == space_id)}
    taken = AskWithdrawal.select().where(AskWithdrawal.space_id == space_id)
    for ask_id in sorted(asks | {row.ask_id for row in taken}):
        unplan(ask_id)
        _forget(space_id, ask_id)


def _forget(space_id: str, ask_id: str) -> None:
    reminders.plan(space_id, space_id, TRACE, ask_id, clock.now() + TRACED)
    _delete(space_id, ask_id)
    both = spaces.people_of(space_id)
    feed.publish(views.ASKS, space_id, ask_id, dict.fromkeys(both))
    for kind in views.PARTS:  # phones drop them with the ask
        feed.forget(space_id, kind, ask_id, both)
    records.bury(space_id, views.ASKS, ask_id)


def _delete(space_id: str, ask_id: str) -> None:
    """The ask, and everything that hangs on it."""
    said = AskAnswer.select().where((AskAnswer.space_id == space_id) & (AskAnswer.ask_id == ask_id))
    _clear(space_id, views.ASKS, [ask_id])
    _clear(space_id, views.ANSWERS, [answer.id for answer in said])
    for model in (AskAnswer, AskWithdrawal):
        model.delete().where((model.space_id == space_id) & (model.ask_id == ask_id)).execute()
    Ask.delete().where((Ask.space_id == space_id) & (Ask.id == ask_id)).execute()


def _clear(space_id: str, kind: str, record_ids: Iterable[str]) -> None:
    """Neither a notice nor a request of theirs is kept."""
    for record_id in record_ids:
        notices.drop(kind, record_id)
        repeats.forget_edits(space_id, kind, record_id)
