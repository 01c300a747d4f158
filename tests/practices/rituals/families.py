"""Rituals and the changes of them."""

from collections.abc import Iterable

from api.kernel.accords import states
from api.kernel.reminders import Reminder
from api.practices.rituals.models import Ritual
from api.practices.rituals.rules import RITUAL_ACCORD


def in_force() -> set[str]:
    """Which are in force. Fails if it is more than one of a ritual and its changes."""
    found: set[str] = set()
    for family in families():
        accepted = [one.id for one in family if states.is_in_force(RITUAL_ACCORD, one)]
        assert len(accepted) <= 1
        found.update(accepted)
    return found


def planned_rituals() -> set[str]:
    """Those of which a reminder is planned."""
    return {row.thing for row in Reminder.select().where(Reminder.kind == "ritual")}


def families() -> Iterable[list[Ritual]]:
    """All rituals, grouped with the changes that replace them."""
    rows = {(row.space_id, row.id): row for row in Ritual.select()}
    family = {key: [row] for key, row in rows.items()}
    for (space_id, one), row in rows.items():
        other = family.get((space_id, row.replaces or ""))
        if other is not None and other is not family[space_id, one]:
            other += family[space_id, one]
            for joined in family[space_id, one]:
                family[space_id, joined.id] = other
    return {id(found): found for found in family.values()}.values()
