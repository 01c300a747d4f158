"""Tables of asks. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel import clock
from ...kernel.nouns import NounRow
from ...kernel.records import Record


class Ask(Record):
    """`ends_at` and `again_at` depend only on what both people can see, never on a `rest`."""

    area = TextField()
    wants_at = BigIntegerField(null=True)
    started_at = BigIntegerField()
    duration_seconds = IntegerField()
    headline = TextField(null=True)
    since = BigIntegerField()
    ends_at = BigIntegerField()
    again_at = BigIntegerField()

    class Meta:
        table_name = "ask"
        indexes = ((("space_id", "author_id", "area"), False),)

    @property
    def expires_at(self) -> int:
        """When the ask ends without an answer."""
        return self.since + self.duration_seconds * clock.SECOND


class AskAnswer(Record):
    """`id` is ASK/ANSWER. A withdrawal deletes the row, so nothing shows later that there was a
    yes."""

    ask_id = TextField()
    answer = TextField()
    later_at = BigIntegerField(null=True)
    started_at = BigIntegerField()
    duration_seconds = IntegerField(null=True)
    headline = TextField(null=True)
    since = BigIntegerField()

    class Meta:
        table_name = "ask_answer"
        indexes = ((("space_id", "ask_id"), False),)

    @property
    def until(self) -> int | None:
        """The end of a yes; None for any other answer."""
        seconds = self.duration_seconds
        return None if seconds is None else self.since + seconds * clock.SECOND


class AskWithdrawal(NounRow):
    """The withdrawal of an ask (`id` is ASK) or of an answer (ASK/ANSWER).

    It may arrive before the ask or answer, which is then refused.
    """

    ask_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")
        indexes = ((("space_id", "ask_id"), False),)
