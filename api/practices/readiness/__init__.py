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
    reminders={matches.KIND: matches.look},
    lifetimes=(changes.RESET, expiry.EXPIRY, matches.TRACE),
    after_restore=expiry.end_all,
    seat_lost=expiry.drop,
)
