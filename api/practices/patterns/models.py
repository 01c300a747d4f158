"""Tables of patterns."""

from peewee import BigIntegerField, CompositeKey, TextField

from ...kernel.accords.rows import AccordRecord, RefusalRow
from ...kernel.db import Model, belongs_to
from ...kernel.nouns import NounRow


class Pattern(AccordRecord):
    """A loop, described in words that both accept."""

    headline = TextField(null=True)

    class Meta:
        table_name = "pattern"


class PatternAcceptance(NounRow):
    """A person's yes to the words as they are."""

    class Meta:
        table_name = "pattern_acceptance"
        primary_key = CompositeKey("space_id", "id", "author_id")


class PatternRefusal(RefusalRow):
    """The person who declined the words as they are."""

    class Meta:
        table_name = "pattern_refusal"


class PatternEnd(NounRow):
    """The end of a pattern, by either."""

    class Meta:
        table_name = "pattern_end"
        primary_key = CompositeKey("space_id", "id")


class PatternMoment(Model):
    """A quarter of an hour in which the two were in the pattern `id`: its beginning, in milliseconds. Nothing here, or
    anywhere else, says who of them said so."""

    space_id = TextField()
    id = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "pattern_moment"
        primary_key = CompositeKey("space_id", "id", "at")
        constraints = (belongs_to("space_id", "space"),)
