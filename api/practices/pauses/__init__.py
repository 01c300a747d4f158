"""Pauses: ask for quiet with one tap, and say when you want to talk."""

from ...kernel.practice import Practice
from . import retention
from .models import Pause, PauseEnd
from .routes import blueprint
from .schemas import PauseEndSchema, PauseSchema

pauses = Practice(
    name="pauses",
    blueprint=blueprint,
    models=(Pause, PauseEnd),
    kinds={"pauses": PauseSchema, "pause_ends": PauseEndSchema},
    reminders={retention.KIND: retention.forget},
    after_restore=retention.forget_again,
)
