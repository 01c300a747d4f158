"""The kinds of asks and of their answers."""

from ...kernel.kinds import RecordKind
from .models import Ask, AskAnswer
from .schemas import AnswerDerived, AnswerSignals, AskDerived, AskSignals

ASKS = RecordKind(
    name="asks",
    title="Ask",
    practice="asks",
    path="/asks/<id7:ask_id>",
    model=Ask,
    signals=AskSignals,
    derived=AskDerived,
    headline=True,
    edited=False,
    one_audience=False,
)
"""words: line. headline: the line, shortened."""

ANSWERS = RecordKind(
    name="ask_answers",
    title="AskAnswer",
    practice="asks",
    path=ASKS.path + "/answers/<id7:answer_id>",
    model=AskAnswer,
    signals=AnswerSignals,
    derived=AnswerDerived,
    words_optional=True,
    headline=True,
    id_of_parts=True,
    edited=False,
    one_audience=False,
)
"""words: line. headline: the line, shortened. Sealed under the id `ASK/ANSWER`.

A yes always has words, so that a server cannot forge one; a `rest` never has. Only its author sees a
`rest`.
"""
