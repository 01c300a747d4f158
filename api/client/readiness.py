"""The sealed words of readiness: the energy, and the latest end.

The phone shows no readiness beyond the sealed end, whatever a server says.
"""

from datetime import UTC, datetime, timedelta

from .transport import JsonObject

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
_BEGINNING = datetime.fromtimestamp(0, UTC)


def ready_words(
    energy: int | None, reveal: str, started: datetime, length: timedelta
) -> JsonObject:
    """The words, version 1, of readiness that starts at an instant (UTC)."""
    return {"energy": energy, "until": _text(latest_end(reveal, started, length))}


def latest_end(reveal: str, started: datetime, length: timedelta) -> datetime:
    """The end to seal. With `always`, which the partner sees anyway, it is the end itself, on a
    quarter of an hour: rounded up, or down if it would exceed a day.

    With `mutual` it must not tell how much longer a person is ready, nor since when: it is a
    midnight (UTC), one to two days after the start.
    """
    if reveal != "always":
        return _up(started + DAY, DAY)
    end = _up(started + length, QUARTER)
    return end if end <= started + DAY else end - QUARTER


def _up(moment: datetime, step: timedelta) -> datetime:
    return _BEGINNING - (_BEGINNING - moment) // step * step


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
