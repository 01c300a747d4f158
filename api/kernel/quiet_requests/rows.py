"""Tables of quiet requests; a practice adds its own columns. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from .. import clock
from ..nouns import NounRow
from ..records import Record


class RequestRow(Record):
    """What is asked. `ends_at` and `again_at` depend only on what both people can see, never on a `rest`."""

    started_at = BigIntegerField()
    duration_seconds = IntegerField()
    headline = TextField(null=True)
    since = BigIntegerField()
    ends_at = BigIntegerField()
    again_at = BigIntegerField()

    @property
    def expires_at(self) -> int:
        """When it ends without an answer."""
        return self.since + self.duration_seconds * clock.SECOND


class AnswerRow(Record):
    """An answer; `id` is REQUEST/ANSWER. A withdrawal deletes the row, so nothing shows later that there was a
    yes."""

    request_id = TextField()
    answer = TextField()
    later_at = BigIntegerField(null=True)
    started_at = BigIntegerField()
    duration_seconds = IntegerField(null=True)
    headline = TextField(null=True)
    since = BigIntegerField()

    class Meta:
        indexes = ((("space_id", "request_id"), False), (("author_id",), False))

    @property
    def until(self) -> int | None:
        """The end of a yes; None for any other answer."""
        seconds = self.duration_seconds
        return None if seconds is None else self.since + seconds * clock.SECOND

    @property
    def is_shown(self) -> bool:
        """Whether the asker may see it."""
        return self.answer != "rest"


class WithdrawalRow(NounRow):
    """The withdrawal of a request (`id` is REQUEST) or of an answer (REQUEST/ANSWER).

    It may arrive before what it withdraws, which is then refused.
    """

    request_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")
        indexes = ((("space_id", "request_id"), False), (("author_id",), False))
