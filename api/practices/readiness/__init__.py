"""Readiness: what one is open to, for a while. An invitation to ask, never consent."""

from ...kernel.practice import Practice
from . import expiry
from .models import Readiness
from .routes import blueprint
from .schemas import ReadinessSchema
from .views import KIND

readiness = Practice(
    name="readiness",
    blueprint=blueprint,
    models=(Readiness,),
    kinds={KIND: ReadinessSchema},
    reminders={expiry.KIND: expiry.expire},
    after_restore=expiry.end_all,
    seat_lost=expiry.drop,
)
