"""Asks: ask before something tender, and be free to say no or not to answer."""

from ...kernel.practice import Practice
from . import retention
from .kinds import ANSWER_WITHDRAWALS, ANSWERS, ASK_WITHDRAWALS, ASKS
from .models import Ask, AskAnswer, AskWithdrawal
from .notices import NOTICES
from .routes import blueprint

asks = Practice(
    name="asks",
    blueprint=blueprint,
    models=(Ask, AskAnswer, AskWithdrawal),
    kinds=(ASKS, ANSWERS, ASK_WITHDRAWALS, ANSWER_WITHDRAWALS),
    notices=NOTICES,
    lifetimes=retention.ASKS_KEPT.lifetimes,
    after_restore=retention.forget_all,
    seat_lost=retention.drop,
    for_professionals=True,
)
