"""The push that both are in a pattern."""

from ...kernel import clock, spaces
from ...kernel.push import notices, payload
from ...kernel.push.messages import Message
from .kinds import PATTERNS
from .models import Pattern
from .notices import IN_IT


def tell_both(pattern: Pattern, until: int) -> None:
    """Push to every phone of both alike, the one included on which it was said: neither what waits to be sent nor
    what a lock screen shows may tell who said it."""
    notices.queue_all(
        Message(
            person_id,
            IN_IT,
            space_id=pattern.space_id,
            record_kind=PATTERNS.name,
            record_id=pattern.id,
            navigate=f"/patterns/{pattern.id}",
            ttl_ms=until - clock.now(),
            urgency="high",
            topic=f"pattern/{pattern.id}",
            extra=payload.sealed(PATTERNS, pattern),
        )
        for person_id in spaces.people_of(pattern.space_id)
    )
