"""How long readiness lasts, and how long the trace of a match is kept.

Instants are milliseconds since the epoch. The partner never sees a time finer than a quarter of an
hour: durations are mostly round, so a finer end would give away the minute of the tap.
"""

from ...kernel import clock
from ...kernel.rounds.times import up
from .schemas import LONGEST_SECONDS

QUARTER = 15 * clock.MINUTE
TRACE = clock.HOUR
"""How long both see that they were both ready, at least."""


def end(started: int, seconds: int) -> int:
    """The end of readiness, rounded up to a quarter of an hour, or down if it would exceed the
    longest duration."""
    longest = started + LONGEST_SECONDS * clock.SECOND
    rounded = up(started + seconds * clock.SECOND, QUARTER)
    return rounded if rounded <= longest else rounded - QUARTER


def trace_end(matched_at: int) -> int:
    return up(matched_at + TRACE, QUARTER)
