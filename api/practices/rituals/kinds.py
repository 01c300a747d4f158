"""The kinds of rituals, and of what a person lets through in their quiet hours."""

from ...kernel.kinds import RecordKind
from .models import Ritual, RitualQuietHours
from .schemas import QuietHoursPlain, RitualDerived, RitualPlain, RitualSignals

RITUALS = RecordKind(
    name="rituals",
    title="Ritual",
    practice="rituals",
    path="/rituals/<id7:ritual_id>",
    model=Ritual,
    signals=RitualSignals,
    plain=RitualPlain,
    derived=RitualDerived,
    headline=True,
    either_edits=True,
)
"""words: title, place, note. headline: title."""

QUIET_HOURS = RecordKind(
    name="ritual_quiet_hours",
    title="RitualQuietHours",
    practice="rituals",
    path=RITUALS.path + "/quiet-hours",
    model=RitualQuietHours,
    plain=QuietHoursPlain,
    words=None,
    newcomers_edit=True,
    counted=False,
)
"""A record in the person's own space; its id is the ritual's. The partner never sees it."""
