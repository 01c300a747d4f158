"""A yes that was withdrawn stays withdrawn after a restore.

The removal log gets one line for terms to which a yes was withdrawn, also when new terms took both away. So a line
names nobody, and does not tell a no from new terms. After a restore nobody has accepted such terms, and nobody can.
"""

from .. import removals
from .accords import A, Accord
from .rows import AccordRecord


def note(accord: Accord[A], record: A) -> None:
    """Note that a yes to the current terms is withdrawn. A log that cannot be written stops nobody from withdrawing."""
    removals.note_or_warn(accord.withdrawn, _one(record))


def is_withdrawn(accord: Accord[A], record: A) -> bool:
    """Whether, before the last restore, a yes to the current terms was withdrawn."""
    return removals.is_removed(accord.withdrawn, _one(record))


def _one(record: AccordRecord) -> str:
    return f"{record.space_id}/{record.id}/{record.terms_edit}"
