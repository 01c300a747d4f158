"""Tables of check-ins and of their daily reminder."""

from peewee import BigIntegerField, IntegerField, TextField

from ...kernel.db import Model
from ...kernel.records import Record


class CheckIn(Record):
    """Milliseconds since the epoch. `at` is by the phone's clock; `shown_at` is never later than
    the receipt."""

    at = BigIntegerField()
    shown_at = BigIntegerField(default=0)

    class Meta:
        table_name = "check_in"
        indexes = ((("author_id", "shown_at"), False),)


class CheckInReminder(Model):
    """How many daily reminders a person ignored since their last check-in. `space_id` is their own
    space."""

    space_id = TextField(primary_key=True)
    ignored = IntegerField()
