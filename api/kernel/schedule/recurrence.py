"""When something comes back: daily, weekly or monthly, or once, at a clock time of one zone.

19:00 stays 19:00 across a change of clocks. A clock time that the change skips moves forward by the
gap; of one that comes twice the first counts. Weeks begin on Monday, and the phase of the interval
is counted from `starts`. Phones compute the same (tests/vectors/recurrence.json).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, FR, MO, MONTHLY, SA, SU, TH, TU, WE, WEEKLY, rrule

from .. import clock
from . import zones

_WEEKDAYS = {"mo": MO, "tu": TU, "we": WE, "th": TH, "fr": FR, "sa": SA, "su": SU}

# A gap, or a zone far from UTC, may move a time across midnight.
_MARGIN = timedelta(days=2)


def next_occurrences(recurrence: Mapping[str, Any], after: int, most: int) -> list[tuple[str, int]]:
    """The first `most` times strictly after an instant: (clock time of the schedule, instant).

    Fewer where it ends before. `recurrence` has `frequency`, `interval`, `weekdays`, `nth`, `starts`
    (2026-11-27T19:00), `zone`, and `until` where it ends: the last day in that zone (2026-12-31). The
    clock time (2026-11-27T19:00) names the occurrence, also where a gap moves it.
    """
    return list(islice(occurrences(recurrence, after), most))


def occurrences(recurrence: Mapping[str, Any], after: int) -> Iterator[tuple[str, int]]:
    """As `next_occurrences`, as many as there are: none in a zone that this server does not know."""
    if not zones.is_known(recurrence["zone"]):
        return
    zone = ZoneInfo(recurrence["zone"])
    starts = datetime.fromisoformat(recurrence["starts"])
    near = max(starts, _local(after, zone) - _MARGIN)
    last = recurrence.get("until")
    for local in _RULES[recurrence["frequency"]](recurrence, starts, near):
        if last is not None and local.date().isoformat() > last:
            return
        at = _instant(local, zone)
        if local >= starts and at > after:
            yield local.isoformat(timespec="minutes"), at


def instant_of(local: str, zone: str) -> int:
    """The instant of a clock time such as 2026-11-27T19:00 in a zone; in UTC if this server does not know it."""
    return _instant(datetime.fromisoformat(local), ZoneInfo(zones.or_utc(zone)))


def local_of(instant: int, zone: str) -> str:
    """The clock time of an instant in a zone, as 2026-11-27T19:00; in UTC if this server does not know it."""
    return _local(instant, ZoneInfo(zones.or_utc(zone))).isoformat(timespec="minutes")


def next_daily(time: str, zone: str, after: int) -> int:
    """The first instant after `after` at which the clocks of a zone show a time such as 20:00."""
    where = ZoneInfo(zones.or_utc(zone))
    first = datetime.fromisoformat(f"{_local(after - clock.DAY, where).date()}T{time}")
    days = (_instant(first + timedelta(days=day), where) for day in count())
    return next(at for at in days if at > after)


def _once(_recurrence: Mapping[str, Any], starts: datetime, _near: datetime) -> Iterator[datetime]:
    yield starts


# dateutil walks from the start of a rule; so the rule is moved close to now by whole intervals.


def _daily(recurrence: Mapping[str, Any], starts: datetime, near: datetime) -> Iterator[datetime]:
    interval: int = recurrence["interval"]
    days = _whole_steps((near - starts).days, interval)
    return iter(rrule(DAILY, interval=interval, dtstart=starts + timedelta(days=days)))


def _weekly(recurrence: Mapping[str, Any], starts: datetime, near: datetime) -> Iterator[datetime]:
    interval: int = recurrence["interval"]
    named: list[str] = recurrence["weekdays"] or [list(_WEEKDAYS)[starts.weekday()]]
    monday = starts - timedelta(days=starts.weekday())
    weeks = _whole_steps((near - monday).days // 7, interval)
    return iter(
        rrule(
            WEEKLY,
            interval=interval,
            byweekday=[_WEEKDAYS[name] for name in named],
            wkst=MO,
            dtstart=monday + timedelta(weeks=weeks),
        )
    )


def _monthly(recurrence: Mapping[str, Any], starts: datetime, near: datetime) -> Iterator[datetime]:
    interval: int = recurrence["interval"]
    nth: Mapping[str, Any] = recurrence["nth"] or _nth_of(starts.date())
    months = _whole_steps(_months(near) - _months(starts), interval) + _months(starts)
    first = starts.replace(year=months // 12, month=months % 12 + 1, day=1)
    weekday = _WEEKDAYS[nth["weekday"]](nth["week"])
    return iter(rrule(MONTHLY, interval=interval, byweekday=weekday, dtstart=first))


_RULES: Mapping[str, Callable[[Mapping[str, Any], datetime, datetime], Iterator[datetime]]] = {
    "once": _once,
    "daily": _daily,
    "weekly": _weekly,
    "monthly": _monthly,
}


def _nth_of(day: date) -> Mapping[str, Any]:
    """Which weekday of its month a day is; a fifth counts as the last."""
    week = (day.day - 1) // 7 + 1
    return {"weekday": list(_WEEKDAYS)[day.weekday()], "week": -1 if week == 5 else week}


def _whole_steps(distance: int, step: int) -> int:
    return distance // step * step


def _months(moment: datetime) -> int:
    return moment.year * 12 + moment.month - 1


def _local(instant: int, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(instant / clock.SECOND, UTC).astimezone(zone).replace(tzinfo=None)


def _instant(local: datetime, zone: ZoneInfo) -> int:
    """fold=0 is the offset before a change: it moves a gap forward and takes the first of two (PEP 495)."""
    return round(local.replace(tzinfo=zone, fold=0).timestamp() * clock.SECOND)
