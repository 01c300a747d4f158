"""Save and read a ritual."""

from collections.abc import Mapping
from typing import Any

from ...kernel import audiences, clock, records, spaces
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.schedule import schedules, timetable
from ...kernel.spaces import Caller
from . import acceptances, ends, refusals, replacements, views, withdrawals
from .kinds import RITUALS
from .models import Ritual

MOST = 100
"""How many rituals with future times one author may have in a space."""
MOST_KEPT = 500
"""How many rituals that nobody has ended one author may have in a space, past ones included."""


def save(caller: Caller, ritual_id: str, body: dict[str, Any]) -> Any:
    """Propose a ritual, or change it. A changed schedule has to be accepted by everybody again."""
    with transaction():
        spaces.lock(caller, body["space_id"])
        before = Ritual.get_or_none(Ritual.space_id == body["space_id"], Ritual.id == ritual_id)
        anew = before is None or _schedule_of(before) != _schedule(body)
        values = _values(body)
        if before is None:
            _refuse_too_many(caller, body["space_id"])
            asked = body.get("replaces")
            values["replaces"] = replacements.chosen(caller, body["space_id"], ritual_id, asked)
        if anew:
            values["schedule_edit"] = body["edit"]

        def columns(row: Ritual | None) -> Mapping[str, Any]:
            if row is not None and row.ended is not None:
                raise Problem("already_ended")
            return values

        saved = records.save(RITUALS, ritual_id, body, caller, columns=columns)
        if not saved.repeated:
            if before is not None and anew:
                withdrawals.note(before)
            changed = _accept_anew(caller, saved.row) if anew else [saved.row]
            views.publish_rituals(audiences.readers(RITUALS.name, body["space_id"]), changed)
        if saved.created:
            ends.end_if_removed(saved.row)
        return records.answer(saved, views.of_ritual(saved.row))


def read(caller: Caller, ritual_id: str) -> Any:
    row = records.find(RITUALS, ritual_id, caller)
    return views.of_ritual(row), 200, records.etag(row)


def _refuse_too_many(caller: Caller, space_id: str) -> None:
    """Refuse more than `MOST` rituals: each costs work at every reminder and calendar fetch until
    its last time."""
    live = (Ritual.space_id == space_id) & Ritual.ended.is_null()
    own = Ritual.select().where(live & (Ritual.author_id == caller.person_id))
    kept = own.count()
    if kept < MOST:
        return
    if (
        kept >= MOST_KEPT
        or sum(not timetable.is_over(ritual, clock.now()) for ritual in own) >= MOST
    ):
        raise Problem("full")


def _accept_anew(caller: Caller, ritual: Ritual) -> list[Ritual]:
    """Returns all rituals whose views may have changed by a new schedule."""
    acceptances.begin_anew(ritual, caller.person_id)
    declined = refusals.forget(ritual)
    changed = replacements.settle(ritual)
    if declined:
        views.unpublish(views.REFUSALS, audiences.readers(RITUALS.name, ritual.space_id), ritual)
    acceptances.publish(ritual)
    return changed


def _values(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": body["kind"],
        **schedules.stored(body),
        "headline": records.as_text(body["headline"]),
    }


def _schedule(signals: Mapping[str, Any]) -> Any:
    """The schedule that people accept, to compare: kind, recurrence and lead times."""
    return signals["kind"], schedules.terms(signals)


def _schedule_of(ritual: Ritual) -> Any:
    return _schedule({"kind": ritual.kind, **schedules.shown(ritual)})
