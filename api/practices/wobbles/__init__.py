"""Wobbles: one tap tells the partner of a moment of doubt, with what helps; and the card that says what helps."""

from ...kernel.practice import Practice
from .kinds import CARDS, WOBBLES
from .models import WobbleCard
from .notices import NOTICES
from .routes import blueprint

wobbles = Practice(
    name="wobbles",
    blueprint=blueprint,
    models=(*WOBBLES.models, WobbleCard),
    kinds=(*WOBBLES.kinds, CARDS),
    notices=NOTICES,
    lifetimes=WOBBLES.kept.lifetimes,
    after_restore=WOBBLES.forget_all,
    seat_lost=WOBBLES.drop,
)
