"""/patterns/{id} and its acceptances, refusals, moments and end"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel.accords import acceptances, ends, proposals, refusals
from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from . import moments
from .kinds import PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERNS
from .rules import PATTERN_ACCORD
from .schemas import (
    PatternMomentBodySchema,
    PatternMomentSchema,
    PatternRefusalBodySchema,
    PatternRefusalSchema,
)

blueprint = Blueprint("patterns", __name__, description=PATTERNS.about)
PATH = PATTERNS.path


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_pattern",
    newcomer="own",
    body=PATTERNS.body,
    answer=PATTERNS.view,
    statuses=(200, 201),
    problems=("old_key", "id_taken", "already_ended", "stale_edit", "full_today", "full"),
    edited=True,
)
def put(body: dict[str, Any], pattern_id: str) -> Any:
    """Propose a pattern, or change its words. Every change has to be accepted by both again; whoever makes it has
    accepted it."""
    return proposals.save(PATTERN_ACCORD, pattern_id, body, caller())


@operation(blueprint, "GET", PATH, "get_pattern", answer=PATTERNS.view, edited=True)
def get(pattern_id: str) -> Any:
    """Read a pattern of the couple's."""
    return proposals.read(PATTERN_ACCORD, pattern_id, caller())


@operation(
    blueprint,
    "PUT",
    PATTERN_ACCEPTANCES.path,
    "accept_pattern",
    newcomer="may",
    body=PATTERN_ACCEPTANCES.body,
    answer=PATTERN_ACCEPTANCES.view,
    statuses=(200, 201),
    problems=("already_ended", "stale_edit", "declined"),
)
def accept(body: dict[str, Any], pattern_id: str) -> Any:
    """Accept a pattern in exactly these words. Once both have, either can say that the two are in it.

    412 `stale_edit`: the words have changed since that edit. 409 `declined`: one of you has declined these words.
    """
    return acceptances.save(PATTERN_ACCORD, pattern_id, body, caller())


@operation(
    blueprint,
    "PUT",
    PATH + "/refusal",
    "decline_pattern",
    protects=always,
    newcomer="own",
    body=PatternRefusalBodySchema(),
    answer=PatternRefusalSchema(),
    statuses=(200, 201),
    problems=("already_ended", "stale_edit"),
)
def decline(body: dict[str, Any], pattern_id: str) -> Any:
    """Decline a pattern in these words; both can propose others. If nobody does within 14 days, the proposal ends.

    Both see who declined, until then or until the pattern ends; there is no push. It withdraws your own yes. 412
    `stale_edit`: the words have changed since that edit.
    """
    return refusals.save(PATTERN_ACCORD, pattern_id, body, caller())


@operation(
    blueprint,
    "PUT",
    PATH + "/moments/<string:quarter>",
    "put_pattern_moment",
    newcomer="may",
    body=PatternMomentBodySchema(),
    answer=PatternMomentSchema(),
    statuses=(200, 201),
    problems=("already_ended", "not_agreed", "gone"),
)
def say_in_it(body: dict[str, Any], pattern_id: str, quarter: str) -> Any:
    """Say that the two of you are in a pattern that both have accepted. No view says who said it.

    The moment is a quarter of an hour, named by its beginning in UTC, as 2026-11-30T07:15Z. Said again in it, by
    either, it changes nothing. Both get it at once; while it is fresh, every phone of both gets a push, except in a
    pause or in quiet hours. 410 `gone`: it was more than a week ago, or it is not fresh any more and its day (UTC) has
    four already. It is deleted after half a year.
    """
    return moments.save(caller(), pattern_id, quarter, body)


@operation(
    blueprint,
    "PUT",
    PATTERN_ENDS.path,
    "end_pattern",
    protects=always,
    newcomer="own",
    body=PATTERN_ENDS.body,
    answer=PATTERN_ENDS.view,
    statuses=(200, 201),
    problems=("already_ended",),
)
def end(body: dict[str, Any], pattern_id: str) -> Any:
    """End a pattern for both, at once, without a reason.

    Idempotent for a day; then nothing tells any more who ended it, and it is 409 `already_ended`.
    """
    return ends.save(PATTERN_ACCORD, pattern_id, body, caller())
