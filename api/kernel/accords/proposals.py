"""Save a proposal, or change it. New terms have to be accepted by everybody again."""

from collections.abc import Mapping
from typing import Any

from .. import clock, records
from ..db import transaction
from ..errors import Problem
from ..records import Write
from ..spaces import Caller
from . import (
    acceptances,
    changes,
    ends,
    lapses,
    refusals,
    standing,
    states,
    views,
    withdrawals,
)
from .accords import A, Accord
from .rows import LapsingRecord


def save(
    accord: Accord[A], record_id: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int, dict[str, str]]:
    """Propose it, or change it: its view, the status, and the ETag.

    Raises what `records.save` raises, `already_ended`, and what the accord's own check refuses.
    """

    def check(write: Write[A]) -> None:
        _check(accord, write)

    def after(write: Write[A]) -> None:
        _after(accord, write)

    with transaction():
        saved = records.save(
            accord.of,
            record_id,
            body,
            caller,
            columns=lambda before: _columns(accord, before, body),
            check=check,
            after=after,
        )
        return records.answer(saved, views.of_record(accord, saved.row))


def read(
    accord: Accord[A], record_id: str, caller: Caller
) -> tuple[Mapping[str, Any], int, dict[str, str]]:
    """Read it, with the state as it is now."""
    row = records.find(accord.of, record_id, caller)
    return views.of_record(accord, row), 200, records.etag(row)


def _columns(accord: Accord[A], before: A | None, body: Mapping[str, Any]) -> Mapping[str, Any]:
    own = accord.stored(body)
    if accord.lapse is not None:
        own = {**own, "lapses_at": clock.from_text(body["lapses_at"])}
    if before is None or _are_new(accord, before, body):
        return {**own, "terms_edit": body["edit"]}
    return own


def _are_new(accord: Accord[A], before: A, body: Mapping[str, Any]) -> bool:
    """Whether a body has other terms than the record had."""
    if accord.terms is None:
        return True
    lapses_at = before.lapses_at if isinstance(before, LapsingRecord) else None
    said = clock.from_text(body["lapses_at"]) if accord.lapse else None
    return (accord.terms(accord.shown(before)), lapses_at) != (accord.terms(body), said)


def _check(accord: Accord[A], write: Write[A]) -> None:
    before, row = write.before, write.row
    if before is not None and states.has_ended(accord, before):
        raise Problem("already_ended")
    if isinstance(row, LapsingRecord) and (before is None or before.terms_edit != row.terms_edit):
        lapses.refuse(accord, lapses_at=row.lapses_at)
    accord.check(write)
    if before is None:
        row.replaces = changes.chosen(accord, write.caller, row, write.body.get("replaces"))


def _after(accord: Accord[A], write: Write[A]) -> None:
    before, row = write.before, write.row
    if before is None or before.terms_edit != row.terms_edit:
        if before is not None:
            withdrawals.note(accord, before)
        changed = _begin_anew(accord, write)
    else:
        changed = [row]
    views.publish(accord, row.space_id, changed)
    if before is None:
        ends.end_if_removed(accord, row)


def _begin_anew(accord: Accord[A], write: Write[A]) -> list[A]:
    """Returns all whose views may have changed by new terms. What was suspended is so no longer, since nobody but the
    author has said yes to these."""
    row = write.row
    acceptances.begin_anew(accord, row, write.caller.person_id)
    said = standing.delete_all(accord.standing, row)
    declined = refusals.forget(accord, row)
    lapses.plan(accord, row)
    changed = changes.settle(accord, row)
    if declined:
        views.unpublish_refusal(accord, row)
    for kind, one in said:
        standing.unpublish(kind, one)
    acceptances.publish(accord, row)
    return changed
