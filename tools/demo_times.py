"""Times and ids of what happened before now."""

from datetime import datetime

from api.kernel import clock
from api.kernel.ids import new_id


def text_of(moment: datetime) -> str:
    """As the API writes an instant."""
    return clock.to_text(_milliseconds(moment))


def id_of(moment: datetime) -> str:
    """A UUIDv7 that was made then: the app shows its time."""
    then = f"{_milliseconds(moment):012x}"
    return f"{then[:8]}-{then[8:]}{new_id()[13:]}"


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * clock.SECOND)
