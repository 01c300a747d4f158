"""/asks/{id}, its answers, and what takes either back"""

from typing import Any

from ...kernel.http import StrictBlueprint, always, operation
from ...kernel.identity.access import caller
from . import actions, answers, withdrawals
from .schemas import AnswerWithdrawalSchema, AskAnswerSchema, AskSchema, AskWithdrawalSchema

blueprint = StrictBlueprint("asks", __name__)
PATH = "/asks/<id7:ask_id>"
ANSWER = PATH + "/answers/<id7:answer_id>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_ask",
    newcomer="may",
    body=AskSchema(),
    answer=AskSchema(),
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
)
def put(body: dict[str, Any], ask_id: str) -> Any:
    """Ask the partner for something in an area. What is refused leaves nothing behind.

    409, in this order: `already_ended`: it was taken back before it arrived, or its time is over;
    `paused`: the partner has a pause; `open_ask`: one is open in this area; `resting`: it is too
    soon after one that did not become a yes. Whether the partner let an ask rest changes none of it.
    """
    return actions.save(caller(), ask_id, body)


@operation(blueprint, "GET", PATH, "get_ask", answer=AskSchema())
def get(ask_id: str) -> Any:
    """Read an ask of one's own or of the partner."""
    return actions.read(caller(), ask_id)


@operation(
    blueprint,
    "PUT",
    PATH + "/withdrawal",
    "withdraw_ask",
    newcomer="may",
    body=AskWithdrawalSchema(),
    answer=AskWithdrawalSchema(),
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw(body: dict[str, Any], ask_id: str) -> Any:
    """Take back an ask of one's own, and with it a yes; also before the ask has arrived."""
    return withdrawals.of_ask(caller(), ask_id, body)


@operation(
    blueprint,
    "PUT",
    ANSWER,
    "answer_ask",
    newcomer="may",
    body=AskAnswerSchema(),
    answer=AskAnswerSchema(),
    statuses=(200, 201),
    problems=("old_key", "gone", "stale_edit", "already_ended", "paused", "full_today", "full"),
)
def answer(body: dict[str, Any], ask_id: str, answer_id: str) -> Any:
    """Answer an ask of the partner.

    `yes`, `later` and `not_now` are shown to both. `rest` stays with the one who said it: to the one
    who asked nothing changes, and one may still say something else while the ask is open.
    409 `already_ended`: the ask is over or answered, or this answer was taken back.
    """
    return answers.save(caller(), ask_id, answer_id, body)


@operation(blueprint, "GET", ANSWER, "get_ask_answer", answer=AskAnswerSchema())
def get_answer(ask_id: str, answer_id: str) -> Any:
    """Read an answer of one's own, or one that the partner gave aloud."""
    return answers.read(caller(), ask_id, answer_id)


@operation(
    blueprint,
    "PUT",
    ANSWER + "/withdrawal",
    "withdraw_answer",
    newcomer="may",
    body=AnswerWithdrawalSchema(),
    answer=AnswerWithdrawalSchema(),
    statuses=(200, 201),
    problems=("gone",),
    protects=always,
)
def withdraw_answer(body: dict[str, Any], ask_id: str, answer_id: str) -> Any:
    """Take back an answer of one's own, at any moment; also before it has arrived.

    The answer is gone for both. The ask of a yes that was taken back is over; whoever had seen the
    yes is told so, silently.
    """
    return withdrawals.of_answer(caller(), ask_id, answer_id, body)
