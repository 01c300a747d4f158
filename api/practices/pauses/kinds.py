"""The kinds of a pause and of its end, and how long they are kept."""

from ...kernel import clock
from ...kernel.kinds import RecordKind
from ...kernel.lifetimes import Kept
from ...kernel.nouns import Noun
from .models import Pause, PauseEnd
from .schemas import PauseDerived, PauseEndSaid, PauseSignals

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

PAUSE_ENDS = Noun(
    name="pause_ends",
    title="PauseEnd",
    practice="pauses",
    path=PAUSES.path + "/end",
    about="How the author comes back: now, at a time, or not today. `id` is the pause's.",
    of=PAUSES,
    model=PauseEnd,
    by="author",
    plain=PauseEndSaid,
    told_at=True,
    counted=False,
)

PAUSES_KEPT = Kept(kind=PAUSES, one="pause", kept=30 * clock.DAY, nouns=(PAUSE_ENDS,))
