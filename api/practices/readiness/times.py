"""How long readiness lasts, when it can match, and how long the trace of a match is kept.

Instants are milliseconds since the epoch. The partner never sees a time finer than a quarter of an
hour: durations are mostly round, so a finer end would give away the minute of the tap.
"""

from ...kernel import clock
from .schemas import LONGEST_SECONDS

STANDS = 5 * clock.MINUTE
"""How long a *ready* must have lasted before it can match."""
QUARTER = 15 * clock.MINUTE
TRACE = clock.HOUR
"""How long both see that they were both ready, at least."""


def end(started: int, seconds: int) -> int:
    """The end of readiness, rounded up to a quarter of an hour, or down if it would exceed the
    longest duration."""
    longest = started + LONGEST_SECONDS * clock.SECOND
    rounded = _up(started + seconds * clock.SECOND, QUARTER)
    return rounded if rounded <= longest else rounded - QUARTER


def ripe(ready_since: int) -> int:
    """When it can match: five to ten minutes later, on a five-minute mark that is common to
    everybody, so that the time of a match does not give away the minute of the tap."""
    return _up(ready_since + STANDS, STANDS)


def trace_end(matched_at: int) -> int:
    return _up(matched_at + TRACE, QUARTER)


def _up(instant: int, step: int) -> int:
    return -(-instant // step) * step
