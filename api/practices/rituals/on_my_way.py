"""That a person is on their way to a time of a ritual, which both see."""

from typing import Any

from ...kernel import audiences, feed
from .models import Ritual, RitualAnswer

KIND = "ritual_answers"


def view(row: RitualAnswer, answer: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "space_id": row.space_id,
        "ritual_id": row.ritual_id,
        "original": row.original,
        "author_id": row.author_id,
        "answer": answer,
    }


def publish(row: RitualAnswer) -> None:
    """Publish that somebody is on their way."""
    shown, readers = view(row, "on_my_way"), audiences.readers(KIND, row.space_id)
    feed.publish(KIND, row.space_id, row.id, dict.fromkeys(readers, shown))


def forget(ritual: Ritual, original: str) -> None:
    """Delete all *on my way* answers to a time that was skipped. All at once, so that they do not show who
    skipped it."""
    said = (
        (RitualAnswer.space_id == ritual.space_id)
        & (RitualAnswer.ritual_id == ritual.id)
        & (RitualAnswer.original == original)
    )
    readers = audiences.readers(KIND, ritual.space_id)
    for row in RitualAnswer.select().where(said):
        feed.publish(KIND, row.space_id, row.id, dict.fromkeys(readers))
    RitualAnswer.delete().where(said).execute()
