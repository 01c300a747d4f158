"""Tables of pauses and their ends. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel.nouns import NounRow
from ...kernel.records import Record


class Pause(Record):
    """`since` and `until` are set at receipt. `ended` is set by a `PauseEnd`, an undo, or not at
    all."""

    started_at = BigIntegerField()
    duration_seconds = IntegerField()
    headline = TextField(null=True)
    since = BigIntegerField()
    until = BigIntegerField()
    ended = BigIntegerField(null=True)

    class Meta:
        table_name = "pause"
        indexes = ((("author_id", "until"), False),)


class PauseEnd(NounRow):
    """How the author comes back."""

    then = TextField()
    talk_at = BigIntegerField(null=True)

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        indexes = ((("author_id",), False),)
