"""What is stored of readiness. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel.db import Model


class Readiness(Model):
    """One person's in one area. `until` is 0 for not now; `digest` tells a repeated request."""

    space_id = TextField()
    person_id = TextField()
    area = TextField()
    state = TextField()
    reveal = TextField()
    words = TextField(null=True)
    started_at = BigIntegerField()
    duration_seconds = IntegerField(null=True)
    until = BigIntegerField()
    digest = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "person_id", "area")
