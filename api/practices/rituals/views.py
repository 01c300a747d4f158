"""What readers see of rituals, and how it reaches their feeds. Both always see the same."""

from typing import Any

from ...kernel import clock, feed, records, spaces
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from .models import Ritual, RitualAcceptance, RitualAnswer, RitualOccurrence

RITUALS = "rituals"
ACCEPTANCES = "ritual_acceptances"
OCCURRENCES = "ritual_occurrences"
ANSWERS = "ritual_answers"
ENDS = "ritual_ends"


def locked(caller: Caller, space_id: str, ritual_id: str) -> Ritual:
    """The ritual, its space locked until commit; else `not_found`."""
    spaces.lock(caller, space_id)
    row = Ritual.get_or_none(Ritual.space_id == space_id, Ritual.id == ritual_id)
    if row is None:
        raise Problem("not_found")
    return row


def accepted_by(ritual: Ritual) -> list[str]:
    """The ids of those who have accepted the schedule as it is."""
    query = RitualAcceptance.select(RitualAcceptance.person_id).where(
        (RitualAcceptance.space_id == ritual.space_id) & (RitualAcceptance.ritual_id == ritual.id)
    )
    return sorted(acceptance.person_id for acceptance in query)


def state_of(ritual: Ritual) -> str:
    """`accepted` once everybody in the space has accepted; one's own yes is enough while alone."""
    if ritual.ended is not None:
        return "ended"
    everybody = set(spaces.people_of(ritual.space_id))
    return "accepted" if everybody <= set(accepted_by(ritual)) else "proposed"


def of_ritual(row: Ritual) -> dict[str, Any]:
    return records.view(
        row,
        kind=row.kind,
        recurrence=records.from_text(row.recurrence),
        lead_minutes=records.from_text(row.lead_minutes),
        headline=records.from_text(row.headline),
        state=state_of(row),
        schedule_edit=row.schedule_edit,
    )


def of_acceptance(ritual: Ritual) -> dict[str, Any]:
    return {"id": ritual.id, "space_id": ritual.space_id, "accepted_by": accepted_by(ritual)}


def of_end(ritual: Ritual) -> dict[str, Any]:
    """The end of a ritual that has ended."""
    at = clock.to_text(ritual.ended or 0)
    return {"id": ritual.id, "space_id": ritual.space_id, "author_id": ritual.ended_by, "at": at}


def of_occurrence(row: RitualOccurrence) -> dict[str, Any]:
    return {
        "id": occurrence_id(row.ritual_id, row.original),
        "space_id": row.space_id,
        "ritual_id": row.ritual_id,
        "original": row.original,
        "edit": row.edit,
        "state": row.state,
        "moved_to": row.moved_to,
    }


def of_answer(row: RitualAnswer, answer: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "space_id": row.space_id,
        "ritual_id": row.ritual_id,
        "original": row.original,
        "author_id": row.author_id,
        "answer": answer,
    }


def occurrence_id(ritual_id: str, original: str) -> str:
    return f"{ritual_id}/{original}"


def publish(kind: str, caller: Caller, shown: dict[str, Any]) -> None:
    """Put the same view into the feed of everybody in its space."""
    publish_to(kind, caller.readers(shown["space_id"]), shown)


def publish_to(kind: str, readers: list[str], shown: dict[str, Any]) -> None:
    """The same, for these readers."""
    feed.publish(kind, shown["space_id"], shown["id"], dict.fromkeys(readers, shown))


def unpublish_answer(caller: Caller, row: RitualAnswer) -> None:
    """Take an answer out of the feed of everybody in its space."""
    feed.publish(ANSWERS, row.space_id, row.id, dict.fromkeys(caller.readers(row.space_id)))
