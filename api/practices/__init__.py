"""The practices, in the order in which the app knows them."""

from ..kernel.practice import Practice
from .checkins import checkins

PRACTICES: tuple[Practice, ...] = (checkins,)
