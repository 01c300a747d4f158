"""Asks: ask before something tender, and be free to say no or not to answer."""

from ...kernel.practice import Practice
from . import retention, views
from .models import Ask, AskAnswer, AskWithdrawal
from .routes import blueprint
from .schemas import AnswerWithdrawalSchema, AskAnswerSchema, AskSchema, AskWithdrawalSchema

asks = Practice(
    name="asks",
    blueprint=blueprint,
    models=(Ask, AskAnswer, AskWithdrawal),
    kinds={
        views.ASKS: AskSchema,
        views.ANSWERS: AskAnswerSchema,
        views.WITHDRAWALS: AskWithdrawalSchema,
        views.ANSWER_WITHDRAWALS: AnswerWithdrawalSchema,
    },
    reminders={retention.KIND: retention.forget, retention.TRACE: retention.forget_trace},
    after_restore=retention.forget_all,
    seat_lost=retention.drop,
)
