"""The kinds of patterns, of their acceptances and of their ends."""

from ...kernel.accords.fields import Accepted, AccordDerived, AccordPlain
from ...kernel.accords.rows import terms_edit
from ...kernel.kinds import RecordKind
from ...kernel.listed import ListedNoun
from ...kernel.nouns import Noun
from .models import Pattern, PatternAcceptance, PatternEnd

PATTERNS = RecordKind(
    name="patterns",
    title="Pattern",
    practice="patterns",
    path="/patterns/<id7:pattern_id>",
    about=(
        "A loop that both know, and what both do instead. Words: template, title, looks (what it looks like, by "
        "person), instead. Headline: instead."
    ),
    model=Pattern,
    plain=AccordPlain,
    derived=AccordDerived,
    headline=True,
    headline_optional=True,
    either_edits=True,
)

PATTERN_ACCEPTANCES = ListedNoun(
    name="pattern_acceptances",
    title="PatternAcceptance",
    practice="patterns",
    path=PATTERNS.path + "/acceptance",
    about=(
        "Who has accepted a pattern in its current words. `id` is the pattern's; the `edit` of a request is the one "
        "the caller has seen."
    ),
    of=PATTERNS,
    model=PatternAcceptance,
    derived=Accepted,
    listed="accepted_by",
    since=terms_edit,
    counted=False,
)

PATTERN_ENDS = Noun(
    name="pattern_ends",
    title="PatternEnd",
    practice="patterns",
    path=PATTERNS.path + "/end",
    about="The end of a pattern, for both. `id` is the pattern's.",
    of=PATTERNS,
    model=PatternEnd,
    counted=False,
)
