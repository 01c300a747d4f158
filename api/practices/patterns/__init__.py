"""Patterns: a loop that both know and own, and what both do instead."""

from functools import partial

from ...kernel.accords import later
from ...kernel.practice import Practice
from . import moments
from .kinds import PATTERN_ACCEPTANCES, PATTERN_ENDS, PATTERNS
from .models import Pattern, PatternAcceptance, PatternEnd, PatternMoment, PatternRefusal
from .notices import NOTICES
from .routes import blueprint
from .rules import PATTERN_ACCORD
from .schemas import PatternMomentSchema

patterns = Practice(
    name="patterns",
    blueprint=blueprint,
    models=(Pattern, PatternAcceptance, PatternRefusal, PatternEnd, PatternMoment),
    kinds=(PATTERNS, PATTERN_ACCEPTANCES, PATTERN_ENDS),
    nouns={PATTERN_ACCORD.refusals: PATTERN_ACCORD.refusal_view, moments.KIND: PatternMomentSchema},
    notices=NOTICES,
    lifetimes=(*later.lifetimes(PATTERN_ACCORD), moments.FORGOTTEN),
    after_restore=partial(later.after_restore, PATTERN_ACCORD),
    for_professionals=True,
)
