"""/journal-pages/{id}"""

from ...kernel.resources import Resource, Texts
from .kinds import JOURNAL_PAGES

RESOURCE = Resource(
    JOURNAL_PAGES,
    "journal_page",
    Texts(
        put="Save a page, for yourself or as a shared copy for both of you.",
        get="Read one of your pages, or one that your partner shared.",
        delete="Delete one of your pages, or stop sharing one. Your partner may have read it.",
    ),
)
