"""When two answers can meet, and which of two counts. Instants are milliseconds since the epoch."""

from .. import clock, records

STANDS = 5 * clock.MINUTE
"""How long an answer must have stood before it can meet the partner's."""


def ripe(since: int) -> int:
    """When it can meet the partner's: five to ten minutes later, on a five-minute mark that is common to everybody,
    so that the time of a reveal does not give away the minute of the tap."""
    return up(since + STANDS, STANDS)


def up(instant: int, step: int) -> int:
    """The first multiple of `step` at or after an instant."""
    return -(-instant // step) * step


def is_overtaken(said_at: int, stored_at: int, *, withdraws: bool) -> bool:
    """Whether what is stored was said after this. Phone clocks may be wrong: in doubt, a withdrawal wins."""
    return said_at + (records.CLOCK_SLACK if withdraws else 0) < stored_at
