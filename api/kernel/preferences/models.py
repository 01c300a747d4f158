"""What is stored of a person's preferences."""

from peewee import TextField

from ..records import Record


class Preferences(Record):
    """A record in the person's own space, with the person's id and without words. Times are local, as 22:00.

    `switches` is JSON: the switches that a phone of this person has set, by name. So a new switch needs no
    column. The zone is the person's own column, so that there is one place to read it.
    """

    language = TextField()
    quiet_from = TextField(null=True)
    quiet_until = TextField(null=True)
    switches = TextField(default="{}")
    check_in_reminder_at = TextField(null=True)
