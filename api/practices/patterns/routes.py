"""/patterns/{id} and its acceptances, refusals, moments and end"""

from typing import Any

from ...kernel.accords.routes import Texts, blueprint_for
from ...kernel.http import operation
from ...kernel.identity.access import caller
from . import moments
from .kinds import PATTERNS
from .rules import PATTERN_ACCORD
from .schemas import PatternMomentBodySchema, PatternMomentSchema

blueprint = blueprint_for(
    PATTERN_ACCORD,
    Texts(
        put="""Propose a pattern, or change its words. Every change has to be accepted by both again; whoever makes
        it has accepted it.""",
        get="Read a pattern of the couple's.",
        accept="""Accept a pattern in exactly these words. Once both have, either can say that the two are in it.

        412 `stale_edit`: the words have changed since that edit. 409 `declined`: one of you has declined these
        words.
        """,
        decline="""Decline a pattern in these words; both can propose others. If nobody does within 14 days, the
        proposal ends.

        Both see who declined, until then or until the pattern ends; there is no push. It withdraws your own yes.
        412 `stale_edit`: the words have changed since that edit.
        """,
        end="""End a pattern for both, at once, without a reason.

        Idempotent for a day; then nothing tells any more who ended it, and it is 409 `already_ended`.
        """,
    ),
)


@operation(
    blueprint,
    "PUT",
    PATTERNS.path + "/moments/<string:quarter>",
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
