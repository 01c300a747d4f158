"""Readiness: what you are open to, for a while. It invites the partner to ask, and is never
consent."""

from ...kernel.practice import Practice
from . import changes, expiry, matches
from .kinds import READINESS
from .models import Readiness, ReadinessMatch
from .routes import blueprint
from .schemas import ReadinessMatchSchema
from .views import MATCH

readiness = Practice(
    name="readiness",
    blueprint=blueprint,
    models=(Readiness, ReadinessMatch),
    kinds=(READINESS,),
    nouns={MATCH: ReadinessMatchSchema},
    reminders={
        changes.KIND: changes.forget,
        matches.KIND: matches.look,
        matches.TRACE: matches.forget,
    },
    lifetimes=(expiry.EXPIRY,),
    after_restore=expiry.end_all,
    seat_lost=expiry.drop,
)
