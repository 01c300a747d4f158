"""What was said on a record: find it, publish it, delete it."""

from functools import cache
from typing import Any

from .. import audiences, feed, repeats, tombstones
from ..statements import Statement, by_id
from .declared import N, Noun, NounRow


def find(noun: Noun[Any, N], space_id: str, record_id: str, person_id: str) -> N | None:
    """What was said on this record: by this person, or by whoever said it if there is one for all."""
    if noun.each or noun.early:
        return _own(noun.model).first(noun.model, space_id, record_id, person_id)
    return by_id(noun.model, space_id, record_id)


@cache
def _own(model: type[NounRow]) -> Statement:
    return Statement(
        lambda space_id, record_id, person_id: model.select().where(
            (model.space_id == space_id) & (model.id == record_id) & (model.author_id == person_id)
        )
    )


def publish(noun: Noun[Any, N], row: N, readers: list[str]) -> None:
    """Put the view into the feed of each reader."""
    shown = noun.shown(row)
    feed.publish(noun.name, row.space_id, shown["id"], dict.fromkeys(readers, shown))


def remove(noun: Noun[Any, Any], space_id: str, record_id: str) -> None:
    """Delete what was said on a record that is deleted, for whoever has it. Call it inside a transaction.

    It leaves a tombstone as the record does, since with that the feeds forget it.
    """
    holders = audiences.holders(space_id)
    for noun_id in _delete(noun, space_id, record_id):
        tombstones.bury(space_id, noun.name, noun_id)
        feed.publish(noun.name, space_id, noun_id, dict.fromkeys(holders))


def forget(noun: Noun[Any, Any], space_id: str, record_id: str) -> None:
    """Delete what was said on a record, or the trace of it, without a number in any feed: the phones delete it by
    themselves."""
    _delete(noun, space_id, record_id)
    feed.forget(space_id, noun.name, record_id, audiences.holders(space_id))
    tombstones.forget(space_id, noun.name, record_id)


def _delete(noun: Noun[Any, Any], space_id: str, record_id: str) -> list[str]:
    """Delete the rows with their digests; returns their ids."""
    rows = noun.model.select().where(noun.said(space_id, record_id)).order_by(noun.model.author_id)
    noun_ids = [noun.id_of(row.id, row.author_id) for row in rows]
    for noun_id in noun_ids:
        repeats.forget_edits(space_id, noun.name, noun_id)
    noun.model.delete().where(noun.said(space_id, record_id)).execute()
    return list(dict.fromkeys(noun_ids))
