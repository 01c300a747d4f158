"""Tables of accords; a practice adds its own columns. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from ..db import Model
from ..nouns import NounRow
from ..records import Record


class AccordRecord(Record):
    """Columns of every accord. `terms_edit` is the edit that set the current terms; a yes names that edit or a later
    one. `replaces` is the accord that this one replaces while everybody has accepted this one. `ended` is the instant
    of its end."""

    terms_edit = IntegerField()
    ended = BigIntegerField(null=True)
    replaces = TextField(null=True)


class LapsingRecord(AccordRecord):
    """Columns of an accord that lapses: the instant that its terms name, and whether it has ended by that. Renewals
    move the instant; `states.lapses_at` says where to."""

    lapses_at = BigIntegerField()
    lapsed = BooleanField(default=False)


def terms_edit(record: AccordRecord) -> int:
    """The earliest edit that a yes may mean."""
    return record.terms_edit


class SignedYesRow(NounRow):
    """Columns of a signed yes: the edit of the accord, the digest of its words, and the signature, both base64url."""

    edit = IntegerField()
    digest = TextField()
    signature = TextField()


class StandingRow(Record):
    """What one person says on an accord and can take back. `id` is ACCORD/OWN, where OWN is made by the phone. What is
    taken back is deleted."""

    accord_id = TextField()

    class Meta:
        indexes = ((("space_id", "accord_id"), False),)


class SuspensionRow(StandingRow):
    """Columns of every suspension: while it stands, the accord is not in force."""


class RenewalRow(StandingRow):
    """Columns of every renewal. `seen_edit` is the edit of the accord that its author has seen."""

    until = BigIntegerField()
    seen_edit = IntegerField()


class RefusalRow(Model):
    """Columns of every refusal: who declined the current terms. `id` is the accord's. Deleted when the terms change or
    the accord ends."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    at = BigIntegerField()
    edit = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        indexes = ((("author_id",), False),)
