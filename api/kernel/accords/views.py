"""What readers see of an accord, and how it gets into their feeds. Everybody sees the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from .. import audiences, clock, feed, records
from ..kinds import RecordKind
from . import states
from .accords import A, Accord
from .rows import LapsingRecord, RefusalRow, StandingRow


def of_record(accord: Accord[A], record: A) -> dict[str, Any]:
    """A reader's view, with the state as it is now."""
    own = {**accord.shown(record), **_of_lapse(accord, record)}
    state = states.state_of(accord, record)
    return records.view(record, **own, replaces=record.replaces, state=state)


def _of_lapse(accord: Accord[A], record: A) -> Mapping[str, Any]:
    at = states.lapses_at(accord, record)
    if at is None or not isinstance(record, LapsingRecord):
        return {}
    renewed = None if at == record.lapses_at else clock.to_text(at)
    return {"lapses_at": clock.to_text(record.lapses_at), "renewed_until": renewed}


def of_refusal(row: RefusalRow) -> dict[str, Any]:
    at = clock.to_text(row.at)
    by = {"author_id": row.author_id, "at": at, "edit": row.edit}
    return {"id": row.id, "space_id": row.space_id, **by}


def publish(accord: Accord[A], space_id: str, changed: Iterable[A]) -> None:
    """Publish these records to everybody who may read them."""
    readers = audiences.readers(accord.of.name, space_id)
    for record in changed:
        records.publish(accord.of, record, readers, of_record(accord, record))


def publish_standing(kind: RecordKind[Any], row: StandingRow) -> None:
    records.publish(
        kind, row, audiences.readers(kind.name, row.space_id), records.view_of(kind, row)
    )


def publish_refusal(accord: Accord[Any], row: RefusalRow) -> None:
    readers = audiences.readers(accord.refusals, row.space_id)
    shown = of_refusal(row)
    feed.publish(accord.refusals, row.space_id, row.id, dict.fromkeys(readers, shown))


def unpublish_refusal(accord: Accord[A], record: A) -> None:
    """Delete the refusal of these terms from the feed of everybody who may read it."""
    readers = audiences.readers(accord.refusals, record.space_id)
    feed.publish(accord.refusals, record.space_id, record.id, dict.fromkeys(readers))
