"""/asks/{id}, its answers, and the withdrawal of either"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel import quiet_requests
from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from .kinds import ASKS

blueprint = Blueprint("asks", __name__, description=ASKS.about)


@operation(
    blueprint,
    "PUT",
    ASKS.path,
    "put_ask",
    newcomer="may",
    body=ASKS.requests.body,
    answer=ASKS.requests.view,
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
    return quiet_requests.ask(ASKS, ask_id, body, caller())


@operation(blueprint, "GET", ASKS.path, "get_ask", answer=ASKS.requests.view, edited=True)
def get(ask_id: str) -> Any:
    """Read one of your asks or of your partner's."""
    return quiet_requests.read(ASKS, ask_id, caller())


@operation(
    blueprint,
    "PUT",
    ASKS.withdrawals.path,
    "withdraw_ask",
    newcomer="may",
    body=ASKS.withdrawals.body,
    answer=ASKS.withdrawals.view,
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw(body: dict[str, Any], ask_id: str) -> Any:
    """Withdraw your ask, and with it the partner's yes. Idempotent; allowed before the ask has
    arrived."""
    return quiet_requests.withdraw(ASKS, ask_id, body, caller())


@operation(
    blueprint,
    "PUT",
    ASKS.answers.path,
    "answer_ask",
    newcomer="may",
    body=ASKS.answers.body,
    answer=ASKS.answers.view,
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
    return quiet_requests.answer(ASKS, ask_id, answer_id, body, caller())


@operation(
    blueprint, "GET", ASKS.answers.path, "get_ask_answer", answer=ASKS.answers.view, edited=True
)
def get_answer(ask_id: str, answer_id: str) -> Any:
    """Read your own answer, or your partner's unless it is a `rest`."""
    return quiet_requests.read_answer(ASKS, ask_id, answer_id, caller())


@operation(
    blueprint,
    "PUT",
    ASKS.answer_withdrawals.path,
    "withdraw_answer",
    newcomer="may",
    body=ASKS.answer_withdrawals.body,
    answer=ASKS.answer_withdrawals.view,
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw_answer(body: dict[str, Any], ask_id: str, answer_id: str) -> Any:
    """Withdraw your answer, at any time. Idempotent; allowed before the answer has arrived.

    The answer is deleted for both. Withdrawing a yes ends the ask; if the asker's phone was told of
    the yes, it gets a silent push.
    """
    return quiet_requests.withdraw_answer(ASKS, ask_id, answer_id, body, caller())
