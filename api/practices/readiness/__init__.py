"""Readiness: what you are open to, for a while. It invites the partner to ask, and is never
consent."""

from ...kernel.practice import Practice
from . import changes, expiry, matches
from .models import Readiness, ReadinessMatch
from .routes import blueprint
from .schemas import ReadinessMatchSchema, ReadinessSchema
from .views import KIND, MATCH

readiness = Practice(
    name="readiness",
    blueprint=blueprint,
    models=(Readiness, ReadinessMatch),
    kinds={KIND: ReadinessSchema, MATCH: ReadinessMatchSchema},
    reminders={
        changes.KIND: changes.forget,
        expiry.KIND: expiry.expire,
        matches.KIND: matches.look,
        matches.TRACE: matches.forget,
    },
    after_restore=expiry.end_all,
    seat_lost=expiry.drop,
)
