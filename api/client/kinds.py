"""The kinds of records that carry sealed words: where they live, which key seals them, with which signals."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`name` as the feed has it; `practice` names the folder, and with it the key.

    `sealed` are its sealed fields: a kind that a push tells of has a headline beside its words.
    """

    name: str
    practice: str
    path: str
    signals: tuple[str, ...]
    sealed: tuple[str, ...] = ("words",)

    def address(self, record_id: str) -> str:
        """Where a record lives; the id of what hangs on another has the other's before a slash."""
        return self.path.format(*record_id.split("/"), id=record_id)


PARTS: Mapping[str, tuple[str, ...]] = {
    "asks": ("ask_answers", "ask_withdrawals", "ask_answer_withdrawals")
}
"""What hangs on a record, under its id or `ID/PART`, and goes with it, though the feed does not say so."""

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
