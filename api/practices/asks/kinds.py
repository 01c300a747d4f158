"""Asks are a quiet request. Their kinds are asks, answers, and the withdrawals of either."""

from ...kernel.quiet_requests import QuietRequest
from .models import Ask, AskAnswer, AskWithdrawal
from .notices import ANSWERED, ASKED, ENDED
from .schemas import AskSignals

ASKS = QuietRequest(
    one="ask",
    title="Ask",
    practice="asks",
    path="/asks/<id7:ask_id>",
    about=(
        "Something that one person asks of the other. Words: line. Headline: the line, shortened."
    ),
    request_model=Ask,
    answer_model=AskAnswer,
    withdrawal_model=AskWithdrawal,
    signals=AskSignals,
    alike=("area",),
    asked=ASKED,
    answered=ANSWERED,
    ended=ENDED,
)
