"""The table of reflections: sealed words."""

from ...kernel.records import Record


class Reflection(Record):
    class Meta:
        table_name = "reflection"
