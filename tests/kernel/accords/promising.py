"""An accord of the tests: a vow. What both accept is its promise and until when; the colour of its paper needs
nobody's yes. It can be suspended, and lapses unless both renew it.
"""

from marshmallow import fields
from peewee import CompositeKey, TextField

from api.kernel import clock
from api.kernel.accords import states
from api.kernel.accords.accords import Accord, Lapse
from api.kernel.accords.fields import Accepted, AccordPlain, LapseSignals, LapsingDerived
from api.kernel.accords.rows import (
    LapsingRecord,
    RefusalRow,
    RenewalRow,
    SuspensionRow,
    terms_edit,
)
from api.kernel.db import Model
from api.kernel.kinds import RecordKind
from api.kernel.listed import ListedNoun
from api.kernel.nouns import Noun, NounRow


class Vow(LapsingRecord):
    promise = TextField()
    colour = TextField()


class VowYes(NounRow):
    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")


class VowEnd(NounRow):
    class Meta:
        primary_key = CompositeKey("space_id", "id")


class VowRefusal(RefusalRow):
    pass


class VowSuspension(SuspensionRow):
    pass


class VowRenewal(RenewalRow):
    pass


class VowPlain(AccordPlain):
    promise = fields.String(required=True)
    colour = fields.String(required=True)


VOWS = RecordKind(
    name="vows",
    title="Vow",
    practice="checkins",
    path="/vows/<id7:vow_id>",
    about="What two people promise.",
    model=Vow,
    signals=LapseSignals,
    plain=VowPlain,
    derived=LapsingDerived,
    words=None,
    either_edits=True,
)
VOW_YESES = ListedNoun(
    name="vow_yeses",
    title="VowYes",
    practice="checkins",
    path=VOWS.path + "/yes",
    about="Who has said yes to a vow.",
    of=VOWS,
    model=VowYes,
    derived=Accepted,
    listed="accepted_by",
    since=terms_edit,
    counted=False,
)
VOW_ENDS = Noun(
    name="vow_ends",
    title="VowEnd",
    practice="checkins",
    path=VOWS.path + "/end",
    about="The end of a vow.",
    of=VOWS,
    model=VowEnd,
    counted=False,
)
TABLES: list[type[Model]] = [Vow, VowYes, VowEnd, VowRefusal, VowSuspension, VowRenewal]
DAYS = 30
"""After how many days a vow lapses."""
LONGEST_DAYS = 300
settled: list[str] = []
"""The states of vows when they were settled."""

ACCORD = Accord(
    of=VOWS,
    one="vow",
    yes=VOW_YESES,
    end=VOW_ENDS,
    refusal=VowRefusal,
    terms=lambda signals: signals["promise"],
    stored=lambda body: {name: body[name] for name in ("promise", "colour")},
    shown=lambda vow: {"promise": vow.promise, "colour": vow.colour},
    settled=lambda vow: settled.append(states.state_of(ACCORD, vow)),
    withdrawn="vow_terms",
    suspension=VowSuspension,
    lapse=Lapse(renewal=VowRenewal, longest=LONGEST_DAYS * clock.DAY),
)
