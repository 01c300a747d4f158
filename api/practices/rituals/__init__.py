"""Rituals: recurring times that remind once both have accepted them."""

from ...kernel.accords import later
from ...kernel.practice import Practice
from ...kernel.schedule import lead_times
from . import calendar_links
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
from .rules import RITUAL_ACCORD, RITUAL_TIMES
from .schemas import (
    RitualAnswerSchema,
    RitualOccurrenceSchema,
)


def _after_restore() -> None:
    later.after_restore(RITUAL_ACCORD)
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
        RITUAL_ACCORD.refusals: RITUAL_ACCORD.refusal_view,
        "ritual_occurrences": RitualOccurrenceSchema,
        "ritual_answers": RitualAnswerSchema,
    },
    notices=NOTICES,
    reminders=lead_times.actions(RITUAL_TIMES),
    lifetimes=later.lifetimes(RITUAL_ACCORD),
    after_restore=_after_restore,
    for_professionals=True,
)
