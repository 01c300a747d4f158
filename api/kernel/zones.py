"""IANA time zones."""

from typing import Any
from zoneinfo import available_timezones

from marshmallow import ValidationError, fields

_ZONES = frozenset(available_timezones())


class Zone(fields.String):
    """The name of an IANA zone, as `Europe/Berlin`."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        name: str = super()._deserialize(value, *args, **kwargs)
        if name not in _ZONES:
            raise ValidationError("Not a known time zone.")
        return name
