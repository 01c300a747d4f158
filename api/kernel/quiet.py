"""Quiet hours: a part of the day, in a person's own zone, in which no push reaches their phones."""

from .schedule.recurrence import local_of


def is_quiet(quiet_from: str | None, quiet_until: str | None, zone: str, instant: int) -> bool:
    """Whether an instant is within quiet hours, such as 22:00 to 07:00; None means there are none."""
    if quiet_from is None or quiet_until is None:
        return False
    time = local_of(instant, zone)[11:]
    if quiet_from <= quiet_until:
        return quiet_from <= time < quiet_until
    return time >= quiet_from or time < quiet_until
