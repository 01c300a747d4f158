"""How often one becomes ready in an area: each time begins anew to stand, and only so often an hour."""

from ...kernel import clock, reminders
from ...kernel.errors import Problem
from ...kernel.reminders import Due
from .models import Readiness

KIND = "readiness_often"

AN_HOUR = 6
"""Times that somebody may become ready in one area within an hour. All else is never counted."""


def count(row: Readiness, before: Readiness | None) -> None:
    """Note on the new `row` since when it stands ready, and how often that has begun.

    What is said while one is ready (another end, another rule, one's energy) begins nothing. Raises `often_ready`.
    """
    now = clock.now()
    if before is not None and before.counted_from > now - clock.HOUR:
        row.counted_from, row.count = before.counted_from, before.count
    if row.state != "ready":
        return
    if before is not None and before.state == "ready" and before.until > now:
        row.ready_since = before.ready_since
        return
    if row.count == AN_HOUR:
        raise Problem("often_ready")
    row.ready_since = now
    row.counted_from, row.count = row.counted_from or now, row.count + 1


def plan(row: Readiness) -> None:
    """Forget the count with its hour, or it would still say later that there was a *ready* that was taken
    back. The plan is the space's, so that it stays where the two part."""
    if row.count:
        key = f"{row.person_id}/{row.area}"
        reminders.plan(row.space_id, row.space_id, KIND, key, row.counted_from + clock.HOUR)


def forget(due: Due) -> None:
    """The hour is over, unless another has begun."""
    person_id, area = due.key.split("/")
    Readiness.update(counted_from=0, count=0).where(
        (Readiness.space_id == due.space_id)
        & (Readiness.person_id == person_id)
        & (Readiness.area == area)
        & (Readiness.counted_from <= clock.now() - clock.HOUR)
    ).execute()
