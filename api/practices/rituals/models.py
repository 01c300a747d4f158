"""Tables of rituals. Clock times are texts such as 2026-11-27T19:00 in the ritual's zone."""

from peewee import BooleanField, CompositeKey, IntegerField, TextField

from ...kernel.accords.rows import AccordRecord, RefusalRow
from ...kernel.db import Model
from ...kernel.nouns import NounRow
from ...kernel.records import Record
from ...kernel.schedule.schedules import OccurrenceRow, ScheduledRecord


class Ritual(ScheduledRecord, AccordRecord):
    """A schedule that comes into force once both have accepted it."""

    kind = TextField()
    headline = TextField(null=True)

    class Meta:
        table_name = "ritual"


class RitualAcceptance(NounRow):
    """A person's yes to the current schedule."""

    class Meta:
        table_name = "ritual_acceptance"
        primary_key = CompositeKey("space_id", "id", "author_id")


class RitualRefusal(RefusalRow):
    """The person who declined the current schedule."""

    class Meta:
        table_name = "ritual_refusal"


class RitualEnd(NounRow):
    """The end of a ritual, by either."""

    class Meta:
        table_name = "ritual_end"
        primary_key = CompositeKey("space_id", "id")


class RitualOccurrence(OccurrenceRow):
    """One time that was changed."""

    class Meta:
        table_name = "ritual_occurrence"


class RitualAnswer(Model):
    """A person is on their way. Other answers to a reminder are not stored."""

    space_id = TextField()
    id = TextField()
    ritual_id = TextField()
    original = TextField()
    author_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        indexes = ((("space_id", "ritual_id", "original"), False), (("author_id",), False))


class RitualQuietHours(Record):
    """A record in the person's own space, under the ritual's id and without words: whether this
    ritual reminds in their quiet hours too. `ritual_edit` is the ritual's edit whose schedule they
    saw.
    """

    reminds = BooleanField()
    ritual_edit = IntegerField()

    class Meta:
        table_name = "ritual_quiet_hours"


class CalendarLink(Model):
    """A person's calendar link to the rituals of one space. Only a hash of its token is stored."""

    person_id = TextField()
    id = TextField()
    space_id = TextField()
    token_hash = TextField(unique=True)
    added_day = IntegerField()

    class Meta:
        primary_key = CompositeKey("person_id", "id")
        indexes = ((("space_id",), False),)
