"""The rules of a ritual: when it takes place, and what both accept of it."""

from collections.abc import Mapping
from typing import Any

from ...kernel import clock, column_values
from ...kernel.accords import states
from ...kernel.accords.accords import Accord
from ...kernel.errors import Problem
from ...kernel.records import Write
from ...kernel.schedule import lead_times, schedules, timetable
from ...kernel.schedule.schedules import Schedule
from . import on_my_way, reminders
from .kinds import RITUAL_ACCEPTANCES, RITUAL_ENDS, RITUALS
from .models import Ritual, RitualOccurrence, RitualRefusal

MOST = 100
"""How many rituals with future times one author may have in a space."""
MOST_KEPT = 500
"""How many rituals that nobody has ended one author may have in a space, past ones included."""


def is_in_force(ritual: Ritual) -> bool:
    """Whether it reminds: everybody has accepted it, nothing replaces it, and it has not ended."""
    return states.is_in_force(RITUAL_ACCORD, ritual)


def _stored(body: Mapping[str, Any]) -> Mapping[str, Any]:
    headline = column_values.as_text(body["headline"])
    return {"kind": body["kind"], "headline": headline, **schedules.stored(body)}


def _shown(ritual: Ritual) -> Mapping[str, Any]:
    headline = column_values.from_text(ritual.headline)
    plain = {"headline": headline, "schedule_edit": ritual.terms_edit}
    return {"kind": ritual.kind, **plain, **schedules.shown(ritual)}


def _refuse_too_many(write: Write[Ritual]) -> None:
    """Refuse more than `MOST` rituals: each costs work at every reminder and calendar fetch until
    its last time."""
    if write.before is not None:
        return
    live = (Ritual.space_id == write.row.space_id) & Ritual.ended.is_null()
    own = Ritual.select().where(live & (Ritual.author_id == write.caller.person_id))
    kept = own.count()
    if kept < MOST:
        return
    if (
        kept >= MOST_KEPT
        or sum(not timetable.is_over(ritual, clock.now()) for ritual in own) >= MOST
    ):
        raise Problem("full")


RITUAL_TIMES = Schedule(
    of=RITUALS,
    one="ritual",
    model=RitualOccurrence,
    stands=is_in_force,
    ended=lambda ritual: ritual.ended,
    remind=reminders.message,
    skipped=on_my_way.forget,
)
RITUAL_ACCORD = Accord(
    of=RITUALS,
    one="ritual",
    yes=RITUAL_ACCEPTANCES,
    end=RITUAL_ENDS,
    refusal=RitualRefusal,
    terms=lambda signals: (signals["kind"], schedules.terms(signals)),
    stored=_stored,
    shown=_shown,
    check=_refuse_too_many,
    settled=lambda ritual: lead_times.plan(RITUAL_TIMES, ritual),
    ended=lambda ritual: lead_times.unplan(RITUAL_TIMES, ritual),
    withdrawn="ritual_schedules",
)
