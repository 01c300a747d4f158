"""A day after its end an ask is forgotten, with all that was said to it and taken back."""

from collections.abc import Iterator

from ...kernel import clock, feed, records, reminders, spaces
from ...kernel.push import notices
from ...kernel.reminders import Due
from . import views
from .models import Ask, AskAnswer, AskWithdrawal
from .schemas import LONGEST_SECONDS

KIND = "ask_retention"
KEPT = 24 * clock.HOUR
LONGEST = LONGEST_SECONDS * clock.SECOND
"""Whatever was made so long ago and has not arrived is over when it does."""


def plan(space_id: str, ask_id: str, ends_at: int) -> None:
    """Forget an ask when its time has come. The plan is the space's, so that it stays where a seat passes."""
    reminders.plan(space_id, space_id, KIND, ask_id, ends_at + KEPT)


def forget(due: Due) -> None:
    """Delete it for both; a phone that sends it again is refused."""
    if spaces.lock_if_free(due.space_id):
        _forget(due.space_id, due.key)
    else:
        reminders.plan_again(due)


def forget_all() -> None:
    """After a restore: the backup may hold a yes that has been taken back since, so none comes back."""
    asks = {(row.space_id, row.id) for row in Ask.select()}
    asks |= {(row.space_id, row.ask_id) for row in AskWithdrawal.select()}
    for space_id, ask_id in sorted(asks):
        reminders.unplan(KIND, ask_id)
        _forget(space_id, ask_id)


def _forget(space_id: str, ask_id: str) -> None:
    gone = list(_all_of(space_id, ask_id))
    for model in (AskAnswer, AskWithdrawal):
        model.delete().where((model.space_id == space_id) & (model.ask_id == ask_id)).execute()
    Ask.delete().where((Ask.space_id == space_id) & (Ask.id == ask_id)).execute()
    readers = spaces.people_of(space_id)
    for kind, record_id in gone:
        notices.drop(kind, record_id)
        feed.publish(kind, space_id, record_id, dict.fromkeys(readers))
        records.forget_edits(space_id, kind, record_id)
    records.bury(space_id, views.ASKS, ask_id)


def _all_of(space_id: str, ask_id: str) -> Iterator[tuple[str, str]]:
    """Kind and id of the ask and of everything that hangs on it."""
    yield views.ASKS, ask_id
    for answer in AskAnswer.select().where(
        (AskAnswer.space_id == space_id) & (AskAnswer.ask_id == ask_id)
    ):
        yield views.ANSWERS, answer.id
    for row in AskWithdrawal.select().where(
        (AskWithdrawal.space_id == space_id) & (AskWithdrawal.ask_id == ask_id)
    ):
        yield views.kind_of(row), row.id
