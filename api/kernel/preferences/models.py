"""What is stored of a person's preferences."""

from peewee import BooleanField, TextField

from ..records import Record


class Preferences(Record):
    """A record in the person's own space, with the person's id and without words. Times are local, as 22:00.

    The zone is the person's own column, so that there is one place to read it.
    """

    language = TextField()
    quiet_from = TextField(null=True)
    quiet_until = TextField(null=True)
    pauses = BooleanField()
    rituals = BooleanField()
    asks = BooleanField(default=True)
    check_in_arrived = BooleanField()
    check_in_reminder = BooleanField()
    check_in_reminder_at = TextField(null=True)
