"""What is stored of a profile: sealed words, under the id of its person."""

from ...kernel.records import Record


class Profile(Record):
    """One in the own space, one in the couple's."""

    class Meta:
        table_name = "profile"
