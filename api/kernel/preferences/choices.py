"""A person's preferences: what they chose, or the defaults."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import orjson

from .. import quiet
from ..identity.models import Person
from ..notice_kinds import NoticeKind, Switch
from ..statements import Statement, any_of
from .models import Preferences


@dataclass(frozen=True)
class Choices:
    """`switches` are those that the person has set, by name. Times are local to `zone`, as 22:00."""

    zone: str
    language: str
    quiet_from: str | None
    quiet_until: str | None
    switches: Mapping[str, bool]
    check_in_reminder_at: str | None

    def wants(self, switch: Switch) -> bool:
        """Whether a switch is on: as the person has set it, else as it begins."""
        return self.switches.get(switch.name, switch.on)

    def lets_through(self, kind: NoticeKind) -> bool:
        """Whether the person lets notices of this kind pass their quiet hours."""
        return kind.lets_through is not None and self.wants(kind.lets_through)

    def is_quiet(self, instant: int) -> bool:
        """Whether an instant is within the person's quiet hours."""
        return quiet.is_quiet(self.quiet_from, self.quiet_until, self.zone, instant)


UNCHOSEN = Preferences(
    language="en", quiet_from="22:00", quiet_until="07:00", check_in_reminder_at=None
)


def of(person_id: str) -> Choices:
    """The choices of one person."""
    return of_many([person_id])[person_id]


def of_many(person_ids: Collection[str]) -> dict[str, Choices]:
    """The choices of each of these people; unknown ids are left out."""
    ids = list(person_ids)
    chosen = {row.id: row for row in _CHOSEN.all(Preferences, ids)}
    return {
        person_id: choices(chosen.get(person_id, UNCHOSEN), zone)
        for person_id, zone in _ZONES.run(ids).fetchall()
    }


_CHOSEN = Statement(
    lambda ids: Preferences.select().where(
        any_of(Preferences.space_id, ids) & (Preferences.id == Preferences.space_id)
    )
)
_ZONES = Statement(lambda ids: Person.select(Person.id, Person.zone).where(any_of(Person.id, ids)))


def choices(row: Preferences, zone: str) -> Choices:
    """A stored row, with the zone of its person."""
    return Choices(
        zone=zone,
        language=row.language,
        quiet_from=row.quiet_from,
        quiet_until=row.quiet_until,
        switches=orjson.loads(row.switches),
        check_in_reminder_at=row.check_in_reminder_at,
    )
