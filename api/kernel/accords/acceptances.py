"""Accept the current terms of an accord. New terms begin with the yes of their author alone, or, where each yes is a
signature, with none."""

from collections.abc import Mapping
from typing import Any

from .. import listed, nouns
from ..errors import Problem
from ..nouns import Write
from ..spaces import Caller
from . import changes, signatures, states, views, withdrawals
from .accords import A, Accord
from .signatures import SignedYes


def save(
    accord: Accord[A], record_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """Accept the current terms. Once everybody has, it is in force.

    Raises `stale_edit` if the terms are newer than the caller has seen, `already_ended`, `declined` for terms that
    anybody has declined, and what `signatures.refuse_unfit` raises.
    """

    def check(write: Write[A, Any]) -> None:
        record = write.record
        if states.has_ended(accord, record):
            raise Problem("already_ended")
        no = states.refusal_of(accord, record)
        if no is not None or withdrawals.is_withdrawn(accord, record):
            raise Problem("declined")
        if isinstance(accord.yes, SignedYes):
            signatures.refuse_unfit(accord.yes, caller, write.row)

    def after(write: Write[A, Any]) -> None:
        views.publish(accord, write.record.space_id, changes.settle(accord, write.record))

    return nouns.say(accord.yes, record_id, body, caller, check=check, after=after)


def begin_anew(accord: Accord[A], record: A, person_id: str) -> None:
    """Of new terms, let their author alone have accepted them, or nobody where each yes is a signature. Publish that
    afterwards."""
    model = accord.yes.model
    model.delete().where(accord.yes.said(record.space_id, record.id)).execute()
    if accord.signed:
        return
    key = {"space_id": record.space_id, "id": record.id, "author_id": person_id}
    model.insert(**key, at=record.received).execute()


def withdraw(accord: Accord[A], record: A, person_id: str) -> bool:
    """Withdraw this person's yes. Returns whether there was one; publish that afterwards."""
    model = accord.yes.model
    own = accord.yes.said(record.space_id, record.id) & (model.author_id == person_id)
    return model.delete().where(own).execute() > 0


def publish(accord: Accord[A], record: A) -> None:
    """Publish who has accepted it."""
    listed.publish(accord.yes, record.space_id, record.id)
