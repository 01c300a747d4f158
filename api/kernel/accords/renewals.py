"""Renew an accord that lapses. The day moves once everybody has renewed it, to the earliest day that they said.

A renewal can be withdrawn, also after the day has moved: then the day moves back, and what is over by that lapses. So
a withdrawal wins over the other's yes, whichever came first.
"""

from collections.abc import Mapping
from typing import Any

from .. import clock, records
from ..db import transaction
from ..errors import Problem, invalid
from ..records import Write
from ..spaces import Caller
from . import changes, lapses, standing, states, views, withdrawals
from .accords import A, Accord
from .rows import RenewalRow

MOST = 8
"""How many renewals of one person stand at once; of more the one with the earliest day goes."""


def save(
    accord: Accord[A], record_id: str, renewal_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int]:
    """Renew what both have accepted.

    Raises `not_found`, `already_ended`, `stale_edit` if the terms are newer than the caller has seen, `declined`,
    `invalid` for a day that is over or too far off and for what not everybody has accepted, `gone` for a renewal that
    was withdrawn, and `too_soon` for a newcomer.
    """
    kind = accord.renewals
    until = clock.from_text(body["until"])
    with transaction():
        record = records.locked(accord.of, body["space_id"], record_id, caller)
        saved = records.save(
            kind,
            f"{record_id}/{renewal_id}",
            body,
            caller,
            columns=lambda _before: {
                "accord_id": record_id,
                "until": until,
                "seen_edit": body["seen_edit"],
            },
            check=lambda write: _check(accord, record, write),
            after=lambda write: _renew(accord, record, write.row),
        )
        return standing.answer(kind, saved)


def withdraw(accord: Accord[A], record_id: str, renewal_id: str, caller: Caller) -> None:
    """Withdraw one's own renewal; done before, it changes nothing. Raises `not_found` and `too_soon`."""
    with transaction():
        row = standing.own(accord.renewals, accord.of, record_id, renewal_id, caller)
        if row is not None:
            _withdraw(accord, row)


def withdraw_again(accord: Accord[A]) -> None:
    """After a restore: withdraw what was withdrawn since the backup."""
    for row in records.removed(accord.renewals):
        _withdraw(accord, row)


def _check(accord: Accord[A], record: A, write: Write[RenewalRow]) -> None:
    if write.caller.newcomer:  # whoever found the words holds nobody
        raise Problem("too_soon")
    if states.has_ended(accord, record):
        raise Problem("already_ended")
    if not record.terms_edit <= write.row.seen_edit <= record.edit:
        raise Problem("stale_edit")
    if states.refusal_of(accord, record) is not None or withdrawals.is_withdrawn(accord, record):
        raise Problem("declined")
    if not states.is_agreed(accord, record):
        raise invalid(until="Only what everybody has accepted can be renewed.")
    lapses.refuse(accord, until=write.row.until)


def _renew(accord: Accord[A], record: A, row: RenewalRow) -> None:
    kind = accord.renewals
    theirs = [one for one in states.standing(kind, record) if one.author_id == row.author_id]
    others = sorted((one for one in theirs if one.id != row.id), key=lambda one: -one.until)
    beyond = others[MOST - 1 :]
    standing.delete(kind, beyond)
    lapses.plan(accord, record)
    changed = changes.settle(accord, record)
    for one in beyond:
        standing.unpublish(kind, one)
    views.publish_standing(kind, row)
    views.publish(accord, record.space_id, changed)


def _withdraw(accord: Accord[A], row: RenewalRow) -> None:
    kind = accord.renewals
    standing.note(kind, row)
    standing.delete(kind, [row])
    record = states.find(accord, row.space_id, row.accord_id)
    if record is not None and record.ended is None:
        lapses.settle(accord, record)
    standing.unpublish(kind, row)
