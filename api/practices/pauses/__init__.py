"""Pauses: ask for quiet with one tap, and say when you want to talk."""

from ...kernel.practice import Practice
from . import retention
from .kinds import PAUSE_ENDS, PAUSES
from .models import Pause, PauseEnd
from .notices import NOTICES
from .routes import blueprint

pauses = Practice(
    name="pauses",
    blueprint=blueprint,
    models=(Pause, PauseEnd),
    kinds=(PAUSES, PAUSE_ENDS),
    notices=NOTICES,
    reminders={retention.KIND: retention.forget},
    after_restore=retention.forget_again,
    for_professionals=True,
)
