"""Withdraw an ask or an answer: always allowed, at once, and even before it has arrived.

Every withdrawal and every yes takes the lock of the space. In a race one of them comes first; in
either order the yes does not hold.
"""

from typing import Any

from ...kernel import audiences, clock, feed, records, repeats, spaces, tombstones
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import ends, pushes, retention, views
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal

MOST = 50


def of_ask(caller: Caller, ask_id: str, body: dict[str, Any]) -> Any:
    """Withdraw the caller's ask, and with it a yes. Idempotent."""
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
    """Withdraw the caller's answer to the partner's ask. Idempotent."""
    with transaction():
        ask = views.locked(caller, body["space_id"], ask_id)
        if ask.author_id == caller.person_id:
            raise Problem("not_found")
        row, created = _note(caller, ask.space_id, ask_id, f"{ask_id}/{answer_id}")
        if created:
            _take_back_answer(caller, row, ask)
    return views.of_withdrawal(row), 201 if created else 200


def exists(caller: Caller, space_id: str, one: str) -> bool:
    """Whether the caller has withdrawn this ask (ASK) or answer (ASK/ANSWER)."""
    return _find(caller, space_id, one) is not None


def bound_rests(newest: AskAnswer) -> None:
    """Keep the newest `MOST` of a person's `rest` answers to one ask. A `rest` is never refused, so
    this is the bound."""
    others = (
        (AskAnswer.space_id == newest.space_id)
        & (AskAnswer.ask_id == newest.ask_id)
        & (AskAnswer.author_id == newest.author_id)
        & (AskAnswer.id != newest.id)
    )
    newest_first = AskAnswer.select().where(others).order_by(AskAnswer.received.desc())
    for old in newest_first.offset(MOST - 1):
        _forget(old)
        feed.forget(old.space_id, ANSWERS.name, old.id, [old.author_id])


def _refuse(caller: Caller, space_id: str, ask_id: str, ask: Ask | None) -> None:
    if ask is None and tombstones.exist([space_id], ASKS.name, ask_id):
        raise Problem("gone")
    if ask is not None and ask.author_id != caller.person_id:
        raise Problem("not_found")


def _note(caller: Caller, space_id: str, ask_id: str, one: str) -> tuple[AskWithdrawal, bool]:
    """The withdrawal and whether it is new. A repeat returns the first one."""
    row = _find(caller, space_id, one)
    if row is not None:
        return row, False
    key = {"space_id": space_id, "id": one, "author_id": caller.person_id}
    row = AskWithdrawal.create(**key, ask_id=ask_id, at=clock.now())
    _bound(row)
    return row, True


def _bound(row: AskWithdrawal) -> None:
    """Keep the newest `MOST` withdrawals of one ask, and of asks that have not arrived. A
    withdrawal is never refused, so this is the bound. No phone still holds an ask or answer
    withdrawn before so many others.
    """
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
        retention.unplan(row.space_id, row.ask_id)
    feed.forget(row.space_id, views.kind_of(row), row.id, [row.author_id])
    row.delete_instance()


def _wait_for(row: AskWithdrawal) -> None:
    """Keep a withdrawal that came before its ask, so that the ask is refused when it arrives."""
    retention.plan(row.space_id, row.id, row.at + retention.LONGEST)
    _publish(row, [row.author_id])


def _take_back_ask(caller: Caller, row: AskWithdrawal, ask: Ask) -> None:
    readers = audiences.readers(ASKS.name, ask.space_id)
    yes = _yes_to(ask)
    notices.drop(ask.space_id, ASKS.name, ask.id)
    if yes is not None:
        _forget(yes)
        pushes.tell_end(ask, yes.author_id)
    ends.end(ask, row.at)
    if yes is not None:
        feed.publish(ANSWERS.name, yes.space_id, yes.id, dict.fromkeys(readers))
    records.publish(ASKS, ask, readers, views.of_ask(ask))
    _publish(row, readers)


def _take_back_answer(caller: Caller, row: AskWithdrawal, ask: Ask) -> None:
    """Withdraw an answer. If it was a `rest`, the asker does not see the withdrawal either."""
    readers = [caller.person_id]
    answer = AskAnswer.get_or_none(AskAnswer.space_id == row.space_id, AskAnswer.id == row.id)
    if answer is not None:
        unsent = _forget(answer)
        if views.is_shown(answer):
            readers = audiences.readers(ASKS.name, ask.space_id)
            if not unsent:
                pushes.tell_end(ask, ask.author_id)
            _end(ask, answer, row.at)
            records.publish(ASKS, ask, readers, views.of_ask(ask))
        feed.publish(ANSWERS.name, row.space_id, row.id, dict.fromkeys(readers))
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
    """Delete the answer with its stored requests and notices. Returns whether its push had not been
    sent yet."""
    AskAnswer.delete().where(
        (AskAnswer.space_id == answer.space_id) & (AskAnswer.id == answer.id)
    ).execute()
    repeats.forget_edits(answer.space_id, ANSWERS.name, answer.id)
    return notices.drop(answer.space_id, ANSWERS.name, answer.id) > 0


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
