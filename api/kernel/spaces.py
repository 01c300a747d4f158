"""Spaces: the unit of tenancy. A person's own space has the person's id, a couple's its own."""

from collections.abc import Collection
from dataclasses import dataclass

from peewee import (
    SQL,
    BigIntegerField,
    BooleanField,
    CompositeKey,
    IntegerField,
    IntegrityError,
    TextField,
)

from .db import Model, belongs_to, database, for_update, skip_locked
from .errors import Problem
from .statements import Statement, any_of


class Space(Model):
    """`epoch_id` names the root key in force; `ended` is set when a couple has parted. `key_due`: a
    restore brought back a phone that had been removed, so the next root must be started."""

    id = TextField(primary_key=True)
    epoch_id = TextField()
    epoch_number = IntegerField()
    ended = BigIntegerField(null=True)
    leavings = IntegerField(default=0)
    key_due = BooleanField(default=False)

    class Meta:
        indexes = ((("ended",), False),)


class Member(Model):
    """Who is in a space: the person whose own it is, or the two of a couple, also once they have parted."""

    space_id = TextField()
    person_id = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "person_id")
        constraints = (belongs_to("space_id", "space"), belongs_to("person_id", "person"))
        indexes = ((("person_id",), False),)


@dataclass(frozen=True)
class Caller:
    """Who asks: a person, on one of their phones. For a `newcomer` see `identity/newcomers.py`."""

    person_id: str
    device_id: str
    couple_id: str | None
    partner_id: str | None
    newcomer: bool = False

    @property
    def space_ids(self) -> list[str]:
        """The spaces this person may read: their own and, if they have one, the couple's."""
        return [self.person_id, *([self.couple_id] if self.couple_id else [])]

    def partners(self, space_id: str) -> list[str]:
        """The other person of this space, if there is one."""
        return [self.partner_id] if space_id == self.couple_id and self.partner_id else []


def lock(caller: Caller, space_id: str) -> Space:
    """The space, locked until commit, so that no write slips past a leaving or a new epoch.

    Raises `not_found` for a space that the caller is not, or no longer, in.
    """
    if space_id not in caller.space_ids:
        raise Problem("not_found")
    space = _LOCKED.first(Space, space_id)
    if space is None:
        raise Problem("not_found")
    if space_id == caller.couple_id and not _still_both(caller):
        raise IntegrityError("a seat has passed meanwhile")  # asked once more, with that in sight
    return space


_LOCKED = Statement(
    lambda space_id: for_update(
        Space.select().where((Space.id == space_id) & Space.ended.is_null())
    )
)


def lock_if_free(space_id: str) -> bool:
    """Hold a space until commit, unless somebody writes in it. For the worker, which never waits:
    it holds plans of reminders that a writer may want."""
    return skip_locked(Space.select().where(Space.id == space_id)).get_or_none() is not None


_OTHERS = "SELECT count(*) FROM member WHERE space_id = {0} AND person_id NOT IN ({0}, {0})"


def _still_both(caller: Caller) -> bool:
    """Whether nobody else has come into the couple since the caller was looked up."""
    named = (caller.couple_id, caller.person_id, caller.partner_id)
    found = database.execute_sql(_OTHERS.format(database.param), named).fetchone()
    return found == (0,)


def of(caller: Caller) -> list[Space]:
    """The caller's spaces."""
    return list(Space.select().where(Space.id.in_(caller.space_ids)))


def make_keys_due(*space_ids: str) -> None:
    """Whoever remains in these spaces must start new roots."""
    Space.update(key_due=True).where(Space.id.in_(space_ids) & Space.ended.is_null()).execute()


def of_person(person_id: str) -> list[str]:
    """The ids of the spaces that a person is in or was in."""
    theirs = Member.select(Member.space_id).where(Member.person_id == person_id)
    return [member.space_id for member in theirs]


def people_of(space_id: str) -> list[str]:
    """The ids of a space's people, in order: one, or the two of a couple. For readers see `audiences`."""
    return [person_id for (person_id,) in _PEOPLE.run(space_id)]


_PEOPLE = Statement(
    lambda space_id: (
        Member.select(Member.person_id)
        .where(Member.space_id == space_id)
        .order_by(SQL("person_id"))
    )
)


def members_of(space_ids: Collection[str]) -> list[tuple[str, str]]:
    """Each of these spaces that stands, with each of its people."""
    return _MEMBERS.run(list(space_ids)).fetchall()


_MEMBERS = Statement(
    lambda space_ids: (
        Member.select(Member.space_id, Member.person_id)
        .join(Space, on=(Space.id == Member.space_id))
        .where(
            any_of(Member.space_id, space_ids)
            & any_of(Space.id, space_ids)  # or PostgreSQL might read all spaces
            & Space.ended.is_null()
        )
    )
)


def has_ended(space_id: str) -> bool:
    """Whether its two have parted."""
    return _ENDED.row(space_id) is not None


_ENDED = Statement(
    lambda space_id: Space.select(Space.id).where(
        (Space.id == space_id) & Space.ended.is_null(False)
    )
)
