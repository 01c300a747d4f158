"""All practices, in the order in which the app registers them."""

from ..kernel.practice import Practice
from .asks import asks
from .checkins import checkins
from .conversations import conversations
from .journal import journal
from .patterns import patterns
from .pauses import pauses
from .profiles import profiles
from .readiness import readiness
from .reflections import reflections
from .rituals import rituals
from .topics import topics
from .wins import wins
from .wobbles import wobbles

PRACTICES: tuple[Practice, ...] = (
    checkins,
    pauses,
    readiness,
    asks,
    wobbles,
    conversations,
    rituals,
    topics,
    patterns,
    journal,
    reflections,
    wins,
    profiles,
)
