"""Wins: something good that somebody did, and what the partner says to it."""

from ...kernel.practice import Practice
from .kinds import APPRECIATIONS, WINS
from .models import Appreciation, Win
from .routes import RESOURCE, blueprint

wins = Practice(
    name="wins",
    blueprint=blueprint,
    models=(Win, Appreciation),
    kinds=(WINS, APPRECIATIONS),
    after_restore=RESOURCE.delete_again,
)
