"""Change one time of a ritual: move, skip, mark as kept, or reset. Nobody sees who did it."""

from typing import Any

from ...kernel import clock, quotas, records, repeats
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.recurrence import instant_of
from ...kernel.spaces import Caller
from . import reminders, timetable, views
from .models import Ritual, RitualAnswer, RitualOccurrence


def save(caller: Caller, ritual_id: str, original: str, body: dict[str, Any]) -> Any:
    """Change one time. Of two changes with the same edit the first wins; the other is `stale_edit`."""
    with transaction():
        ritual = views.locked(caller, body["space_id"], ritual_id)
        record_id = views.occurrence_id(ritual_id, original)
        row = timetable.find_change(ritual, original)
        repeated = repeats.is_repeat(ritual.space_id, views.OCCURRENCES, record_id, body["edit"])
        created = row is None
        if row is None or not repeated:
            quotas.take(caller, ritual.space_id, new=False)
            row = _change(caller, ritual, original, body, row)
            repeats.remember(ritual.space_id, views.OCCURRENCES, record_id, row.edit)
        shown = views.of_occurrence(row)
    return shown, 201 if created else 200, {"ETag": f'"{row.edit}"'}


def skip(caller: Caller, ritual: Ritual, original: str) -> None:
    """Skip a time, unless it is already skipped or kept."""
    row = timetable.find_change(ritual, original)
    if row is None or row.state in timetable.STANDING:
        body = {"edit": row.edit + 1 if row else 1, "state": "skipped", "moved_to": None}
        _write(caller, ritual, original, body, row)


def refuse_none(ritual: Ritual, original: str) -> None:
    """Raise `not_found` for a clock time that is not in the schedule and was never changed."""
    if not timetable.is_local(original):
        raise Problem("not_found")
    known = timetable.find_change(ritual, original) is not None
    if not known and not timetable.is_occurrence(timetable.recurrence_of(ritual), original):
        raise Problem("not_found")


def _change(
    caller: Caller,
    ritual: Ritual,
    original: str,
    body: dict[str, Any],
    row: RitualOccurrence | None,
) -> RitualOccurrence:
    refuse_none(ritual, original)
    if not 0 < body["edit"] - (row.edit if row else 0) <= records.LONGEST_JUMP:
        raise Problem("stale_edit")
    zone = timetable.recurrence_of(ritual)["zone"]
    starts = instant_of(original, zone)
    if ritual.ended is not None and ritual.ended <= starts:
        raise Problem("already_ended")
    moved_to = body["moved_to"]
    if moved_to and abs(instant_of(moved_to, zone) - starts) > timetable.LONGEST_MOVE:
        raise invalid(moved_to="A time can be moved by at most 31 days.")
    return _write(caller, ritual, original, body, row)


def _write(
    caller: Caller,
    ritual: Ritual,
    original: str,
    body: dict[str, Any],
    row: RitualOccurrence | None,
) -> RitualOccurrence:
    values = {name: body[name] for name in ("edit", "state", "moved_to")}
    values["changed_day"] = clock.now() // clock.DAY
    key = {"space_id": ritual.space_id, "ritual_id": ritual.id, "original": original}
    if row is None:
        RitualOccurrence.insert(**key, **values).execute()
    else:
        RitualOccurrence.update(values).where(
            (RitualOccurrence.space_id == ritual.space_id)
            & (RitualOccurrence.ritual_id == ritual.id)
            & (RitualOccurrence.original == original)
        ).execute()
    changed = RitualOccurrence(**key, **values)
    reminders.plan(ritual)
    notices.drop(ritual.space_id, views.RITUALS, ritual.id)
    views.publish(views.OCCURRENCES, caller, views.of_occurrence(changed))
    if changed.state == "skipped":
        _forget_answers(caller, ritual, original)
    return changed


def _forget_answers(caller: Caller, ritual: Ritual, original: str) -> None:
    """Delete all *on my way* answers of a skipped time. All at once, so that they do not show who
    skipped it."""
    said = (
        (RitualAnswer.space_id == ritual.space_id)
        & (RitualAnswer.ritual_id == ritual.id)
        & (RitualAnswer.original == original)
    )
    for row in RitualAnswer.select().where(said):
        views.unpublish_answer(caller, row)
    RitualAnswer.delete().where(said).execute()
