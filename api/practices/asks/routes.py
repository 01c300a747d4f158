"""/asks/{id}, its answers, and the withdrawal of either"""

from ...kernel.quiet_requests import Texts, blueprint_for
from .kinds import ASKS

blueprint = blueprint_for(
    ASKS,
    Texts(
        put="""Ask the partner for something in an area. A refused ask leaves nothing stored.

        409, checked in this order: `already_ended`: the ask was withdrawn before it arrived, or its
        time is over; `paused`: the partner has a pause; `open_ask`: you have an open ask in this area;
        `resting`: the cooldown after an ask without a yes is not over. A `rest` by the partner has no
        effect on these.
        """,
        get="Read one of your asks or of your partner's.",
        withdraw="""Withdraw your ask, and with it the partner's yes. Idempotent; allowed before the ask has
        arrived.""",
        answer="""Answer your partner's ask.

        Both see `yes`, `later` and `not_now`. Only its author sees a `rest`: nothing changes for the
        asker, and you may still give another answer while the ask is open. 409 `already_ended`: the ask
        is over or answered, or this answer was withdrawn.
        """,
        get_answer="Read your own answer, or your partner's unless it is a `rest`.",
        withdraw_answer="""Withdraw your answer, at any time. Idempotent; allowed before the answer has arrived.

        The answer is deleted for both. Withdrawing a yes ends the ask; if the asker's phone was told of
        the yes, it gets a silent push.
        """,
    ),
)
