"""What readers see of an accord, and how it gets into their feeds. Everybody sees the same."""

from collections.abc import Iterable
from typing import Any

from .. import audiences, clock, feed, records
from .accords import A, Accord, RefusalRow
from .states import state_of


def of_record(accord: Accord[A], record: A) -> dict[str, Any]:
    """A reader's view, with the state as it is now."""
    state = state_of(accord, record)
    return records.view(record, **accord.shown(record), replaces=record.replaces, state=state)


def of_refusal(row: RefusalRow) -> dict[str, Any]:
    at = clock.to_text(row.at)
    by = {"author_id": row.author_id, "at": at, "edit": row.edit}
    return {"id": row.id, "space_id": row.space_id, **by}


def publish(accord: Accord[A], space_id: str, changed: Iterable[A]) -> None:
    """Publish these records to everybody who may read them."""
    readers = audiences.readers(accord.of.name, space_id)
    for record in changed:
        records.publish(accord.of, record, readers, of_record(accord, record))


def publish_refusal(accord: Accord[Any], row: RefusalRow) -> None:
    readers = audiences.readers(accord.refusals, row.space_id)
    shown = of_refusal(row)
    feed.publish(accord.refusals, row.space_id, row.id, dict.fromkeys(readers, shown))


def unpublish_refusal(accord: Accord[A], record: A) -> None:
    """Delete the refusal of these terms from the feed of everybody who may read it."""
    readers = audiences.readers(accord.refusals, record.space_id)
    feed.publish(accord.refusals, record.space_id, record.id, dict.fromkeys(readers))
