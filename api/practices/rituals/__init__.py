"""Rituals: things that come back, once both have said yes."""

from ...kernel.practice import Practice
from . import reminders
from .calendar_routes import blueprint
from .models import CalendarLink, Ritual, RitualAcceptance, RitualAnswer, RitualOccurrence
from .schemas import AcceptanceSchema, AnswerSchema, EndSchema, OccurrenceSchema, RitualSchema

rituals = Practice(
    name="rituals",
    blueprint=blueprint,
    models=(Ritual, RitualAcceptance, RitualOccurrence, RitualAnswer, CalendarLink),
    kinds={
        "rituals": RitualSchema,
        "ritual_acceptances": AcceptanceSchema,
        "ritual_occurrences": OccurrenceSchema,
        "ritual_answers": AnswerSchema,
        "ritual_ends": EndSchema,
    },
    reminders={
        reminders.REMINDER: reminders.remind,
        reminders.SNOOZED: reminders.remind_again,
    },
)
