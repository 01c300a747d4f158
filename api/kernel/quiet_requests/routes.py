"""The six operations of a quiet request: ask, answer, read both, and withdraw either."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_smorest import Blueprint

from ..http import always, operation
from ..identity.access import caller
from . import answering, asking, withdrawing
from .request import QuietRequest


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The description of each operation in the spec."""

    put: str
    get: str
    withdraw: str
    answer: str
    get_answer: str
    withdraw_answer: str


def blueprint_for(kind: QuietRequest, texts: Texts) -> Blueprint:
    """The operations, named by the practice's word for what is asked: `put_ask`, `answer_ask`."""
    made = Blueprint(kind.requests.name, f"{__name__}.{kind.one}", description=kind.about)
    _of_request(made, kind, texts)
    _of_answer(made, kind, texts)
    return made


def _of_request(made: Blueprint, kind: QuietRequest, texts: Texts) -> None:
    def put(body: Mapping[str, Any], **parts: str) -> Any:
        return asking.ask(kind, _request(kind, parts), body, caller())

    def get(**parts: str) -> Any:
        return asking.read(kind, _request(kind, parts), caller())

    def withdraw(body: Mapping[str, Any], **parts: str) -> Any:
        return withdrawing.withdraw(kind, _request(kind, parts), body, caller())

    put.__doc__, get.__doc__, withdraw.__doc__ = texts.put, texts.get, texts.withdraw
    asked = kind.requests
    operation(
        made,
        "PUT",
        asked.path,
        f"put_{kind.one}",
        newcomer="may",
        body=asked.body,
        answer=asked.view,
        statuses=(200, 201),
        problems=(*_WRITTEN, "paused", "open_ask", "resting", "full_today", "full"),
        edited=True,
    )(put)
    operation(made, "GET", asked.path, f"get_{kind.one}", answer=asked.view, edited=True)(get)
    operation(
        made,
        "PUT",
        kind.withdrawals.path,
        f"withdraw_{kind.one}",
        newcomer="may",
        body=kind.withdrawals.body,
        answer=kind.withdrawals.view,
        statuses=(200, 201),
        problems=("gone",),
        protects=always,
    )(withdraw)


def _of_answer(made: Blueprint, kind: QuietRequest, texts: Texts) -> None:
    def put(body: Mapping[str, Any], answer_id: str, **parts: str) -> Any:
        return answering.answer(kind, _request(kind, parts), answer_id, body, caller())

    def get(answer_id: str, **parts: str) -> Any:
        return answering.read_answer(kind, _request(kind, parts), answer_id, caller())

    def withdraw(body: Mapping[str, Any], answer_id: str, **parts: str) -> Any:
        return withdrawing.withdraw_answer(kind, _request(kind, parts), answer_id, body, caller())

    put.__doc__, get.__doc__ = texts.answer, texts.get_answer
    withdraw.__doc__ = texts.withdraw_answer
    said = kind.answers
    operation(
        made,
        "PUT",
        said.path,
        f"answer_{kind.one}",
        newcomer="may",
        body=said.body,
        answer=said.view,
        statuses=(200, 201),
        problems=(*_WRITTEN, *_PAUSED[kind.yes_in_pause], "full_today", "full"),
        edited=True,
    )(put)
    operation(made, "GET", said.path, f"get_{kind.one}_answer", answer=said.view, edited=True)(get)
    operation(
        made,
        "PUT",
        kind.answer_withdrawals.path,
        f"withdraw_{kind.one}_answer",
        newcomer="may",
        body=kind.answer_withdrawals.body,
        answer=kind.answer_withdrawals.view,
        statuses=(200, 201),
        problems=("gone",),
        protects=always,
    )(withdraw)


_WRITTEN = ("old_key", "gone", "stale_edit", "already_ended")
_PAUSED: Mapping[bool, tuple[str, ...]] = {True: (), False: ("paused",)}


def _request(kind: QuietRequest, parts: Mapping[str, str]) -> str:
    return parts[f"{kind.one}_id"]
