"""What the answers to an accord come to. The state is derived and never stored."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from .. import spaces
from ..nouns import Noun
from ..statements import Statement, by_id
from .accords import A, Accord, AccordRecord, RefusalRow


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
    return [author_id for (author_id,) in _authors(accord.yes).run(record.space_id, record.id)]


def refusal_of(accord: Accord[A], record: A) -> RefusalRow | None:
    """The refusal of the current terms, if any."""
    return by_id(accord.refusal, record.space_id, record.id)


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
    return _replacing(accord.of.model).all(accord.of.model, record.space_id, record.id)


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
    return by_id(accord.of.model, space_id, record_id)


@cache
def _authors(noun: Noun[Any, Any]) -> Statement:
    return Statement(
        lambda space_id, record_id: noun.model.select(noun.model.author_id).where(
            noun.said(space_id, record_id)
        )
    )


@cache
def _replacing(model: type[AccordRecord]) -> Statement:
    return Statement(
        lambda space_id, record_id: (
            model.select()
            .where((model.space_id == space_id) & (model.replaces == record_id))
            .where(model.ended.is_null())
            .order_by(model.id)
        )
    )
