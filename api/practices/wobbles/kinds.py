"""Wobbles are a quiet request of two hours, without a rest and without a history. The card is a private record."""

from ...kernel import clock
from ...kernel.kinds import RecordKind
from ...kernel.quiet_requests import QuietRequest, RequestSignals
from .models import Wobble, WobbleAnswer, WobbleCard, WobbleWithdrawal
from .notices import ANSWERED, ENDED, WOBBLE

WOBBLES = QuietRequest(
    one="wobble",
    title="Wobble",
    practice="wobbles",
    path="/wobbles/<id7:wobble_id>",
    about=(
        "A moment of doubt that a person tells the partner of, for two hours at most. Words: helps, a "
        "copy of the person's card. Headline: without words."
    ),
    request_model=Wobble,
    answer_model=WobbleAnswer,
    withdrawal_model=WobbleWithdrawal,
    signals=RequestSignals,
    alike=(),
    asked=WOBBLE,
    answered=ANSWERED,
    ended=ENDED,
    says=("yes", "later", "rest"),
    lasts=2 * clock.HOUR,
    rest=0,
    latest=12 * clock.HOUR,
    yes_outlasts=False,
    yes_in_pause=True,  # being there for somebody consents to nothing
    stays=0,
    traced=clock.DAY,  # longer than a phone shows a *later*, if it never hears of a withdrawal
)

CARDS = RecordKind(
    name="wobble_cards",
    title="WobbleCard",
    practice="wobbles",
    path="/wobble-cards/<id7:person_id>",
    about="What helps a person in a wobble: a card of their own, under their id. Words: helps.",
    model=WobbleCard,
)
