"""Save, withdraw and read readiness."""

from typing import Any

from ...kernel import clock, column_values, removals, repeats, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.rounds.times import is_overtaken
from ...kernel.sealing import refuse_seal
from ...kernel.spaces import Caller
from . import changes, expiry, matches, times, views
from .models import Readiness


def save(caller: Caller, person_id: str, area: str, body: dict[str, Any]) -> Any:
    """Save how ready the caller is. Replaces what they said before in this area."""
    if person_id != caller.person_id:
        raise Problem("not_found")
    with transaction():
        space = spaces.lock(caller, body["space_id"])
        row = views.own_row(space.id, person_id, area)
        created = row is None
        if row is None or row.digest != repeats.request_digest():
            _refuse(caller, space, body)
            if row is None or not _is_overtaken(body, row):
                row = _replace(space.id, person_id, area, body, row)
                views.publish(space.id, area, person_id, spaces.people_of(space.id))
        return views.of_own(row), 201 if created else 200


def read(caller: Caller, person_id: str, area: str) -> Any:
    """Read the caller's readiness, or the partner's as far as the caller may see it."""
    space_id = caller.couple_id or ""
    own = views.own_row(space_id, caller.person_id, area)
    if own is not None and person_id == caller.person_id:
        return views.of_own(own)
    if person_id != caller.partner_id:
        raise Problem("not_found")
    row = views.partners_row(space_id, person_id, area, own)
    shown = row and views.of_partner(row, own)
    if not shown:
        raise Problem("not_found")
    return shown


def _refuse(caller: Caller, space: spaces.Space, body: dict[str, Any]) -> None:
    if space.id != caller.couple_id:
        raise invalid(space_id="Readiness is between the two of you.")
    refuse_seal(space, body, caller)


def _is_overtaken(body: dict[str, Any], row: Readiness) -> bool:
    """Whether the stored row is newer than this request."""
    withdraws = body["state"] == "not_now"
    return is_overtaken(_started(body), row.started_at, withdraws=withdraws)


def _replace(
    space_id: str, person_id: str, area: str, body: dict[str, Any], before: Readiness | None
) -> Readiness:
    """Build and store the new row. Plans are written first, in the same lock order as in the
    worker."""
    started = max(_started(body), before.started_at if before else 0)
    until = times.end(started, body["duration_seconds"] or 0)
    ends = body["state"] != "not_now" and until > clock.now() and started >= removals.restored_at()
    row = Readiness(
        space_id=space_id,
        person_id=person_id,
        area=area,
        reveal=body["reveal"],
        started_at=started,
        digest=repeats.request_digest(),
        **(_said(body, until) if ends else expiry.NOT_NOW),
    )
    changes.count(row, before)
    changes.plan(row)
    expiry.plan(row)
    matches.plan(row)
    if before is not None:
        before.delete_instance()
    row.save(force_insert=True)
    return row


def _said(body: dict[str, Any], until: int) -> dict[str, Any]:
    return {
        "state": body["state"],
        "words": column_values.as_text(body["words"]),
        "duration_seconds": body["duration_seconds"],
        "until": until,
    }


def _started(body: dict[str, Any]) -> int:
    return min(clock.from_text(body["started_at"]), clock.now())
