"""Save and read a profile."""

from typing import Any

from ...kernel import audiences, records
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.spaces import Caller
from .kinds import PROFILES
from .models import Profile


def save(caller: Caller, person_id: str, body: dict[str, Any]) -> Any:
    """Save the caller's own profile, in their own space or in the couple's."""
    if person_id != caller.person_id:
        raise Problem("not_found")
    with transaction():
        saved = records.save(PROFILES, person_id, body, caller)
        if not saved.repeated:
            readers = audiences.readers(PROFILES.name, saved.row.space_id)
            records.publish(PROFILES, saved.row, readers, records.view(saved.row))
    return records.answer(saved, records.view(saved.row))


def read(caller: Caller, person_id: str, space_id: str | None) -> Any:
    """Return a person's profile in one of the caller's spaces; else `not_found`."""
    chosen = space_id or caller.person_id
    row = Profile.get_or_none(Profile.space_id == chosen, Profile.id == person_id)
    if row is None or chosen not in caller.space_ids:
        raise Problem("not_found")
    return records.view(row), 200, records.etag(row)
