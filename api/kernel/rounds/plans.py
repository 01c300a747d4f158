"""What the worker does for rounds, by kind of plan: the names, and what is planned with each answer."""

from typing import Any

from .. import clock, reminders
from . import times
from .declared import Answer, Round


def ripens(asked: Round[Any, Any]) -> str:
    """Look whether both have answered. The person's own plan: it ends when the couple parts. The key is the record
    alone: reveals of one instant come in the order of records, which tells nothing of who was last."""
    return f"{asked.name}_ripe"


def is_over(asked: Round[Any, Any]) -> str:
    """Delete an answer that is over."""
    return f"{asked.name}_over"


def is_counted(asked: Round[Any, Any]) -> str:
    """Reset the count of its hour: otherwise it would show later that an answer was withdrawn."""
    return f"{asked.name}_often"


def ends(asked: Round[Any, Any]) -> str:
    """End a reveal."""
    return f"{asked.name}_end"


def is_gone(asked: Round[Any, Any]) -> str:
    """Delete all answers to a record that was deleted."""
    return f"{asked.name}_gone"


def of_answer(asked: Round[Any, Any], row: Answer) -> None:
    """Plan what follows from a new answer, whatever the partner has said. A yes that goes on keeps its plan."""
    key, space_id = key_of(row.id, row.author_id), row.space_id
    if not row.since:
        reminders.unplan(space_id, ripens(asked), row.id, row.author_id)
    elif times.ripe(row.since) > clock.now():
        reminders.plan(row.author_id, space_id, ripens(asked), row.id, times.ripe(row.since))
    reminders.plan(space_id, space_id, is_over(asked), key, row.until)
    if row.count:
        due = row.counted_from + clock.HOUR
        reminders.plan(space_id, space_id, is_counted(asked), key, due)


def drop(asked: Round[Any, Any], row: Answer) -> None:
    """Plan nothing more for this answer."""
    reminders.unplan(row.space_id, ripens(asked), row.id, row.author_id)
    for kind in (is_over(asked), is_counted(asked)):
        reminders.unplan(row.space_id, kind, key_of(row.id, row.author_id))


def key_of(record_id: str, person_id: str) -> str:
    """The key of plans about one answer. It is about the person: it goes when they erase their account."""
    return f"{person_id}/{record_id}"
