"""How often a person may give an answer: each time restarts the wait before a reveal, so each is a probe."""

from dataclasses import dataclass, replace

from .. import clock
from ..errors import Problem

AN_HOUR = 6
"""How often a person may give the same answer within an hour. Nothing else is counted."""


@dataclass(frozen=True)
class Pace:
    """`since` is when the server received the answer that still stands, 0 if none does; `counted_from` and `count` say
    how often it was given within an hour. Columns of the same names hold it."""

    since: int = 0
    counted_from: int = 0
    count: int = 0


def count(before: Pace, *, given: bool, goes_on: bool) -> Pace:
    """The pace after an answer is given or withdrawn.

    `goes_on`: the answer before still stands, so this is a change, which is not counted and restarts no wait.
    Raises `often_ready`.
    """
    now = clock.now()
    lately = replace(before, since=0) if before.counted_from > now - clock.HOUR else Pace()
    if not given:
        return lately
    if goes_on:
        return replace(lately, since=before.since)
    if lately.count == AN_HOUR:
        raise Problem("often_ready")
    return Pace(now, lately.counted_from or now, lately.count + 1)
