"""Nouns: statements that hang on a record, such as the end of a pause or an appreciation.

Each has an author, a time, its own URL below the record's, and one of two rules for who says it again: the
first stands, or there is one of each person and the latest counts.

    PAUSE_ENDS = Noun(
        name="pause_ends",
        title="PauseEnd",
        practice="pauses",
        path=PAUSES.path + "/end",
        about="How the author comes back. The id is the pause's.",
        of=PAUSES,
        by="author",
        model=PauseEnd,
        plain=PauseEndSaid,
        told_at=True,
    )

A practice's route calls `say`. It locks the space, applies the rules of the noun, asks `check`, stores the row,
calls `after` and publishes the view, in one transaction.
"""

from .declared import N, Noun, NounRow, R, SealedNounRow
from .said import find, forget, publish, remove
from .saying import Write, say

__all__ = [
    "N",
    "Noun",
    "NounRow",
    "R",
    "SealedNounRow",
    "Write",
    "find",
    "forget",
    "publish",
    "remove",
    "say",
]
