"""What lies in the sealed words of a readiness: the energy, and the end at the latest.

No server can show it longer than until the end that is sealed with it.
"""

from datetime import UTC, datetime, timedelta

from .transport import JsonObject

DAY = timedelta(days=1)
_BEGINNING = datetime.fromtimestamp(0, UTC)


def ready_words(
    energy: int | None, reveal: str, started: datetime, length: timedelta
) -> JsonObject:
    """Words of version 1, for a readiness that begins at an instant (UTC)."""
    return {"energy": energy, "until": _text(latest_end(reveal, started, length))}


def latest_end(reveal: str, started: datetime, length: timedelta) -> datetime:
    """The end that is sealed: the very one where the partner sees it anyway (`always`).

    What shows only while both are ready must not tell how much longer one of them is, nor since
    when: there it is a midnight (UTC), one to two days after it was said.
    """
    if reveal == "always":
        return started + length
    return _BEGINNING - (_BEGINNING - started - DAY) // DAY * DAY


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
