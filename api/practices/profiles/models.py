"""The table of profiles: sealed words under the person's id."""

from ...kernel.records import Record


class Profile(Record):
    """A person has at most one profile in their own space and one in the couple's."""

    class Meta:
        table_name = "profile"
