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
    quiet_requests.ask(ASKS, ask_id, body, caller())

A practice's routes call `ask`, `answer`, `withdraw` and `withdraw_answer`; each is one transaction that holds the
space. docs/decisions/0010 and 0018 say why a pause refuses a yes, and what a *later* agrees on.
"""

from .answering import answer, read_answer
from .asking import ask, read
from .request import QuietRequest
from .rows import AnswerRow, RequestRow, WithdrawalRow
from .schemas import RequestSignals
from .withdrawing import withdraw, withdraw_answer

__all__ = [
    "AnswerRow",
    "QuietRequest",
    "RequestRow",
    "RequestSignals",
    "WithdrawalRow",
    "answer",
    "ask",
    "read",
    "read_answer",
    "withdraw",
    "withdraw_answer",
]
