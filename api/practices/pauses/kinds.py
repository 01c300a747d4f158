"""The kind of a pause."""

from ...kernel.kinds import RecordKind
from .models import Pause
from .schemas import PauseDerived, PauseSignals

PAUSES = RecordKind(
    name="pauses",
    title="Pause",
    practice="pauses",
    path="/pauses/<id7:pause_id>",
    about="Quiet that a person has asked for. Words: line. Headline: the line, shortened.",
    model=Pause,
    signals=PauseSignals,
    derived=PauseDerived,
    words_optional=True,
    headline=True,
    edited=False,
    counted=False,
)
