"""Save, read and undo a check-in."""

from typing import Any

from ...kernel import clock, records, spaces
from ...kernel.db import transaction
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import reminders
from .models import CheckIn

KIND = "check_ins"


def save(caller: Caller, check_in_id: str, body: dict[str, Any]) -> Any:
    at = clock.from_text(body["at"])
    with transaction():
        saved = records.save(
            CheckIn, KIND, check_in_id, body, caller, values={"at": at, "shown_at": at}
        )
        if not saved.repeated:
            _show_by_receipt(saved.row)
        readers = caller.readers(saved.row.space_id)
        if saved.created:
            reminders.start_afresh(caller.person_id)
            reminders.tell_arrival(saved.row, readers)
        if not saved.repeated:
            records.publish(KIND, saved.row, readers, _view(saved.row))
    return records.answer(saved, _view(saved.row))


def read(caller: Caller, check_in_id: str) -> Any:
    row = records.find(CheckIn, check_in_id, caller)
    return _view(row), 200, records.etag(row)


def undo(caller: Caller, check_in_id: str) -> None:
    with transaction():
        records.delete(CheckIn, KIND, check_in_id, caller)
        notices.drop(KIND, check_in_id)


def undo_again() -> None:
    """After a restore, delete again the check-ins that were deleted since the backup."""
    for row in records.removed(CheckIn, KIND):
        records.remove(row, KIND, spaces.people_of(row.space_id))
        notices.drop(KIND, row.id)


def _show_by_receipt(row: CheckIn) -> None:
    """Set `shown_at` to the time of receipt if the phone's clock was ahead, so that nothing shows
    in the future."""
    if row.at > row.received:
        row.shown_at = row.received
        row.save(only=[CheckIn.shown_at])


def _view(row: CheckIn) -> dict[str, Any]:
    return records.view(row, at=clock.to_text(row.at), shown_at=clock.to_text(row.shown_at))
