"""The record kinds that have sealed words: their paths, keys and signals."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` is the kind's name in the feed; `practice` is its folder and selects its key.

    `sealed` are its sealed fields: a kind that causes pushes has a headline beside its words.
    """

    name: str
    practice: str
    path: str
    signals: tuple[str, ...]
    sealed: tuple[str, ...] = ("words",)

    def address(self, record_id: str) -> str:
        """The path of a record. The id of a part has the form RECORD/PART."""
        return self.path.format(*record_id.split("/"), id=record_id)


PARTS: Mapping[str, tuple[str, ...]] = {
    "asks": ("ask_answers", "ask_withdrawals", "ask_answer_withdrawals")
}
"""The kinds of a record's parts, with the id `ID` or `ID/PART`. They are deleted with the record,
without an entry in the feed."""

_WITH_HEADLINE = ("words", "headline")
_ALL = (
    Kind("check_ins", "checkins", "/check-ins/{id}", ("at",)),
    Kind("pauses", "pauses", "/pauses/{id}", ("started_at", "duration_seconds"), _WITH_HEADLINE),
    Kind("readiness", "readiness", "/readiness/{id}", ("state",)),
    Kind(
        "rituals",
        "rituals",
        "/rituals/{id}",
        ("kind", "recurrence", "lead_minutes"),
        _WITH_HEADLINE,
    ),
    Kind(
        "asks",
        "asks",
        "/asks/{id}",
        ("area", "wants_at", "started_at", "duration_seconds"),
        _WITH_HEADLINE,
    ),
    Kind(
        "ask_answers",
        "asks",
        "/asks/{0}/answers/{1}",
        ("answer", "later_at", "started_at", "duration_seconds"),
        _WITH_HEADLINE,
    ),
    Kind("profiles", "profiles", "/profiles/{id}", ()),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
