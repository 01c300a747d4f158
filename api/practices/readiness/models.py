"""What is stored of readiness. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel.db import Model


class Readiness(Model):
    """One person's in one area. `until` is 0 for not now; `digest` tells a repeated request.

    `ready_since` is when the server heard of a *ready* that has stood since then, 0 where there is
    none. `counted_from` and `count` say how often it has become *ready* within an hour.
    """

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
    ready_since = BigIntegerField(default=0)
    counted_from = BigIntegerField(default=0)
    count = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "person_id", "area")


class ReadinessMatch(Model):
    """When the two of a couple were last found to be both ready in an area.

    It holds while both have stood ready since `times.STANDS` before `matched_at`. `until` is the end
    of the trace that both see; 0 where nothing was hidden before.
    """

    space_id = TextField()
    area = TextField()
    matched_at = BigIntegerField()
    until = BigIntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "area")
