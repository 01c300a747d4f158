"""What the answers to an accord come to. The state is derived and never stored."""

from collections.abc import Iterator
from typing import Any

from .. import spaces
from .accords import A, Accord, RefusalRow


def state_of(accord: Accord[A], record: A) -> str:
    """The state, derived. `accepted` needs everybody in the space, and no accepted one that replaces it."""
    if record.ended is not None:
        return "ended"
    if replacement_of(accord, record) is not None:
        return "replaced"
    if is_agreed(accord, record):
        return "accepted"
    return "proposed" if refusal_of(accord, record) is None else "declined"


def is_in_force(accord: Accord[A], record: A) -> bool:
    """Whether everybody has accepted these terms, nothing replaces it, and it has not ended."""
    return state_of(accord, record) == "accepted"


def is_agreed(accord: Accord[A], record: A) -> bool:
    """Whether everybody in the space has accepted it. While alone, the person's own yes is enough."""
    return set(spaces.people_of(record.space_id)) <= set(accepted_by(accord, record))


def accepted_by(accord: Accord[A], record: A) -> list[str]:
    """The ids of the people who have accepted the current terms."""
    model = accord.yes.model
    said = model.select(model.author_id).where(accord.yes.said(record.space_id, record.id))
    return [one.author_id for one in said]


def refusal_of(accord: Accord[A], record: A) -> RefusalRow | None:
    """The refusal of the current terms, if any."""
    model = accord.refusal
    return model.get_or_none(model.space_id == record.space_id, model.id == record.id)


def replacement_of(accord: Accord[A], record: A) -> A | None:
    """The one, accepted by everybody, that replaces this one, if any: a change of it, or a change of its changes."""
    changes = replacing(accord, record)
    for one in changes:
        if is_agreed(accord, one):
            return one
        changes += replacing(accord, one)
    return None


def replacing(accord: Accord[A], record: A) -> list[A]:
    """Those, not ended, that would replace this one once accepted."""
    model = accord.of.model
    chosen = (model.space_id == record.space_id) & (model.replaces == record.id)
    return list(model.select().where(chosen & model.ended.is_null()).order_by(model.id))


def earlier(accord: Accord[A], record: A) -> Iterator[A]:
    """The one that this one replaces, the one that that one replaces, and so on."""
    one = replaced_by(accord, record)
    while one is not None:
        yield one
        one = replaced_by(accord, one)


def replaced_by(accord: Accord[A], record: A) -> A | None:
    """The one that this one would replace, if any."""
    if record.replaces is None:
        return None
    return find(accord, record.space_id, record.replaces)


def find(accord: Accord[A], space_id: str, record_id: str) -> A | None:
    """A record of this kind."""
    model: Any = accord.of.model
    return model.get_or_none(model.space_id == space_id, model.id == record_id)
