"""The tables of wins and of appreciations."""

from peewee import CompositeKey

from ...kernel.nouns import SealedNounRow
from ...kernel.records import Record


class Win(Record):
    class Meta:
        table_name = "win"


class Appreciation(SealedNounRow):
    class Meta:
        table_name = "appreciation"
        primary_key = CompositeKey("space_id", "id", "author_id")
