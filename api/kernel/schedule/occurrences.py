"""Change one time of a record: move, skip, mark as kept, or reset. Nobody sees who did it."""

from collections.abc import Mapping
from typing import Any

from .. import audiences, clock, feed, quotas, records, repeats
from ..db import transaction
from ..errors import Problem, invalid
from ..push import notices
from ..spaces import Caller
from . import lead_times, timetable
from .recurrence import instant_of
from .schedules import OccurrenceRow, S, Schedule, recurrence_of


def save(
    schedule: Schedule[S], record_id: str, original: str, body: Mapping[str, Any], caller: Caller
) -> tuple[Mapping[str, Any], int, dict[str, str]]:
    """Change one time, named by its clock time in the schedule. Of two changes with the same edit the first wins;
    the other is `stale_edit`.

    Raises `not_found`, also for a clock time that the schedule does not have, `stale_edit`, `already_ended`,
    `invalid`, `full_today`, `full`.
    """
    with transaction():
        record = records.locked(schedule.of, body["space_id"], record_id, caller)
        row = timetable.find_change(schedule, record, original)
        named = (record.space_id, schedule.occurrences, _id(record_id, original))
        repeated = repeats.is_repeat(*named, body["edit"])
        created = row is None
        if row is None or not repeated:
            _refuse(schedule, record, original, body, row)
            quotas.take(caller, record.space_id, new=False)
            row = _write(schedule, record, original, body, row)
            repeats.remember(*named, row.edit)
        shown = view(schedule, row)
    return shown, 201 if created else 200, {"ETag": f'"{row.edit}"'}


def skip(schedule: Schedule[S], record: S, original: str) -> None:
    """Skip a time, unless it is already skipped or kept; a moved one keeps where it was moved to. Call it with the
    space locked."""
    row = timetable.find_change(schedule, record, original)
    if row is None or row.state in timetable.STANDING:
        edit, moved_to = (row.edit + 1, row.moved_to) if row else (1, None)
        body = {"edit": edit, "state": "skipped", "moved_to": moved_to}
        _write(schedule, record, original, body, row)


def refuse_unknown(schedule: Schedule[S], record: S, original: str) -> None:
    """Raise `not_found` for a clock time that is not in the schedule and was never changed."""
    if not timetable.is_local(original):
        raise Problem("not_found")
    known = timetable.find_change(schedule, record, original) is not None
    if not known and not timetable.is_occurrence(recurrence_of(record), original):
        raise Problem("not_found")


def view(schedule: Schedule[Any], row: OccurrenceRow) -> dict[str, Any]:
    return {
        "id": _id(row.id, row.original),
        "space_id": row.space_id,
        f"{schedule.one}_id": row.id,
        "original": row.original,
        "edit": row.edit,
        "state": row.state,
        "moved_to": row.moved_to,
    }


def _refuse(
    schedule: Schedule[S],
    record: S,
    original: str,
    body: Mapping[str, Any],
    row: OccurrenceRow | None,
) -> None:
    refuse_unknown(schedule, record, original)
    if not 0 < body["edit"] - (row.edit if row else 0) <= records.LONGEST_JUMP:
        raise Problem("stale_edit")
    zone = recurrence_of(record)["zone"]
    starts, ended = instant_of(original, zone), schedule.ended(record)
    if ended is not None and ended <= starts:
        raise Problem("already_ended")
    moved_to = body["moved_to"]
    if moved_to and abs(instant_of(moved_to, zone) - starts) > timetable.LONGEST_MOVE:
        raise invalid(moved_to="A time can be moved by at most 31 days.")


def _write(
    schedule: Schedule[S],
    record: S,
    original: str,
    body: Mapping[str, Any],
    row: OccurrenceRow | None,
) -> OccurrenceRow:
    """Plans first, then notices, then feeds, as the worker locks them."""
    model = schedule.model
    values = {name: body[name] for name in ("edit", "state", "moved_to")}
    values["changed_day"] = clock.now() // clock.DAY
    key = {"space_id": record.space_id, "id": record.id, "original": original}
    if row is None:
        model.insert(**key, **values).execute()
    else:
        same = (model.space_id == record.space_id) & (model.id == record.id)
        model.update(values).where(same & (model.original == original)).execute()
    changed = model(**key, **values)
    lead_times.plan(schedule, record)
    notices.drop(record.space_id, schedule.of.name, record.id)
    _publish(schedule, changed)
    if changed.state == "skipped":
        schedule.skipped(record, original)
    return changed


def _publish(schedule: Schedule[Any], row: OccurrenceRow) -> None:
    shown, kind = view(schedule, row), schedule.occurrences
    readers = audiences.readers(kind, row.space_id)
    feed.publish(kind, row.space_id, shown["id"], dict.fromkeys(readers, shown))


def _id(record_id: str, original: str) -> str:
    return f"{record_id}/{original}"
