"""Limit how often a person becomes ready in an area: each time restarts the wait before a match."""

from ...kernel import clock
from ...kernel.lifetimes import Lifetime
from ...kernel.rounds import pace
from ...kernel.rounds.pace import Pace
from .models import Readiness


def count(row: Readiness, before: Readiness | None) -> None:
    """Set on the new `row` since when the person is ready, and count how often they became ready.

    A change while they are ready (another end, another rule, energy) does not count. Raises
    `often_ready`.
    """
    is_ready = before is not None and before.state == "ready" and before.until > clock.now()
    paced = pace.count(_pace_of(before), given=row.state == "ready", goes_on=is_ready)
    row.ready_since, row.counted_from, row.count = paced.since, paced.counted_from, paced.count


def plan(row: Readiness) -> None:
    """Plan to reset the count after its hour: otherwise it would show later that a *ready* was
    withdrawn."""
    if row.count:
        RESET.plan(row.space_id, f"{row.person_id}/{row.area}", row.counted_from + clock.HOUR)


def _reset(space_id: str, key: str) -> None:
    """Reset the count, unless a new hour has begun."""
    person_id, area = key.split("/")
    Readiness.update(counted_from=0, count=0).where(
        (Readiness.space_id == space_id)
        & (Readiness.person_id == person_id)
        & (Readiness.area == area)
        & (Readiness.counted_from <= clock.now() - clock.HOUR)
    ).execute()


RESET = Lifetime(name="readiness_often", act=_reset, holds_space=False)


def _pace_of(row: Readiness | None) -> Pace:
    return Pace() if row is None else Pace(row.ready_since, row.counted_from, row.count)
