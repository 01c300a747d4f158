"""What lies in the sealed words of a readiness: the energy, and the end at the latest.

No server can show it longer than until the end that is sealed with it.
"""

from datetime import UTC, datetime, timedelta

from .transport import JsonObject

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
_BEGINNING = datetime.fromtimestamp(0, UTC)


def ready_words(
    energy: int | None, reveal: str, started: datetime, length: timedelta
) -> JsonObject:
    """Words of version 1, for a readiness that begins at an instant (UTC)."""
    return {"energy": energy, "until": _text(latest_end(reveal, started, length))}


def latest_end(reveal: str, started: datetime, length: timedelta) -> datetime:
    """The end that is sealed: where the partner sees it anyway (`always`) the end itself, which is the
    next quarter of an hour and within a day the last one, so that it tells no minute of a tap.

    What shows only while both are ready must not tell how much longer one of them is, nor since
    when: there it is a midnight (UTC), one to two days after it was said.
    """
    if reveal != "always":
        return _up(started + DAY, DAY)
    end = _up(started + length, QUARTER)
    return end if end <= started + DAY else end - QUARTER


def _up(moment: datetime, step: timedelta) -> datetime:
    return _BEGINNING - (_BEGINNING - moment) // step * step


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
