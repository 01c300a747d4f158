"""A yes that was withdrawn stays withdrawn after a restore.

The removal log gets one line for a schedule to which a yes was withdrawn, also when new times took
both away. So a line names nobody, and does not tell a no from other times. After a restore nobody
has accepted such a schedule, and nobody can.
"""

from ...kernel import audiences, listed, removals
from . import replacements, views
from .kinds import RITUAL_ACCEPTANCES
from .models import Ritual, RitualAcceptance

_KIND = "ritual_schedules"


def note(ritual: Ritual) -> None:
    """Note that a yes to the current schedule is withdrawn. A log that cannot be written stops
    nobody from withdrawing."""
    removals.note_or_warn(_KIND, _one(ritual))


def is_withdrawn(ritual: Ritual) -> bool:
    """Whether, before the last restore, a yes to the current schedule was withdrawn."""
    return removals.is_removed(_KIND, _one(ritual))


def withdraw_again() -> None:
    """After a restore, delete all yeses to schedules to which one was withdrawn since the backup."""
    for ritual in list(Ritual.select().where(Ritual.ended.is_null())):
        if is_withdrawn(ritual) and _delete_yeses(ritual) > 0:
            readers = audiences.readers(views.RITUALS, ritual.space_id)
            fresh = Ritual.get(Ritual.space_id == ritual.space_id, Ritual.id == ritual.id)
            views.publish_rituals(readers, replacements.settle(fresh))
            listed.publish(RITUAL_ACCEPTANCES, ritual.space_id, ritual.id)


def _delete_yeses(ritual: Ritual) -> int:
    said = RITUAL_ACCEPTANCES.said(ritual.space_id, ritual.id)
    return RitualAcceptance.delete().where(said).execute()


def _one(ritual: Ritual) -> str:
    return f"{ritual.space_id}/{ritual.id}/{ritual.schedule_edit}"
