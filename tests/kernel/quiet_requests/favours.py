"""A quiet request of the tests: a favour that one of the two asks of the other, small or large."""

from typing import Any

from flask import Flask
from marshmallow import fields
from peewee import TextField

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import clock, quiet_requests, reminders
from api.kernel.column_values import from_text
from api.kernel.db import Model
from api.kernel.errors import Problem
from api.kernel.feed import Feed
from api.kernel.ids import new_id
from api.kernel.quiet_requests import (
    AnswerRow,
    QuietRequest,
    RequestRow,
    RequestSignals,
    WithdrawalRow,
)
from api.practices.asks.notices import ANSWERED, ASKED, ENDED
from tests.kernel.applauding import caller_of
from tests.kernel.asking import check_in

HOUR_SECONDS = 3600


class Favour(RequestRow):
    size = TextField()

    class Meta:
        table_name = "favour"


class FavourAnswer(AnswerRow):
    class Meta:
        table_name = "favour_answer"


class FavourWithdrawal(WithdrawalRow):
    class Meta:
        table_name = "favour_withdrawal"


class FavourSignals(RequestSignals):
    size = fields.String(required=True)


FAVOURS = QuietRequest(
    one="favour",
    title="Favour",
    practice="asks",
    path="/favours/<id7:favour_id>",
    about="A favour. Words: line.",
    request_model=Favour,
    answer_model=FavourAnswer,
    withdrawal_model=FavourWithdrawal,
    signals=FavourSignals,
    alike=("size",),
    asked=ASKED,
    answered=ANSWERED,
    ended=ENDED,
)
TABLES: list[type[Model]] = list(FAVOURS.models)
KINDS = [kind.name for kind in FAVOURS.kinds]


def favour(
    phone: Phone, seconds: int = HOUR_SECONDS, *, size: str = "small", **changed: Any
) -> Request:
    """A request for a favour, made now."""
    return _request(
        phone,
        f"/favours/{new_id()}",
        {
            "size": size,
            "started_at": clock.to_text(clock.now()),
            "duration_seconds": seconds,
            **_sealed(phone),
            **changed,
        },
    )


def answer(phone: Phone, favour_id: str, said: str, seconds: int = HOUR_SECONDS) -> Request:
    """An answer, made now. A yes holds so long, a *later* is so far ahead."""
    now = clock.now()
    has_words = said == "yes"
    return _request(
        phone,
        f"/favours/{favour_id}/answers/{new_id()}",
        {
            "answer": said,
            "later_at": clock.to_text(now + seconds * clock.SECOND) if said == "later" else None,
            "started_at": clock.to_text(now),
            "duration_seconds": seconds if has_words else None,
            **_sealed(phone, has_words=has_words),
        },
    )


def withdrawal(phone: Phone, one: str) -> Request:
    """The withdrawal of a favour (FAVOUR) or of an answer (FAVOUR/ANSWER)."""
    return _request(phone, f"/favours/{one.replace('/', '/answers/')}/withdrawal", {})


def id_of(request: Request) -> str:
    """FAVOUR or FAVOUR/ANSWER, of which the request is or which it withdraws."""
    return "/".join(_parts(request.path))


def send(app: Flask, phone: Phone, request: Request) -> Any:
    """Send it as this phone, in any thread: the view. Raises a Problem."""
    kind, act = _act(request)
    with app.test_request_context(f"/api/v1{request.path}", method="PUT", json=request.body):
        told: Any = kind.body.load(request.body)
        return act(FAVOURS, *_parts(request.path), told, caller_of(phone))[0]


def code(app: Flask, phone: Phone, request: Request) -> str:
    """Why it is refused; "" if it is not."""
    try:
        send(app, phone, request)
    except Problem as problem:
        return problem.code
    return ""


def seen(phone: Phone) -> dict[tuple[str, str], Any]:
    """The views that the phone's feed has of favours, by kind and id."""
    mine = (Feed.person_id == phone.person_id) & Feed.kind.in_(KINDS) & Feed.body.is_null(False)
    rows = Feed.select().where(mine)
    return {(row.kind, row.record_id): from_text(row.body) for row in rows}


def work() -> None:
    """Let the worker forget what is due."""
    while reminders.run_due({one.name: one.run for one in FAVOURS.kept.lifetimes}):
        pass


def _sealed(phone: Phone, *, has_words: bool = True) -> dict[str, Any]:
    words = check_in(phone).body["words"] if has_words else None
    return {"edit": 1, "sealed_by": phone.person_id, "words": words, "headline": None}


def _request(phone: Phone, path: str, body: dict[str, Any]) -> Request:
    return Request("favours", path, {"space_id": phone.couple_id, **body})


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if len(part) == len(new_id())]


def _act(request: Request) -> tuple[Any, Any]:
    """The kind of the body, and what takes it."""
    of_answer = "/answers/" in request.path
    if request.path.endswith("/withdrawal"):
        if of_answer:
            return FAVOURS.answer_withdrawals, quiet_requests.withdraw_answer
        return FAVOURS.withdrawals, quiet_requests.withdraw
    if of_answer:
        return FAVOURS.answers, quiet_requests.answer
    return FAVOURS.requests, quiet_requests.ask
