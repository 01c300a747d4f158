"""The five operations of an accord: propose, read, accept, decline and end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_smorest import Blueprint

from ..http import always, operation
from ..identity.access import caller
from . import acceptances, ends, proposals, refusals
from .accords import Accord


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The description of each operation in the spec."""

    put: str
    get: str
    accept: str
    decline: str
    end: str


def blueprint_for(accord: Accord[Any], texts: Texts) -> Blueprint:
    """The operations, named by the practice's word for one: `put_ritual`, `accept_ritual`."""
    made = Blueprint(accord.of.name, f"{__name__}.{accord.one}", description=accord.of.about)
    _of_proposal(made, accord, texts)
    _of_answer(made, accord, texts)
    _of_end(made, accord, texts)
    return made


def _of_proposal(made: Blueprint, accord: Accord[Any], texts: Texts) -> None:
    def put(body: Mapping[str, Any], **parts: str) -> Any:
        return proposals.save(accord, _record(accord, parts), body, caller())

    def get(**parts: str) -> Any:
        return proposals.read(accord, _record(accord, parts), caller())

    put.__doc__, get.__doc__ = texts.put, texts.get
    of = accord.of
    operation(
        made,
        "PUT",
        of.path,
        f"put_{accord.one}",
        newcomer="own",
        body=of.body,
        answer=of.view,
        statuses=(200, 201),
        problems=("old_key", "id_taken", *_TERMS, "full_today", "full"),
        edited=True,
    )(put)
    operation(made, "GET", of.path, f"get_{accord.one}", answer=of.view, edited=True)(get)


def _of_answer(made: Blueprint, accord: Accord[Any], texts: Texts) -> None:
    def accept(body: Mapping[str, Any], **parts: str) -> Any:
        return acceptances.save(accord, _record(accord, parts), body, caller())

    def decline(body: Mapping[str, Any], **parts: str) -> Any:
        return refusals.save(accord, _record(accord, parts), body, caller())

    accept.__doc__, decline.__doc__ = texts.accept, texts.decline
    operation(
        made,
        "PUT",
        accord.yes.path,
        f"accept_{accord.one}",
        newcomer="never" if accord.signed else "may",
        body=accord.yes.body,
        answer=accord.yes.view,
        statuses=(200, 201),
        problems=(*_TERMS, "declined"),
    )(accept)
    operation(
        made,
        "PUT",
        f"{accord.of.path}/refusal",
        f"decline_{accord.one}",
        protects=always,
        newcomer="own",
        body=accord.refusal_body(),
        answer=accord.refusal_view(),
        statuses=(200, 201),
        problems=_TERMS,
    )(decline)


def _of_end(made: Blueprint, accord: Accord[Any], texts: Texts) -> None:
    def end(body: Mapping[str, Any], **parts: str) -> Any:
        return ends.save(accord, _record(accord, parts), body, caller())

    end.__doc__ = texts.end
    operation(
        made,
        "PUT",
        accord.end.path,
        f"end_{accord.one}",
        protects=always,
        newcomer="own",
        body=accord.end.body,
        answer=accord.end.view,
        statuses=(200, 201),
        problems=("already_ended",),
    )(end)


_TERMS = ("already_ended", "stale_edit")


def _record(accord: Accord[Any], parts: Mapping[str, str]) -> str:
    return parts[f"{accord.one}_id"]
