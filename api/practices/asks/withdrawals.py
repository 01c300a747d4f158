"""Taking back an ask or an answer: always, at once, and before it has arrived as well.

Every write here and every yes holds the space's lock, so of a yes and a withdrawal that cross one
comes first; whichever it is, the yes does not stand.
"""

from typing import Any

from ...kernel import clock, feed, records, repeats, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import ends, pushes, retention, views
from .models import Ask, AskAnswer, AskWithdrawal

MOST = 50


def of_ask(caller: Caller, ask_id: str, body: dict[str, Any]) -> Any:
    """Take back an ask of one's own, and with it a yes. Again changes nothing."""
    if body["space_id"] == caller.person_id:
        raise invalid(space_id="An ask is between the two of you.")
    with transaction():
        spaces.lock(caller, body["space_id"])
        ask = views.find(body["space_id"], ask_id)
        _refuse(caller, body["space_id"], ask_id, ask)
        row, created = _note(caller, body["space_id"], ask_id, ask_id)
        if created and ask is None:
            _wait_for(row)
        elif created and ask is not None:
            _take_back_ask(caller, row, ask)
    return views.of_withdrawal(row), 201 if created else 200


def of_answer(caller: Caller, ask_id: str, answer_id: str, body: dict[str, Any]) -> Any:
    """Take back an answer to the partner's ask. Again changes nothing."""
    with transaction():
        ask = views.locked(caller, body["space_id"], ask_id)
        if ask.author_id == caller.person_id:
            raise Problem("not_found")
        row, created = _note(caller, ask.space_id, ask_id, f"{ask_id}/{answer_id}")
        if created:
            _take_back_answer(caller, row, ask)
    return views.of_withdrawal(row), 201 if created else 200


def exists(caller: Caller, space_id: str, one: str) -> bool:
    """Whether the caller has taken back this ask (ASK) or answer (ASK/ANSWER)."""
    return _find(caller, space_id, one) is not None


def bound_rests(newest: AskAnswer) -> None:
    """To let an ask rest is never refused. Of what one person said so to one ask, the newest stay."""
    others = (
        (AskAnswer.space_id == newest.space_id)
        & (AskAnswer.ask_id == newest.ask_id)
        & (AskAnswer.author_id == newest.author_id)
        & (AskAnswer.id != newest.id)
    )
    newest_first = AskAnswer.select().where(others).order_by(AskAnswer.received.desc())
    for old in newest_first.offset(MOST - 1):
        _forget(old)
        feed.forget(old.space_id, views.ANSWERS, old.id, [old.author_id])


def _refuse(caller: Caller, space_id: str, ask_id: str, ask: Ask | None) -> None:
    if ask is None and records.is_deleted([space_id], views.ASKS, ask_id):
        raise Problem("gone")
    if ask is not None and ask.author_id != caller.person_id:
        raise Problem("not_found")


def _note(caller: Caller, space_id: str, ask_id: str, one: str) -> tuple[AskWithdrawal, bool]:
    """The withdrawal, and whether it is new: the first stands."""
    row = _find(caller, space_id, one)
    if row is not None:
        return row, False
    key = {"space_id": space_id, "id": one, "author_id": caller.person_id}
    row = AskWithdrawal.create(**key, ask_id=ask_id, at=clock.now())
    _bound(row)
    return row, True


def _bound(row: AskWithdrawal) -> None:
    """Withdrawals are never refused. Of those that wait for what they take back, and of those of one
    ask, the newest stay: what was taken back before so many others is on no phone any more."""
    its_authors = (AskWithdrawal.space_id == row.space_id) & (
        AskWithdrawal.author_id == row.author_id
    )
    here = Ask.select(Ask.id).where(Ask.space_id == row.space_id)
    for chosen in (AskWithdrawal.ask_id.not_in(here), AskWithdrawal.ask_id == row.ask_id):
        newest_first = AskWithdrawal.select().where(its_authors & chosen)
        for old in newest_first.order_by(AskWithdrawal.at.desc()).offset(MOST):
            _forget_withdrawal(old)


def _forget_withdrawal(row: AskWithdrawal) -> None:
    if row.id == row.ask_id:
        retention.unplan(row.ask_id)
    feed.forget(row.space_id, views.kind_of(row), row.id, [row.author_id])
    row.delete_instance()


def _wait_for(row: AskWithdrawal) -> None:
    """What it takes back has not arrived; if it does, it is refused."""
    retention.plan(row.space_id, row.id, row.at + retention.LONGEST)
    _publish(row, [row.author_id])


def _take_back_ask(caller: Caller, row: AskWithdrawal, ask: Ask) -> None:
    readers = caller.readers(ask.space_id)
    yes = _yes_to(ask)
    notices.drop(views.ASKS, ask.id)
    if yes is not None:
        _forget(yes)
        pushes.tell_end(ask, yes.author_id)
    ends.end(ask, row.at)
    if yes is not None:
        feed.publish(views.ANSWERS, yes.space_id, yes.id, dict.fromkeys(readers))
    records.publish(views.ASKS, ask, readers, views.of_ask(ask))
    _publish(row, readers)


def _take_back_answer(caller: Caller, row: AskWithdrawal, ask: Ask) -> None:
    """What the one who asked was not shown is taken back without their seeing that either."""
    readers = [caller.person_id]
    answer = AskAnswer.get_or_none(AskAnswer.space_id == row.space_id, AskAnswer.id == row.id)
    if answer is not None:
        unsent = _forget(answer)
        if views.is_shown(answer):
            readers = caller.readers(ask.space_id)
            if not unsent:
                pushes.tell_end(ask, ask.author_id)
            _end(ask, answer, row.at)
            records.publish(views.ASKS, ask, readers, views.of_ask(ask))
        feed.publish(views.ANSWERS, row.space_id, row.id, dict.fromkeys(readers))
    _publish(row, readers)


def _end(ask: Ask, answer: AskAnswer, at: int) -> None:
    if answer.later_at is None:
        ends.end(ask, at)
    else:
        ends.withdraw_later(ask)


def _yes_to(ask: Ask) -> AskAnswer | None:
    return AskAnswer.get_or_none(
        AskAnswer.space_id == ask.space_id,
        AskAnswer.ask_id == ask.id,
        AskAnswer.answer == "yes",
    )


def _forget(answer: AskAnswer) -> bool:
    """Nothing of it stays; says whether it had not been pushed yet."""
    AskAnswer.delete().where(
        (AskAnswer.space_id == answer.space_id) & (AskAnswer.id == answer.id)
    ).execute()
    repeats.forget_edits(answer.space_id, views.ANSWERS, answer.id)
    return notices.drop(views.ANSWERS, answer.id) > 0


def _publish(row: AskWithdrawal, readers: list[str]) -> None:
    feed.publish(
        views.kind_of(row), row.space_id, row.id, dict.fromkeys(readers, views.of_withdrawal(row))
    )


def _find(caller: Caller, space_id: str, one: str) -> AskWithdrawal | None:
    return AskWithdrawal.get_or_none(
        AskWithdrawal.space_id == space_id,
        AskWithdrawal.id == one,
        AskWithdrawal.author_id == caller.person_id,
    )
