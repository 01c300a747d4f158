"""The tables of feeds."""

import secrets

from peewee import BigIntegerField, CompositeKey, TextField

from ..db import Model, belongs_to


class Reader(Model):
    """A person's counter. A new `generation` makes every earlier cursor invalid, and `pruned` makes every
    lower cursor invalid: some changes up to that number have been deleted from the feed."""

    person_id = TextField(primary_key=True)
    n = BigIntegerField(default=0)
    pruned = BigIntegerField(default=0)
    generation = TextField(default=lambda: new_generation())


class Feed(Model):
    """A reader's latest view of one record; `body` NULL means that the record was deleted."""

    person_id = TextField()
    kind = TextField()
    space_id = TextField()
    record_id = TextField()
    n = BigIntegerField()
    body = TextField(null=True)

    class Meta:
        primary_key = CompositeKey("person_id", "space_id", "kind", "record_id")
        constraints = (belongs_to("person_id", "person"), belongs_to("space_id", "space"))
        indexes = ((("person_id", "n"), True), (("space_id",), False))


class KeptView(Model):
    """A reader's view of a parted couple's record, kept while the parting can be undone."""

    person_id = TextField()
    kind = TextField()
    space_id = TextField()
    record_id = TextField()
    n = BigIntegerField()
    body = TextField()

    class Meta:
        table_name = "kept_view"
        primary_key = CompositeKey("person_id", "space_id", "kind", "record_id")
        constraints = (
            belongs_to("person_id", "person"),
            belongs_to("space_id", "leaving", "couple_id"),
        )
        indexes = ((("space_id",), False),)


def new_generation() -> str:
    return secrets.token_hex(4)
