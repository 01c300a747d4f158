"""What is stored of check-ins: when one was, its sealed words, and how a reminder fares."""

from peewee import BigIntegerField, IntegerField, TextField

from ...kernel.db import Model
from ...kernel.records import Record


class CheckIn(Record):
    """Milliseconds since the epoch. `at`: as the phone that made it says; `shown_at`: no later than its receipt."""

    at = BigIntegerField()
    shown_at = BigIntegerField(default=0)

    class Meta:
        table_name = "check_in"
        indexes = ((("author_id", "shown_at"), False),)


class CheckInReminder(Model):
    """A person's daily reminder: how many went by since their last check-in. `space_id` is theirs."""

    space_id = TextField(primary_key=True)
    ignored = IntegerField()
