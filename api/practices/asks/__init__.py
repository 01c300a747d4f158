"""Asks: ask before something tender, and be free to say no or not to answer."""

from ...kernel.practice import Practice
from . import retention, views
from .kinds import ANSWERS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal
from .notices import NOTICES
from .routes import blueprint
from .schemas import AnswerWithdrawalSchema, AskWithdrawalSchema

asks = Practice(
    name="asks",
    blueprint=blueprint,
    models=(Ask, AskAnswer, AskWithdrawal),
    kinds=(ASKS, ANSWERS),
    nouns={
        views.WITHDRAWALS: AskWithdrawalSchema,
        views.ANSWER_WITHDRAWALS: AnswerWithdrawalSchema,
    },
    notices=NOTICES,
    reminders={retention.KIND: retention.forget, retention.TRACE: retention.forget_trace},
    after_restore=retention.forget_all,
    seat_lost=retention.drop,
    for_professionals=True,
)
