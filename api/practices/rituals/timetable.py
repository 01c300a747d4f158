"""When rituals take place."""

from ...kernel.schedule.schedules import Schedule
from . import reminders, views
from .kinds import RITUALS
from .models import RitualOccurrence

RITUAL_TIMES = Schedule(
    of=RITUALS,
    one="ritual",
    model=RitualOccurrence,
    stands=views.is_accepted,
    ended=lambda ritual: ritual.ended,
    remind=reminders.queue,
    skipped=views.forget_answers,
)
