"""The kinds of records that carry sealed words: where they live, which key seals them, with which signals."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` as the feed has it; `practice` names the folder, and with it the key.

    `headline`: a push tells of it, so a few of its words are sealed for that.
    """

    name: str
    practice: str
    path: str
    signals: tuple[str, ...]
    headline: bool = False


_ALL = (
    Kind("check_ins", "checkins", "/check-ins/{id}", ("at",)),
    Kind("pauses", "pauses", "/pauses/{id}", ("started_at", "duration_seconds"), headline=True),
    Kind(
        "rituals", "rituals", "/rituals/{id}", ("kind", "recurrence", "lead_minutes"), headline=True
    ),
    Kind("profiles", "profiles", "/profiles/{id}", ()),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
