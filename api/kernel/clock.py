"""The server's clock. Instants are integer milliseconds since the epoch, UTC."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

_offset_file: Path | None = None

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def use_offset_file(path: Path | None) -> None:
    """Let a file of seconds move the clock: for tests that must see tomorrow."""
    global _offset_file
    _offset_file = path


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000 + _offset()


def _offset() -> int:
    if _offset_file is None:
        return 0
    try:
        return round(float(_offset_file.read_text() or 0) * SECOND)
    except FileNotFoundError:
        return 0


def to_text(instant: int) -> str:
    """`2026-11-23T05:12:00.000Z` (RFC 3339, UTC, milliseconds)."""
    moment = datetime.fromtimestamp(instant // SECOND, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{instant % SECOND:03d}Z"


def from_text(text: str) -> int:
    """The instant of a text as `to_text` writes it; raises ValueError for any other form."""
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    instant = round(moment.timestamp() * SECOND)
    if to_text(instant) != text:
        raise ValueError("an instant is written as 2026-11-23T05:12:00.000Z")
    return instant


def date_to_day(text: str) -> int:
    """The count of days since the epoch of a calendar day such as 2026-11-23."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def day_to_date(day: int) -> date:
    """The calendar day (UTC) of a count of days since the epoch."""
    return datetime.fromtimestamp(day * DAY // SECOND, UTC).date()
