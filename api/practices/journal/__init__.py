"""Journal: pages that only their author reads, until one is shared."""

from ...kernel.practice import Practice
from .kinds import JOURNAL_PAGES
from .models import JournalPage
from .routes import RESOURCE

journal = Practice(
    name="journal",
    blueprint=RESOURCE.blueprint,
    models=(JournalPage,),
    kinds=(JOURNAL_PAGES,),
    after_restore=RESOURCE.delete_again,
)
