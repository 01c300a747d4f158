"""Erasing a person: everything of theirs on the server is deleted at once, for good."""

from collections.abc import Sequence

from .. import audiences, live, reminders, removals, spaces
from ..db import Model, columns, for_update, transaction
from ..repeats import Edit
from ..spaces import Space, people_of
from . import couples, spent_ids
from .models import Device, Handover, Leaving, Person, Session, Wrap

KIND = "people"
"""The kind of a person in the removal log."""


def erase(person_id: str, tables: Sequence[type[Model]], *, noted: bool = False) -> None:
    """Delete a person with their own space, their phones, and what they wrote in shared ones.

    `tables` are all tables. What a partner wrote stays until it fades. A person who is still connected
    parts in the same transaction, and no push tells the partner. `noted`: the removal log already has it.
    Raises `not_ready`. Idempotent.
    """
    with transaction():
        shared = _lock_spaces(person_id)
        person = for_update(Person.select().where(Person.id == person_id)).get_or_none()
        if person is None:
            return
        if not noted:
            removals.note(KIND, person_id)
        if person.couple_id:
            couples.part(person.couple_id)
        Leaving.delete().where(Leaving.couple_id.in_(shared)).execute()
        phones = Device.select(Device.id).where(Device.person_id == person_id)
        spent_ids.spend([person_id, *(phone.id for phone in phones)])
        sessions = Session.select(Session.token_hash).where(Session.device_id.in_(phones))
        spent_ids.spend_sessions([session.token_hash for session in sessions])
        Wrap.delete().where(Wrap.by_device.in_(phones)).execute()
        for model in tables:
            _delete_own(model, person_id, [person_id, *shared])
        Handover.delete().where(Handover.taker_person_id == person_id).execute()
        reminders.drop_about(person_id, [person_id, *shared])
        deserted = [space_id for space_id in shared if not people_of(space_id)]
        for space_id in deserted:
            reminders.drop_space(space_id, space_id)
        Space.delete().where(Space.id.in_([person_id, *deserted])).execute()
        Person.delete().where(Person.id == person_id).execute()
    live.disconnect(person_id)


def erase_again(tables: Sequence[type[Model]]) -> None:
    """After a restore: erase the people who were erased after the backup."""
    for person in Person.select(Person.id).order_by(Person.id):
        if removals.is_removed(KIND, person.id):
            erase(person.id, tables, noted=True)


def _lock_spaces(person_id: str) -> list[str]:
    """Lock every space that the person is or was in, or reads as a professional, in the order of their ids;
    returns the shared ones they are or were in."""
    mine = set(spaces.of_person(person_id))
    known = [*mine, *audiences.granted_to(person_id)]
    locked = for_update(Space.select().where(Space.id.in_(known)).order_by(Space.id))
    return [space.id for space in locked if space.id in mine - {person_id}]


def _delete_own(model: type[Model], person_id: str, space_ids: list[str]) -> None:
    """The rows of a table that belong to a person's own space or name the person.

    `space_ids`: the spaces the person is or was in. Elsewhere other records may have the same ids.
    """
    named = columns(model)
    for name in ("author_id", "person_id"):
        if name in named and model is not Person:
            mine = named[name] == person_id
            if name == "author_id":
                Edit.delete().where(
                    Edit.space_id.in_(space_ids)
                    & Edit.record_id.in_(model.select(named["id"]).where(mine))
                ).execute()
            model.delete().where(mine).execute()
    if model is Edit:
        said = Edit.record_id.endswith(f"/{person_id}")  # a noun's id is RECORD/PERSON
        Edit.delete().where(Edit.space_id.in_(space_ids) & said).execute()
    if "space_id" in named:
        model.delete().where(named["space_id"] == person_id).execute()
