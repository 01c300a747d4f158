"""What is stored of rituals. Local times are texts such as 2026-11-27T19:00 in the ritual's zone."""

from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from ...kernel.db import Model
from ...kernel.records import Record


class Ritual(Record):
    """`recurrence` and `lead_minutes` are JSON as sent, since the words are sealed with them.

    `schedule_edit` is the edit that set them; whoever accepts, accepts that one or a later. `replaces` is the
    ritual that this one takes the place of for as long as everybody has accepted this one.
    """

    kind = TextField()
    recurrence = TextField()
    lead_minutes = TextField()
    headline = TextField(null=True)
    schedule_edit = IntegerField()
    ended = BigIntegerField(null=True)
    ended_by = TextField(null=True)
    replaces = TextField(null=True)

    class Meta:
        table_name = "ritual"


class RitualAcceptance(Model):
    """Who has said yes to the schedule as it is."""

    space_id = TextField()
    ritual_id = TextField()
    person_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "ritual_id", "person_id")


class RitualRefusal(Model):
    """Who has declined the schedule as it is; goes with that schedule."""

    space_id = TextField()
    ritual_id = TextField()
    person_id = TextField()
    at = BigIntegerField()
    edit = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "ritual_id")


class RitualOccurrence(Model):
    """One time that is not simply as planned. Who changed it is not kept; `changed_day` counts days since
    the epoch, for calendars."""

    space_id = TextField()
    ritual_id = TextField()
    original = TextField()
    edit = IntegerField()
    state = TextField()
    moved_to = TextField(null=True)
    changed_day = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "ritual_id", "original")


class RitualAnswer(Model):
    """Somebody is on their way. Other answers to a reminder leave no row."""

    space_id = TextField()
    id = TextField()
    ritual_id = TextField()
    original = TextField()
    author_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        indexes = ((("space_id", "ritual_id", "original"), False),)


class RitualQuietHours(Record):
    """A record of the own space under the ritual's id, without words: whether its reminders come in this person's
    quiet hours, too. `ritual_edit` is the edit of the ritual whose schedule they saw then."""

    reminds = BooleanField()
    ritual_edit = IntegerField()

    class Meta:
        table_name = "ritual_quiet_hours"


class CalendarLink(Model):
    """A person's feed of the rituals of one space. Only a hash of its address is kept."""

    person_id = TextField()
    id = TextField()
    space_id = TextField()
    token_hash = TextField(unique=True)
    added_day = IntegerField()

    class Meta:
        primary_key = CompositeKey("person_id", "id")
