"""The kinds of records that carry sealed words: where they live, which key seals them, with which signals."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` as the feed has it; `practice` names the folder, and with it the key."""

    name: str
    practice: str
    path: str
    signals: tuple[str, ...]


_ALL = (
    Kind("check_ins", "checkins", "/check-ins/{id}", ("at",)),
    Kind("pauses", "pauses", "/pauses/{id}", ("started_at", "duration_seconds")),
    Kind("rituals", "rituals", "/rituals/{id}", ("kind", "recurrence", "lead_minutes")),
    Kind("profiles", "profiles", "/profiles/{id}", ()),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
