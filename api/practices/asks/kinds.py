"""The kinds of asks and of their answers."""

from ...kernel.kinds import RecordKind
from .models import Ask, AskAnswer
from .schemas import AnswerDerived, AnswerSignals, AskDerived, AskSignals

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
