"""/wobbles/{id}, its answers, and the withdrawal of either; /wobble-cards/{person_id}"""

from typing import Any

from ...kernel.http import operation
from ...kernel.identity.access import caller
from ...kernel.quiet_requests import Texts, blueprint_for
from . import cards
from .kinds import CARDS, WOBBLES

blueprint = blueprint_for(
    WOBBLES,
    Texts(
        put="""Tell your partner that you have a wobble, for two hours at most. A refused one leaves nothing
        stored.

        409, checked in this order: `already_ended`: it was withdrawn before it arrived, or its time is
        over; `paused`: the partner has a pause; `open_ask`: a wobble of yours is open; `resting`: the
        time that the partner's *later* named has not come. Withdraw that one to send another. A `rest`
        by the partner has no effect on these.
        """,
        get="Read a wobble of yours or of your partner's.",
        withdraw="""Withdraw your wobble, at any time. Idempotent; allowed before the wobble has arrived. It
        and all answers to it are deleted.""",
        answer="""Answer your partner's wobble.

        Both see a `yes`, which ends with the wobble, and a `later`, at most twelve hours ahead. Only its
        author sees a `rest`: nothing changes for the partner, and you may still answer while the wobble
        is open. 409 `already_ended`: the wobble is over or answered, or this answer was withdrawn.
        """,
        get_answer="Read your own answer, or your partner's unless it is a `rest`.",
        withdraw_answer="""Withdraw your answer, at any time. Idempotent; allowed before the answer has arrived.

        The answer is deleted for both. Withdrawing a `yes` ends the wobble.
        """,
    ),
)


@operation(
    blueprint,
    "PUT",
    CARDS.path,
    "put_wobble_card",
    newcomer="own",
    body=CARDS.body,
    answer=CARDS.view,
    statuses=(200, 201),
    problems=("old_key", "stale_edit", "full_today", "full"),
    edited=True,
)
def put_card(body: dict[str, Any], person_id: str) -> Any:
    """Save your card, which says what helps you. It stays in your own space."""
    return cards.save(caller(), person_id, body)


@operation(blueprint, "GET", CARDS.path, "get_wobble_card", answer=CARDS.view, edited=True)
def get_card(person_id: str) -> Any:
    """Read your own card. Nobody else can."""
    return cards.read(caller(), person_id)
