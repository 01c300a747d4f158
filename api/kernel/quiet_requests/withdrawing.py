"""Withdraw a request or an answer: always allowed, at once, and even before it has arrived.

Every withdrawal and every yes takes the lock of the space. In a race one of them comes first; in either order the
yes does not hold.
"""

from collections.abc import Mapping
from typing import Any

from .. import feed, nouns, records, repeats
from ..errors import Problem, invalid
from ..nouns import Write
from ..push import notices
from ..spaces import Caller
from . import ends, pushes
from .request import QuietRequest
from .rows import AnswerRow, RequestRow, WithdrawalRow

MOST = 50


def withdraw(kind: QuietRequest, request_id: str, body: Mapping[str, Any], caller: Caller) -> Any:
    """Withdraw the caller's request, and with it the partner's yes: the view and the status. The same again changes
    nothing.

    Raises `not_found`, `gone`, `invalid`.
    """

    def check(write: Write[RequestRow, WithdrawalRow]) -> None:
        if write.row.space_id == caller.person_id:
            raise invalid(space_id=f"{kind.a_one.capitalize()} is between the two of you.")
        write.row.request_id = request_id

    def after(write: Write[RequestRow, WithdrawalRow]) -> None:
        _take_back(kind, write)

    return nouns.say(kind.withdrawals, request_id, body, caller, check=check, after=after)


def withdraw_answer(
    kind: QuietRequest, request_id: str, answer_id: str, body: Mapping[str, Any], caller: Caller
) -> Any:
    """Withdraw the caller's answer: the view and the status. The same again changes nothing.

    Raises `not_found`, `gone`.
    """

    def check(write: Write[AnswerRow, WithdrawalRow]) -> None:
        """Refuse what is no answer to a request of the partner's."""
        if records.get(kind.requests, write.row.space_id, request_id).author_id == caller.person_id:
            raise Problem("not_found")
        write.row.request_id = request_id

    def after(write: Write[AnswerRow, WithdrawalRow]) -> None:
        _take_back_answer(kind, write)

    return nouns.say(
        kind.answer_withdrawals,
        f"{request_id}/{answer_id}",
        body,
        caller,
        check=check,
        after=after,
        readers=_readers_of_answer,
    )


def exists(kind: QuietRequest, caller: Caller, space_id: str, one: str) -> bool:
    """Whether the caller has withdrawn this request (REQUEST) or answer (REQUEST/ANSWER)."""
    noun = kind.answer_withdrawals if "/" in one else kind.withdrawals
    return nouns.find(noun, space_id, one, caller.person_id) is not None


def yes_to(kind: QuietRequest, request: RequestRow) -> AnswerRow | None:
    """The yes that a request has got."""
    model = kind.answer_model
    return model.get_or_none(
        (model.space_id == request.space_id)
        & (model.request_id == request.id)
        & (model.answer == "yes")
    )


def bound_rests(kind: QuietRequest, newest: AnswerRow) -> None:
    """Keep the newest `MOST` of a person's `rest` answers to one request. A `rest` is never refused, so this is the
    bound."""
    model = kind.answer_model
    others = (
        (model.space_id == newest.space_id)
        & (model.request_id == newest.request_id)
        & (model.author_id == newest.author_id)
        & (model.id != newest.id)
    )
    newest_first = model.select().where(others).order_by(model.received.desc())
    for old in newest_first.offset(MOST - 1):
        _forget(kind, old)
        feed.forget(old.space_id, kind.answers.name, old.id, [old.author_id])


def _take_back(kind: QuietRequest, write: Write[RequestRow, WithdrawalRow]) -> None:
    """End the request, and with it a yes. A withdrawal that came before its request is kept, so that the request is
    refused when it arrives."""
    row, request = write.row, write.arrived
    _bound(kind, row)
    if request is None:
        kind.kept.plan(row.space_id, row.id, row.at + kind.lasts)
        return
    yes, until = yes_to(kind, request), request.ends_at
    ends.end(kind, request, row.at)
    notices.drop(request.space_id, kind.requests.name, request.id)
    if yes is not None:
        _forget(kind, yes)
        pushes.tell_end(kind, request, yes.author_id, until)
        feed.publish(kind.answers.name, yes.space_id, yes.id, dict.fromkeys(write.readers))
    records.publish(kind.requests, request, write.readers, kind.shown(request))


def _take_back_answer(kind: QuietRequest, write: Write[AnswerRow, WithdrawalRow]) -> None:
    """Delete the answer. What the asker saw of it ends."""
    _bound(kind, write.row)
    answer, readers = write.arrived, _readers_of_answer(write)
    if answer is None:
        return
    if answer.is_shown:
        request = records.get(kind.requests, answer.space_id, answer.request_id)
        until = request.ends_at
        ends.end_without(kind, request, answer, write.row.at)
        if not _forget(kind, answer):
            pushes.tell_end(kind, request, request.author_id, until)
        records.publish(kind.requests, request, readers, kind.shown(request))
    else:
        _forget(kind, answer)
    feed.publish(kind.answers.name, answer.space_id, answer.id, dict.fromkeys(readers))


def _readers_of_answer(write: Write[AnswerRow, WithdrawalRow]) -> list[str]:
    """If the answer was a `rest`, the asker does not see its withdrawal either."""
    answer = write.arrived
    is_hidden = answer is not None and not answer.is_shown
    return [write.caller.person_id] if is_hidden else write.readers


def _bound(kind: QuietRequest, row: WithdrawalRow) -> None:
    """Keep the newest `MOST` withdrawals of one request, and of requests that have not arrived. A withdrawal is
    never refused, so this is the bound. No phone still holds what was withdrawn before so many others.
    """
    model = kind.withdrawal_model
    its_authors = (model.space_id == row.space_id) & (model.author_id == row.author_id)
    here = kind.request_model.select(kind.request_model.id).where(
        kind.request_model.space_id == row.space_id
    )
    for chosen in (model.request_id.not_in(here), model.request_id == row.request_id):
        newest_first = model.select().where(its_authors & chosen).order_by(model.at.desc())
        for old in newest_first.offset(MOST):
            _forget_withdrawal(kind, old)


def _forget_withdrawal(kind: QuietRequest, row: WithdrawalRow) -> None:
    of_request = row.id == row.request_id
    if of_request:
        kind.kept.cancel(row.space_id, row.request_id)
    noun = kind.withdrawals if of_request else kind.answer_withdrawals
    feed.forget(row.space_id, noun.name, row.id, [row.author_id])
    row.delete_instance()


def _forget(kind: QuietRequest, answer: AnswerRow) -> bool:
    """Delete the answer with its stored requests and notices. Returns whether its push had not been sent yet."""
    model = kind.answer_model
    model.delete().where((model.space_id == answer.space_id) & (model.id == answer.id)).execute()
    repeats.forget_edits(answer.space_id, kind.answers.name, answer.id)
    return notices.drop(answer.space_id, kind.answers.name, answer.id) > 0
