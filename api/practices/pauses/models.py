"""What is stored of pauses and of how they end. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel.db import Model
from ...kernel.records import Record


class Pause(Record):
    """`since` and `until` are derived at receipt. `ended` is set by an end, never by time alone."""

    started_at = BigIntegerField()
    duration_seconds = IntegerField()
    headline = TextField(null=True)
    since = BigIntegerField()
    until = BigIntegerField()
    ended = BigIntegerField(null=True)

    class Meta:
        table_name = "pause"
        indexes = ((("author_id", "until"), False),)


class PauseEnd(Model):
    """How the one who paused comes back; `id` is the pause's. `digest` tells a repeated request."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    then = TextField()
    talk_at = BigIntegerField(null=True)
    at = BigIntegerField()
    digest = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")
        indexes = ((("author_id",), False),)
