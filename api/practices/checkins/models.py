"""What is stored of a check-in: when it was, and its sealed words."""

from peewee import BigIntegerField

from ...kernel.records import Record


class CheckIn(Record):
    """`at`: milliseconds since the epoch, as the phone that made it says."""

    at = BigIntegerField()

    class Meta:
        table_name = "check_in"
