"""A person can let one ritual remind them in quiet hours, as long as its schedule stays as they saw
it.

The partner never sees it. Moved times stay silent in quiet hours, since either person can move one
without asking. After a change of the schedule the person has to allow it again. A pause still
silences all.
"""

from typing import Any

from ...kernel import records
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.push import notices
from ...kernel.records import Write
from ...kernel.schedule.schedules import Time
from ...kernel.spaces import Caller
from ...kernel.statements import by_id
from .kinds import QUIET_HOURS, RITUALS
from .models import Ritual, RitualQuietHours


def save(caller: Caller, ritual_id: str, body: dict[str, Any]) -> Any:
    """Let one ritual remind the caller in quiet hours, or stop it.

    Raises `not_found`, and `stale_edit` if the schedule has changed since `ritual_edit`.
    """
    if body["space_id"] != caller.person_id:
        raise Problem("not_found")
    values = {"reminds": body["reminds"], "ritual_edit": body["ritual_edit"]}
    with transaction():
        saved = records.save(
            QUIET_HOURS,
            ritual_id,
            body,
            caller,
            columns=lambda _before: values,
            check=_refuse_unseen,
            after=_publish,
        )
    return records.answer(saved, _view(saved.row))


def lets_through(ritual: Ritual, time: Time, person_id: str) -> bool:
    """Whether this person wants a reminder of this time even in quiet hours."""
    if time.change is not None and time.change.moved_to is not None:
        return False
    row = _row(ritual, person_id)
    return row is not None and row.reminds and row.ritual_edit >= ritual.terms_edit


def has_seen_words(ritual: Ritual, person_id: str) -> bool:
    """Whether the words of a ritual let through are this person's own, or those they saw when they let it through."""
    row = _row(ritual, person_id)
    return ritual.sealed_by == person_id or (row is not None and row.ritual_edit >= ritual.edit)


def _row(ritual: Ritual, person_id: str) -> RitualQuietHours | None:
    return by_id(RitualQuietHours, person_id, ritual.id)


def _refuse_unseen(write: Write[RitualQuietHours]) -> None:
    ritual_id, ritual_edit = write.row.id, write.row.ritual_edit
    chosen = Ritual.space_id.in_(write.caller.space_ids) & (Ritual.id == ritual_id)
    ritual = Ritual.get_or_none(chosen)
    if ritual is None:
        raise Problem("not_found")
    if not ritual.terms_edit <= ritual_edit <= ritual.edit:
        raise Problem("stale_edit")


def _publish(write: Write[RitualQuietHours]) -> None:
    """Put it into the person's own feed, and stop what is queued already if it may no longer pass."""
    row = write.row
    if not row.reminds:
        notices.keep_quiet(row.author_id, RITUALS.name, row.id)
    records.publish(QUIET_HOURS, row, [row.author_id], _view(row))


def _view(row: RitualQuietHours) -> dict[str, Any]:
    return {
        "id": row.id,
        "space_id": row.space_id,
        "author_id": row.author_id,
        "edit": row.edit,
        "reminds": row.reminds,
        "ritual_edit": row.ritual_edit,
    }
