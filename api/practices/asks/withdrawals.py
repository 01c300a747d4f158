"""Withdraw an ask or an answer: always allowed, at once, and even before it has arrived.

Every withdrawal and every yes takes the lock of the space. In a race one of them comes first; in
either order the yes does not hold.
"""

from ...kernel import feed, nouns, records, repeats
from ...kernel.errors import Problem, invalid
from ...kernel.nouns import Write
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import ends, pushes, views
from .kinds import ANSWER_WITHDRAWALS, ANSWERS, ASK_WITHDRAWALS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal
from .retention import ASKS_KEPT, LONGEST

MOST = 50


def check_ask(write: Write[Ask, AskWithdrawal]) -> None:
    """Refuse what is no ask of a couple."""
    if write.row.space_id == write.caller.person_id:
        raise invalid(space_id="An ask is between the two of you.")
    write.row.ask_id = write.row.id


def take_back_ask(write: Write[Ask, AskWithdrawal]) -> None:
    """End the ask, and with it a yes. A withdrawal that came before its ask is kept, so that the ask is
    refused when it arrives."""
    row, ask = write.row, write.arrived
    _bound(row)
    if ask is None:
        ASKS_KEPT.plan(row.space_id, row.id, row.at + LONGEST)
        return
    yes = _yes_to(ask)
    notices.drop(ask.space_id, ASKS.name, ask.id)
    if yes is not None:
        _forget(yes)
        pushes.tell_end(ask, yes.author_id)
    ends.end(ask, row.at)
    if yes is not None:
        feed.publish(ANSWERS.name, yes.space_id, yes.id, dict.fromkeys(write.readers))
    records.publish(ASKS, ask, write.readers, views.of_ask(ask))


def check_answer(write: Write[AskAnswer, AskWithdrawal]) -> None:
    """Refuse what is no answer to an ask of the partner's."""
    ask = views.found(write.row.space_id, write.row.id.partition("/")[0])
    if ask.author_id == write.caller.person_id:
        raise Problem("not_found")
    write.row.ask_id = ask.id


def take_back_answer(write: Write[AskAnswer, AskWithdrawal]) -> None:
    """Delete the answer. What the asker saw of it ends."""
    _bound(write.row)
    answer, readers = write.arrived, readers_of_answer(write)
    if answer is None:
        return
    unsent = _forget(answer)
    if views.is_shown(answer):
        ask = views.found(answer.space_id, answer.ask_id)
        if not unsent:
            pushes.tell_end(ask, ask.author_id)
        _end(ask, answer, write.row.at)
        records.publish(ASKS, ask, readers, views.of_ask(ask))
    feed.publish(ANSWERS.name, answer.space_id, answer.id, dict.fromkeys(readers))


def readers_of_answer(write: Write[AskAnswer, AskWithdrawal]) -> list[str]:
    """If the answer was a `rest`, the asker does not see its withdrawal either."""
    answer = write.arrived
    is_hidden = answer is not None and not views.is_shown(answer)
    return [write.caller.person_id] if is_hidden else write.readers


def exists(caller: Caller, space_id: str, one: str) -> bool:
    """Whether the caller has withdrawn this ask (ASK) or answer (ASK/ANSWER)."""
    noun = ANSWER_WITHDRAWALS if "/" in one else ASK_WITHDRAWALS
    return nouns.find(noun, space_id, one, caller.person_id) is not None


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
        ASKS_KEPT.cancel(row.space_id, row.ask_id)
    noun = ASK_WITHDRAWALS if row.id == row.ask_id else ANSWER_WITHDRAWALS
    feed.forget(row.space_id, noun.name, row.id, [row.author_id])
    row.delete_instance()


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
