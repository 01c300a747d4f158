"""The kinds of a win and of an appreciation."""

from ...kernel.kinds import RecordKind
from ...kernel.nouns import Noun
from .models import Appreciation, Win

WINS = RecordKind(
    name="wins",
    title="Win",
    practice="wins",
    path="/wins/<id7:win_id>",
    about="Something good that its author did. Words: kind, and perhaps a line.",
    model=Win,
)

APPRECIATIONS = Noun(
    name="appreciations",
    title="Appreciation",
    practice="wins",
    path=WINS.path + "/appreciation",
    about="What the partner says to a win; the latest counts. Words: says, and perhaps a line.",
    of=WINS,
    model=Appreciation,
    by="other",
    words=1,
    edited=True,
    each=True,
)
