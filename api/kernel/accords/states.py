"""What the answers to an accord come to. The state is derived and never stored."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from .. import clock, spaces
from ..kinds import RecordKind
from ..nouns import Noun
from ..statements import Statement, by_id
from .accords import A, Accord
from .rows import AccordRecord, LapsingRecord, RefusalRow


def state_of(accord: Accord[A], record: A) -> str:
    """The state, derived. `accepted` needs everybody in the space, and no accepted one that replaces it."""
    if has_ended(accord, record):
        by_end = record.ended is not None and not _has_lapsed(record)
        return "ended" if by_end else "lapsed"
    if replacement_of(accord, record) is not None:
        return "replaced"
    if is_agreed(accord, record):
        return "suspended" if suspended_by(accord, record) else "accepted"
    return "proposed" if refusal_of(accord, record) is None else "declined"


def is_in_force(accord: Accord[A], record: A) -> bool:
    """Whether everybody has accepted these terms, nothing replaces it, and it has not ended."""
    return state_of(accord, record) == "accepted"


def has_ended(accord: Accord[A], record: A) -> bool:
    """Whether somebody has ended it, or its day has come: the worker may mark that later."""
    at = lapses_at(accord, record)
    return record.ended is not None or (at is not None and at <= clock.now())


def lapses_at(accord: Accord[A], record: A) -> int | None:
    """When it lapses: at the instant that its terms name, or at a later one until which everybody has renewed it."""
    if accord.lapse is None or not isinstance(record, LapsingRecord):
        return None
    until = dict.fromkeys(spaces.people_of(record.space_id), record.lapses_at)
    for row in standing(accord.renewals, record):
        if row.author_id in until:
            until[row.author_id] = max(until[row.author_id], row.until)
    return min(until.values(), default=record.lapses_at)


def suspended_by(accord: Accord[A], record: A) -> list[str]:
    """Who of the people of the space has suspended it. What somebody said who has left the space holds nobody."""
    if accord.suspension is None:
        return []
    people = spaces.people_of(record.space_id)
    said = {row.author_id for row in standing(accord.suspensions, record)}
    return [person_id for person_id in people if person_id in said]


def standing(kind: RecordKind[Any], record: AccordRecord) -> list[Any]:
    """What people have said on it and not taken back, of a kind of `Accord.standing`; the earliest first."""
    return _standing(kind.model).all(kind.model, record.space_id, record.id)


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


def _has_lapsed(record: AccordRecord) -> bool:
    return isinstance(record, LapsingRecord) and record.lapsed


@cache
def _standing(model: Any) -> Statement:
    return Statement(
        lambda space_id, record_id: (
            model.select()
            .where((model.space_id == space_id) & (model.accord_id == record_id))
            .order_by(model.id)
        )
    )


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
