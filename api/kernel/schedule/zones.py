"""IANA time zones, from the newer of the two sources: the pinned package and the system's files.

A system's files may be years old, and zoneinfo reads them first.
"""

import re
import zoneinfo
from pathlib import Path
from typing import Any

import tzdata
from marshmallow import ValidationError, fields

_VERSION = re.compile(r"# version (\w+)")


def system_version() -> str:
    """Of the system's zone files, as `2026a`; "" where they do not say."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder) / "tzdata.zi"
        if file.is_file():
            with file.open() as lines:
                found = _VERSION.match(lines.readline())
            return found[1] if found else ""
    return ""


def use_the_newer() -> None:
    """Read the package's zones, unless the system's are newer. Call it before a zone is used."""
    if system_version() <= tzdata.IANA_VERSION:
        zoneinfo.reset_tzpath(())


use_the_newer()  # at the import, before `_ZONES` is read

# Names that some systems have for "none" or "whatever this machine has".
_ZONES = frozenset(zoneinfo.available_timezones() - {"Factory", "localtime", "posixrules"})


def is_known(name: str) -> bool:
    """Whether this server knows the zone. A stored one may be unknown: an older version stored it, or a machine
    with newer zones."""
    return name in _ZONES


def or_utc(name: str) -> str:
    """The zone, or UTC if this server does not know it: a wrong hour is better than work that fails for everybody."""
    return name if is_known(name) else "UTC"


class Zone(fields.String):
    """The name of an IANA zone, as `Europe/Berlin`."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        name: str = super()._deserialize(value, *args, **kwargs)
        if not is_known(name):
            raise ValidationError("This is not the name of a known time zone.")
        return name
