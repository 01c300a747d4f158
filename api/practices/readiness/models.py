"""Tables of readiness. Instants are milliseconds since the epoch."""

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ...kernel.db import Model


class Readiness(Model):
    """One person in one area. `until` is 0 for *not now*; `digest` recognizes a repeated request.

    `ready_since` is when the server received the *ready* that still holds, else 0. `counted_from`
    and `count`: how often the person became *ready* within an hour.
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
        indexes = ((("person_id",), False),)


class ReadinessMatch(Model):
    """The last time both people of a couple were found ready in an area.

    The match holds while both have been ready since `STANDS` of the rounds before `matched_at`. `until` is
    the end of the trace that both see; 0 if nothing was hidden before.
    """

    space_id = TextField()
    area = TextField()
    matched_at = BigIntegerField()
    until = BigIntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "area")
