"""Check-ins: say with one tap how you are."""

from ...kernel.practice import Practice
from . import actions, reminders
from .models import CheckIn, CheckInReminder
from .routes import blueprint
from .schemas import CheckInSchema

checkins = Practice(
    name="checkins",
    blueprint=blueprint,
    models=(CheckIn, CheckInReminder),
    kinds={"check_ins": CheckInSchema},
    reminders={reminders.DAILY: reminders.remind},
    after_restore=actions.undo_again,
)
