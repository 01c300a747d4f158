"""Save and read a person's own card."""

from typing import Any

from ...kernel import audiences, records
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from .kinds import CARDS


def save(caller: Caller, person_id: str, body: dict[str, Any]) -> Any:
    """Save the caller's card in their own space; any other is `not_found`."""
    if person_id != caller.person_id or body["space_id"] != caller.person_id:
        raise Problem("not_found")
    with transaction():
        saved = records.save(CARDS, person_id, body, caller)
        if not saved.repeated:
            readers = audiences.readers(CARDS.name, person_id)
            records.publish(CARDS, saved.row, readers, records.view(saved.row))
    return records.answer(saved, records.view(saved.row))


def read(caller: Caller, person_id: str) -> Any:
    """The caller's card; else `not_found`."""
    row = records.find(CARDS, person_id, caller)
    return records.view(row), 200, records.etag(row)
