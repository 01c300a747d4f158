"""The rules of a pattern: it is between two people, and both accept its words."""

from collections.abc import Mapping
from typing import Any

from ...kernel import column_values
from ...kernel.accords.accords import Accord
from ...kernel.errors import Problem, invalid
from ...kernel.records import Write
from .kinds import PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERNS
from .models import Pattern, PatternRefusal

MOST = 50
"""How many patterns that have not ended one author may have in a space."""


def _stored(body: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"headline": column_values.as_text(body["headline"])}


def _shown(pattern: Pattern) -> Mapping[str, Any]:
    return {"headline": column_values.from_text(pattern.headline)}


def _check(write: Write[Pattern]) -> None:
    """Refuse a pattern of one's own, since it takes two, and more than `MOST`."""
    row, caller = write.row, write.caller
    if row.space_id != caller.couple_id:
        raise invalid(space_id="A pattern is between the two of you.")
    live = (Pattern.space_id == row.space_id) & Pattern.ended.is_null()
    own = live & (Pattern.author_id == caller.person_id)
    if write.before is None and Pattern.select().where(own).count() >= MOST:
        raise Problem("full")


PATTERN_ACCORD = Accord(
    of=PATTERNS,
    one="pattern",
    yes=PATTERN_ACCEPTANCES,
    end=PATTERN_ENDS,
    refusal=PatternRefusal,
    stored=_stored,
    shown=_shown,
    check=_check,
    withdrawn="pattern_words",
)
