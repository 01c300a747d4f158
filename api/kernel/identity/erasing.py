"""Erasing a person: everything that is theirs on the server goes at once, and for good."""

from collections.abc import Sequence

from .. import live, reminders, removals
from ..db import Model, columns, for_update, transaction
from ..repeats import Edit
from ..spaces import Member, Space, people_of
from . import couples, spent_ids
from .models import Device, Handover, Leaving, Person, Wrap

KIND = "people"
"""What a person is called in the removal log."""


def erase(person_id: str, tables: Sequence[type[Model]], *, noted: bool = False) -> None:
    """Delete a person with their own space, their phones, and what they wrote in shared ones.

    `tables` are all there are. What a partner wrote stays until it fades. Whoever is still
    connected parts in the same transaction, and no push tells. `noted`: the removal log
    has it already. Raises `not_ready`. Again changes nothing.
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
        Wrap.delete().where(Wrap.by_device.in_(phones)).execute()
        for model in tables:
            _delete_own(model, person_id)
        Handover.delete().where(Handover.taker_person_id == person_id).execute()
        reminders.drop_about(person_id)
        deserted = [space_id for space_id in shared if not people_of(space_id)]
        for space_id in deserted:
            reminders.drop_space(space_id, space_id)
        Space.delete().where(Space.id.in_([person_id, *deserted])).execute()
        Person.delete().where(Person.id == person_id).execute()
    live.disconnect(person_id)


def erase_again(tables: Sequence[type[Model]]) -> None:
    """After a restore: erase whoever had been erased since the backup."""
    for person in Person.select(Person.id).order_by(Person.id):
        if removals.is_removed(KIND, person.id):
            erase(person.id, tables, noted=True)


def _lock_spaces(person_id: str) -> list[str]:
    """Every space the person is or was in, locked in the order of ids; returns the shared ones."""
    mine = Member.select(Member.space_id).where(Member.person_id == person_id)
    locked = for_update(Space.select().where(Space.id.in_(mine)).order_by(Space.id))
    return [space.id for space in locked if space.id != person_id]


def _delete_own(model: type[Model], person_id: str) -> None:
    """What a table has of a person: their own space's rows, and others that name them."""
    named = columns(model)
    for name in ("author_id", "person_id"):
        if name in named and model is not Person:
            mine = named[name] == person_id
            if name == "author_id":
                Edit.delete().where(
                    Edit.record_id.in_(model.select(named["id"]).where(mine))
                ).execute()
            model.delete().where(mine).execute()
    if "space_id" in named:
        model.delete().where(named["space_id"] == person_id).execute()
