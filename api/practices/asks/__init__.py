"""Asks: ask before something tender, and be free to say no or not to answer."""

from ...kernel.practice import Practice
from .kinds import ASKS
from .notices import NOTICES
from .routes import blueprint

asks = Practice(
    name="asks",
    blueprint=blueprint,
    models=ASKS.models,
    kinds=ASKS.kinds,
    notices=NOTICES,
    lifetimes=ASKS.kept.lifetimes,
    after_restore=ASKS.forget_all,
    seat_lost=ASKS.drop,
    for_professionals=True,
)
