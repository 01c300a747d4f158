"""The server's clock. Instants are integer milliseconds since the epoch, UTC."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

_offset_file: Path | None = None

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - UTC; aware ones are slower to write
_MILLISECOND = timedelta(milliseconds=1)


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
        return round(float(_offset_file.read_text()) * SECOND)
    except FileNotFoundError:
        return 0


def to_text(instant: int) -> str:
    """`2026-11-23T05:12:00.000Z` (RFC 3339, UTC, milliseconds)."""
    moment = _EPOCH + instant * _MILLISECOND
    return f"{moment.isoformat(timespec='milliseconds')}Z"  # a tenth of what strftime takes


def from_text(text: str) -> int:
    """The instant of a text as `to_text` writes it; raises ValueError for any other form."""
    moment = datetime.fromisoformat(text.removesuffix("Z"))
    instant = (moment.replace(tzinfo=None) - _EPOCH) // _MILLISECOND
    if to_text(instant) != text:
        raise ValueError("an instant is written as 2026-11-23T05:12:00.000Z")
    return instant


def date_to_day(text: str) -> int:
    """The count of days since the epoch of a calendar day such as 2026-11-23."""
    return (date.fromisoformat(text) - date(1970, 1, 1)).days


def day_to_date(day: int) -> date:
    """The calendar day (UTC) of a count of days since the epoch."""
    return datetime.fromtimestamp(day * DAY // SECOND, UTC).date()
