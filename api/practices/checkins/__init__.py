"""Check-ins: say with one tap how you are."""

from ...kernel.practice import Practice
from ...kernel.reminders import Together
from . import reminders
from .kinds import CHECK_INS
from .models import CheckIn, CheckInReminder
from .notices import NOTICES
from .routes import RESOURCE

checkins = Practice(
    name="checkins",
    blueprint=RESOURCE.blueprint,
    models=(CheckIn, CheckInReminder),
    kinds=(CHECK_INS,),
    notices=NOTICES,
    reminders={reminders.DAILY: Together(reminders.remind)},
    preferences_saved=reminders.plan_daily,
    after_restore=RESOURCE.delete_again,
    for_professionals=True,
)
