"""Quiet requests: something asked of the partner, who may say yes for a time, later, or not now, or let it rest.

What is let rest nobody can tell from silence: to the asker the request stays open until it expires. A yes has an end,
and either takes it back at any moment; a withdrawal wins over a yes that crosses it. After whatever did not become a
yes there is a rest of twelve hours before the same may be asked again.

    ASKS = QuietRequest(
        one="ask",
        title="Ask",
        practice="asks",
        path="/asks/<id7:ask_id>",
        about="Something that one person asks of the other. Words: line.",
        request_model=Ask,  # tables: a RequestRow, an AnswerRow, a WithdrawalRow
        answer_model=AskAnswer,
        withdrawal_model=AskWithdrawal,
        signals=AskSignals,  # RequestSignals, and what is asked
        alike=("area",),
        asked=ASKED,
        answered=ANSWERED,
        ended=ENDED,
    )
    blueprint = blueprint_for(ASKS, Texts(...))

`blueprint_for` makes the routes, which call `ask`, `answer`, `withdraw` and `withdraw_answer`; each is one
transaction that holds the space. The fields of `QuietRequest` that have a default say what a practice may declare
otherwise, as how long it lasts and the rest. docs/decisions/0010 and 0018 say why a pause refuses a yes, and what a
*later* agrees on.
"""

from .answering import answer, read_answer
from .asking import ask, read
from .request import QuietRequest
from .routes import Texts, blueprint_for
from .rows import AnswerRow, RequestRow, WithdrawalRow
from .schemas import RequestSignals
from .withdrawing import withdraw, withdraw_answer

__all__ = [
    "AnswerRow",
    "QuietRequest",
    "RequestRow",
    "RequestSignals",
    "Texts",
    "WithdrawalRow",
    "answer",
    "ask",
    "blueprint_for",
    "read",
    "read_answer",
    "withdraw",
    "withdraw_answer",
]
