"""Rituals: recurring times that remind once both have accepted them."""

from ...kernel.practice import Practice
from ...kernel.schedule import lead_times
from . import calendar_links, ends, refusals, withdrawals
from .calendar_routes import blueprint
from .kinds import QUIET_HOURS, RITUAL_ACCEPTANCES, RITUAL_ENDS, RITUALS
from .models import (
    CalendarLink,
    Ritual,
    RitualAcceptance,
    RitualAnswer,
    RitualEnd,
    RitualOccurrence,
    RitualQuietHours,
    RitualRefusal,
)
from .notices import NOTICES
from .schemas import (
    RitualAnswerSchema,
    RitualOccurrenceSchema,
    RitualRefusalSchema,
)
from .timetable import RITUAL_TIMES


def _after_restore() -> None:
    ends.end_again()
    withdrawals.withdraw_again()
    calendar_links.revoke_again()


rituals = Practice(
    name="rituals",
    blueprint=blueprint,
    models=(
        Ritual,
        RitualAcceptance,
        RitualRefusal,
        RitualEnd,
        RitualOccurrence,
        RitualAnswer,
        RitualQuietHours,
        CalendarLink,
    ),
    kinds=(RITUALS, RITUAL_ACCEPTANCES, RITUAL_ENDS, QUIET_HOURS),
    nouns={
        "ritual_refusals": RitualRefusalSchema,
        "ritual_occurrences": RitualOccurrenceSchema,
        "ritual_answers": RitualAnswerSchema,
    },
    notices=NOTICES,
    reminders={
        **lead_times.actions(RITUAL_TIMES),
        refusals.END: ends.end_declined,
        refusals.TRACE: refusals.forget_trace,
    },
    after_restore=_after_restore,
    for_professionals=True,
)
