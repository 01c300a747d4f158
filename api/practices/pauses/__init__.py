"""Pauses: ask for quiet with one tap, and say when you want to talk."""

from ...kernel.practice import Practice
from . import actions
from .kinds import PAUSE_ENDS, PAUSES, PAUSES_KEPT
from .models import Pause, PauseEnd
from .notices import NOTICES
from .routes import blueprint

pauses = Practice(
    name="pauses",
    blueprint=blueprint,
    models=(Pause, PauseEnd),
    kinds=(PAUSES, PAUSE_ENDS),
    notices=NOTICES,
    lifetimes=PAUSES_KEPT.lifetimes,
    after_restore=actions.forget_again,
    for_professionals=True,
)
