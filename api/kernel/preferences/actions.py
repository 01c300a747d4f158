"""What can be done with preferences."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from .. import column_values, records
from ..db import transaction
from ..errors import Problem
from ..identity.models import Person
from ..kinds import RecordKind
from ..notice_kinds import Switch
from ..spaces import Caller
from . import kinds
from .choices import Choices, choices
from .models import Preferences


@dataclass(frozen=True)
class PreferencesActions:
    """Saving and reading preferences with these switches.

    `saved` are called with a person and their new choices, inside the transaction that stores them.
    """

    switches: Collection[Switch]
    saved: Collection[Callable[[str, Choices], None]] = ()

    @cached_property
    def kind(self) -> RecordKind[Preferences]:
        return kinds.kind(self.switches)

    def save(self, caller: Caller, person_id: str, body: dict[str, Any]) -> Any:
        """Save a person's preferences. A switch that is left out stays as it is."""
        if person_id != caller.person_id or body["space_id"] != caller.person_id:
            raise Problem("not_found")
        with transaction():
            saved = records.save(
                self.kind, person_id, body, caller, columns=lambda before: _columns(before, body)
            )
            if not saved.repeated:
                Person.update(zone=body["zone"]).where(Person.id == person_id).execute()
                for act in self.saved:
                    act(person_id, choices(saved.row, body["zone"]))
                shown = self._view(saved.row, body["zone"])
                records.publish(self.kind, saved.row, [person_id], shown)
            shown = self._view(saved.row, _zone(person_id))
        return records.answer(saved, shown)

    def read(self, caller: Caller, person_id: str) -> Any:
        if person_id != caller.person_id:
            raise Problem("not_found")
        row = records.find(self.kind, person_id, caller)
        return self._view(row, _zone(person_id)), 200, records.etag(row)

    def _view(self, row: Preferences, zone: str) -> dict[str, Any]:
        chosen = choices(row, zone)
        return {
            "id": row.id,
            "space_id": row.space_id,
            "author_id": row.author_id,
            "edit": row.edit,
            "zone": zone,
            "language": chosen.language,
            "quiet_from": chosen.quiet_from,
            "quiet_until": chosen.quiet_until,
            "notices": {switch.name: chosen.wants(switch) for switch in self.switches},
            "check_in_reminder_at": chosen.check_in_reminder_at,
        }


def _columns(before: Preferences | None, body: dict[str, Any]) -> dict[str, Any]:
    """What is stored. An app that does not know a switch yet leaves it as it was."""
    set_before = {} if before is None else orjson.loads(before.switches)
    return {
        "language": body["language"],
        "quiet_from": body["quiet_from"],
        "quiet_until": body["quiet_until"],
        "check_in_reminder_at": body["check_in_reminder_at"],
        "switches": column_values.as_text({**set_before, **body["notices"]}),
    }


def _zone(person_id: str) -> str:
    return Person.get_by_id(person_id).zone
