"""/asks/{id}, its answers, and the withdrawal of either"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel import nouns
from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from . import actions, answers, withdrawals
from .kinds import ANSWER_WITHDRAWALS, ANSWERS, ASK_WITHDRAWALS, ASKS

blueprint = Blueprint("asks", __name__)


@operation(
    blueprint,
    "PUT",
    ASKS.path,
    "put_ask",
    newcomer="may",
    body=ASKS.body,
    answer=ASKS.view,
    statuses=(200, 201),
    problems=(
        "old_key",
        "gone",
        "stale_edit",
        "already_ended",
        "paused",
        "open_ask",
        "resting",
        "full_today",
        "full",
    ),
    edited=True,
)
def put(body: dict[str, Any], ask_id: str) -> Any:
    """Ask the partner for something in an area. A refused ask leaves nothing stored.

    409, checked in this order: `already_ended`: the ask was withdrawn before it arrived, or its
    time is over; `paused`: the partner has a pause; `open_ask`: you have an open ask in this area;
    `resting`: the cooldown after an ask without a yes is not over. A `rest` by the partner has no
    effect on these.
    """
    return actions.save(caller(), ask_id, body)


@operation(blueprint, "GET", ASKS.path, "get_ask", answer=ASKS.view, edited=True)
def get(ask_id: str) -> Any:
    """Read one of your asks or of your partner's."""
    return actions.read(caller(), ask_id)


@operation(
    blueprint,
    "PUT",
    ASK_WITHDRAWALS.path,
    "withdraw_ask",
    newcomer="may",
    body=ASK_WITHDRAWALS.body,
    answer=ASK_WITHDRAWALS.view,
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw(body: dict[str, Any], ask_id: str) -> Any:
    """Withdraw your ask, and with it the partner's yes. Idempotent; allowed before the ask has
    arrived."""
    return nouns.say(
        ASK_WITHDRAWALS,
        ask_id,
        body,
        caller(),
        check=withdrawals.check_ask,
        after=withdrawals.take_back_ask,
    )


@operation(
    blueprint,
    "PUT",
    ANSWERS.path,
    "answer_ask",
    newcomer="may",
    body=ANSWERS.body,
    answer=ANSWERS.view,
    statuses=(200, 201),
    problems=("old_key", "gone", "stale_edit", "already_ended", "paused", "full_today", "full"),
    edited=True,
)
def answer(body: dict[str, Any], ask_id: str, answer_id: str) -> Any:
    """Answer your partner's ask.

    Both see `yes`, `later` and `not_now`. Only its author sees a `rest`: nothing changes for the
    asker, and you may still give another answer while the ask is open. 409 `already_ended`: the ask
    is over or answered, or this answer was withdrawn.
    """
    return answers.save(caller(), ask_id, answer_id, body)


@operation(blueprint, "GET", ANSWERS.path, "get_ask_answer", answer=ANSWERS.view, edited=True)
def get_answer(ask_id: str, answer_id: str) -> Any:
    """Read your own answer, or your partner's unless it is a `rest`."""
    return answers.read(caller(), ask_id, answer_id)


@operation(
    blueprint,
    "PUT",
    ANSWER_WITHDRAWALS.path,
    "withdraw_answer",
    newcomer="may",
    body=ANSWER_WITHDRAWALS.body,
    answer=ANSWER_WITHDRAWALS.view,
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw_answer(body: dict[str, Any], ask_id: str, answer_id: str) -> Any:
    """Withdraw your answer, at any time. Idempotent; allowed before the answer has arrived.

    The answer is deleted for both. Withdrawing a yes ends the ask; if the asker's phone was told of
    the yes, it gets a silent push.
    """
    return nouns.say(
        ANSWER_WITHDRAWALS,
        f"{ask_id}/{answer_id}",
        body,
        caller(),
        check=withdrawals.check_answer,
        after=withdrawals.take_back_answer,
        readers=withdrawals.readers_of_answer,
    )
