"""The kinds of asks, of their answers, and of the withdrawals of either."""

from ...kernel.kinds import RecordKind
from ...kernel.nouns import Noun
from .models import Ask, AskAnswer, AskWithdrawal
from .schemas import (
    AnswerDerived,
    AnswerSignals,
    AnswerWithdrawalDerived,
    AskDerived,
    AskSignals,
)

ASKS = RecordKind(
    name="asks",
    title="Ask",
    practice="asks",
    path="/asks/<id7:ask_id>",
    about=(
        "Something that one person asks of the other. Words: line. Headline: the line, shortened."
    ),
    model=Ask,
    signals=AskSignals,
    derived=AskDerived,
    headline=True,
    edited=False,
    one_audience=False,
)

ANSWERS = RecordKind(
    name="ask_answers",
    title="AskAnswer",
    practice="asks",
    path=ASKS.path + "/answers/<id7:answer_id>",
    about=(
        "An answer to an ask, sealed under the id ASK/ANSWER. Words and headline as of an ask. "
        "A yes always has words, so that a server cannot forge one; a rest never has."
    ),
    model=AskAnswer,
    signals=AnswerSignals,
    derived=AnswerDerived,
    words_optional=True,
    headline=True,
    id_of_parts=True,
    edited=False,
    one_audience=False,
)

ASK_WITHDRAWALS = Noun(
    name="ask_withdrawals",
    title="AskWithdrawal",
    practice="asks",
    path=ASKS.path + "/withdrawal",
    about="The withdrawal of an ask. `id` is the ask's.",
    of=ASKS,
    model=AskWithdrawal,
    by="author",
    early=True,
    counted=False,
)

ANSWER_WITHDRAWALS = Noun(
    name="ask_answer_withdrawals",
    title="AnswerWithdrawal",
    practice="asks",
    path=ANSWERS.path + "/withdrawal",
    about="The withdrawal of an answer. `id` is ASK/ANSWER.",
    of=ANSWERS,
    model=AskWithdrawal,
    by="author",
    derived=AnswerWithdrawalDerived,
    id_of_parts=True,
    early=True,
    counted=False,
)
