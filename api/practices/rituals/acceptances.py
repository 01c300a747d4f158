"""Accept the current schedule of a ritual. A new schedule begins with the yes of its author alone."""

from ...kernel import listed
from ...kernel.errors import Problem
from ...kernel.nouns import Write
from . import replacements, views, withdrawals
from .kinds import RITUAL_ACCEPTANCES
from .models import Ritual, RitualAcceptance


def check(write: Write[Ritual, RitualAcceptance]) -> None:
    """Refuse a yes to a ritual that has ended, or to a schedule that anybody has declined."""
    ritual = write.record
    if ritual.ended is not None:
        raise Problem("already_ended")
    if views.refusal_of(ritual) is not None or withdrawals.is_withdrawn(ritual):
        raise Problem("declined")


def settle(write: Write[Ritual, RitualAcceptance]) -> None:
    """Let the ritual be active once everybody has accepted it."""
    views.publish_rituals(write.readers, replacements.settle(write.record))


def begin_anew(ritual: Ritual, person_id: str) -> None:
    """Of a new schedule, let its author alone have accepted it. Publish that afterwards."""
    RitualAcceptance.delete().where(RITUAL_ACCEPTANCES.said(ritual.space_id, ritual.id)).execute()
    key = {"space_id": ritual.space_id, "id": ritual.id, "author_id": person_id}
    RitualAcceptance.insert(**key, at=ritual.received).execute()


def publish(ritual: Ritual) -> None:
    """Publish who has accepted it."""
    listed.publish(RITUAL_ACCEPTANCES, ritual.space_id, ritual.id)
