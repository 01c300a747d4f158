"""The table of pages: sealed words."""

from ...kernel.records import Record


class JournalPage(Record):
    class Meta:
        table_name = "journal_page"
