"""How long a readiness lasts, when it can match, and how long a match leaves its trace.

Instants are milliseconds since the epoch. What the partner may see is never finer than a quarter of
an hour, so that no end tells the minute of a tap: a duration is mostly a round number of hours.
"""

from ...kernel import clock
from .schemas import LONGEST_SECONDS

STANDS = 5 * clock.MINUTE
"""How long *ready* must have stood before it can match."""
QUARTER = 15 * clock.MINUTE
TRACE = clock.HOUR
"""How long both see that they were both ready, at least."""


def end(started: int, seconds: int) -> int:
    """The quarter of an hour in which a readiness is over: the next one, but within a day the last."""
    longest = started + LONGEST_SECONDS * clock.SECOND
    rounded = _up(started + seconds * clock.SECOND, QUARTER)
    return rounded if rounded <= longest else rounded - QUARTER


def ripe(ready_since: int) -> int:
    """From when it can match: five to ten minutes later, on a full five minutes for everybody, so that
    the moment of a match does not tell the minute of a tap either."""
    return _up(ready_since + STANDS, STANDS)


def trace_end(matched_at: int) -> int:
    return _up(matched_at + TRACE, QUARTER)


def _up(instant: int, step: int) -> int:
    return -(-instant // step) * step
