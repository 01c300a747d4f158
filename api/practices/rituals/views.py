"""The views of rituals and how they are published to the feeds. Both people see the same."""

from typing import Any

from ...kernel import audiences, clock, feed, records, spaces
from ...kernel.schedule import schedules
from ...kernel.spaces import Caller
from .kinds import RITUAL_ACCEPTANCES
from .models import Ritual, RitualAcceptance, RitualAnswer, RitualRefusal

RITUALS = "rituals"
REFUSALS = "ritual_refusals"
ANSWERS = "ritual_answers"


def accepted_by(ritual: Ritual) -> list[str]:
    """The ids of the people who have accepted the current schedule."""
    said = RITUAL_ACCEPTANCES.said(ritual.space_id, ritual.id)
    return [
        one.author_id for one in RitualAcceptance.select(RitualAcceptance.author_id).where(said)
    ]


def refusal_of(ritual: Ritual) -> RitualRefusal | None:
    """The refusal of the current schedule, if any."""
    return RitualRefusal.get_or_none(
        RitualRefusal.space_id == ritual.space_id, RitualRefusal.ritual_id == ritual.id
    )


def state_of(ritual: Ritual) -> str:
    """The state, derived. `accepted` needs everybody in the space, and no accepted ritual that
    replaces it."""
    if ritual.ended is not None:
        return "ended"
    if replacement_of(ritual) is not None:
        return "replaced"
    if is_agreed(ritual):
        return "accepted"
    return "proposed" if refusal_of(ritual) is None else "declined"


def is_accepted(ritual: Ritual) -> bool:
    """Whether it is in force."""
    return state_of(ritual) == "accepted"


def is_agreed(ritual: Ritual) -> bool:
    """Whether everybody in the space has accepted it. While alone, the person's own yes is enough."""
    return set(spaces.people_of(ritual.space_id)) <= set(accepted_by(ritual))


def replacement_of(ritual: Ritual) -> Ritual | None:
    """The ritual, accepted by everybody, that replaces this one, if any: a change of it, or a change
    of its changes."""
    changes = replacing(ritual)
    for one in changes:
        if is_agreed(one):
            return one
        changes += replacing(one)
    return None


def replacing(ritual: Ritual) -> list[Ritual]:
    """The rituals, not ended, that would replace this one once accepted."""
    chosen = (Ritual.space_id == ritual.space_id) & (Ritual.replaces == ritual.id)
    return list(Ritual.select().where(chosen & Ritual.ended.is_null()).order_by(Ritual.id))


def replaced_by(ritual: Ritual) -> Ritual | None:
    """The ritual that this one would replace, if any."""
    if ritual.replaces is None:
        return None
    return Ritual.get_or_none(Ritual.space_id == ritual.space_id, Ritual.id == ritual.replaces)


def of_ritual(row: Ritual) -> dict[str, Any]:
    return records.view(
        row,
        kind=row.kind,
        **schedules.shown(row),
        headline=records.from_text(row.headline),
        replaces=row.replaces,
        state=state_of(row),
        schedule_edit=row.schedule_edit,
    )


def of_refusal(row: RitualRefusal) -> dict[str, Any]:
    at = clock.to_text(row.at)
    by = {"author_id": row.person_id, "at": at, "edit": row.edit}
    return {"id": row.ritual_id, "space_id": row.space_id, **by}


def of_answer(row: RitualAnswer, answer: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "space_id": row.space_id,
        "ritual_id": row.ritual_id,
        "original": row.original,
        "author_id": row.author_id,
        "answer": answer,
    }


def publish_rituals(readers: list[str], rituals: list[Ritual]) -> None:
    """Publish these rituals to the feeds of these readers."""
    for ritual in rituals:
        publish_to(RITUALS, readers, of_ritual(ritual))


def publish(kind: str, caller: Caller, shown: dict[str, Any]) -> None:
    """Publish a view to the feed of everybody in its space."""
    publish_to(kind, audiences.readers(RITUALS, shown["space_id"]), shown)


def publish_to(kind: str, readers: list[str], shown: dict[str, Any]) -> None:
    """Publish a view to the feeds of these readers."""
    feed.publish(kind, shown["space_id"], shown["id"], dict.fromkeys(readers, shown))


def unpublish(kind: str, readers: list[str], ritual: Ritual) -> None:
    """Delete the ritual's record of this kind from the feeds of these readers."""
    feed.publish(kind, ritual.space_id, ritual.id, dict.fromkeys(readers))


def forget_answers(ritual: Ritual, original: str) -> None:
    """Delete all *on my way* answers to a time that was skipped. All at once, so that they do not show who
    skipped it."""
    said = (
        (RitualAnswer.space_id == ritual.space_id)
        & (RitualAnswer.ritual_id == ritual.id)
        & (RitualAnswer.original == original)
    )
    readers = audiences.readers(ANSWERS, ritual.space_id)
    for row in RitualAnswer.select().where(said):
        feed.publish(ANSWERS, row.space_id, row.id, dict.fromkeys(readers))
    RitualAnswer.delete().where(said).execute()
