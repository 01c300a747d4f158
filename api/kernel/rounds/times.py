"""When two answers can meet. Instants are milliseconds since the epoch."""

from .. import clock

STANDS = 5 * clock.MINUTE
"""How long an answer must have stood before it can meet the partner's."""


def ripe(since: int) -> int:
    """When it can meet the partner's: five to ten minutes later, on a five-minute mark that is common to everybody,
    so that the time of a reveal does not give away the minute of the tap."""
    return up(since + STANDS, STANDS)


def up(instant: int, step: int) -> int:
    """The first multiple of `step` at or after an instant."""
    return -(-instant // step) * step
