"""The kind of a page."""

from ...kernel.kinds import RecordKind
from .models import JournalPage

JOURNAL_PAGES = RecordKind(
    name="journal_pages",
    title="JournalPage",
    practice="journal",
    path="/journal-pages/<id7:page_id>",
    about=(
        "A page of a journal; a shared page is a record of its own. Words: text, and perhaps the"
        " prompt and, on a private page, the id under which it was shared."
    ),
    model=JournalPage,
)
