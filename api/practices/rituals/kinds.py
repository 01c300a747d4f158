"""The kinds of rituals, of their acceptances and ends, and of what a person lets through in their quiet hours."""

from ...kernel.accords.fields import Accepted, AccordPlain
from ...kernel.accords.rows import terms_edit
from ...kernel.kinds import RecordKind
from ...kernel.listed import ListedNoun
from ...kernel.nouns import Noun
from .models import Ritual, RitualAcceptance, RitualEnd, RitualQuietHours
from .schemas import QuietHoursPlain, RitualDerived, RitualSignals

RITUALS = RecordKind(
    name="rituals",
    title="Ritual",
    practice="rituals",
    path="/rituals/<id7:ritual_id>",
    about=(
        "A time for two, or for oneself, that recurs. Words: title, place, note. Headline: title."
    ),
    model=Ritual,
    signals=RitualSignals,
    plain=AccordPlain,
    derived=RitualDerived,
    headline=True,
    headline_optional=True,
    either_edits=True,
)

RITUAL_ACCEPTANCES = ListedNoun(
    name="ritual_acceptances",
    title="RitualAcceptance",
    practice="rituals",
    path=RITUALS.path + "/acceptance",
    about=(
        "Who has accepted the current schedule. `id` is the ritual's; the `edit` of a request is the "
        "one the caller has seen."
    ),
    of=RITUALS,
    model=RitualAcceptance,
    derived=Accepted,
    listed="accepted_by",
    since=terms_edit,
    counted=False,
)

RITUAL_ENDS = Noun(
    name="ritual_ends",
    title="RitualEnd",
    practice="rituals",
    path=RITUALS.path + "/end",
    about="The end of a ritual, for both. `id` is the ritual's.",
    of=RITUALS,
    model=RitualEnd,
    counted=False,
)

QUIET_HOURS = RecordKind(
    name="ritual_quiet_hours",
    title="RitualQuietHours",
    practice="rituals",
    path=RITUALS.path + "/quiet-hours",
    about=(
        "Whether a ritual reminds a person in their quiet hours: a record in their own space "
        "under the ritual's id. The partner never sees it."
    ),
    model=RitualQuietHours,
    plain=QuietHoursPlain,
    words=None,
    newcomers_edit=True,
    counted=False,
)
