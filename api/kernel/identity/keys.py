"""Who holds which root: the server keeps the wraps and the names of epochs, never a key."""

from collections.abc import Collection
from typing import Any

import orjson

from .. import spaces
from ..db import transaction
from ..errors import Problem, invalid
from ..spaces import Caller, Member
from . import newcomers
from .models import Device, Epoch, Person, Wrap
from .people import add_wrap


def keys(caller: Caller) -> dict[str, Any]:
    """The people and phones of the caller's spaces, their epochs, and which phones lack a root."""
    readers = caller.readers(caller.space_ids[-1])
    people = list(Person.select().where(Person.id.in_(readers)).order_by(Person.id))
    phones = _devices([person.id for person in people])
    person = next(person for person in people if person.id == caller.person_id)
    epochs = epochs_of(caller.space_ids)
    wraps = {
        (wrap.space_id, wrap.epoch_id, wrap.device_id): wrap.wrap
        for wrap in Wrap.select().where(Wrap.space_id.in_(caller.space_ids))
    }
    own = spaces.of(caller)
    current = {space.epoch_id for space in own}
    return {
        "signing_key_sealed": orjson.loads(person.signing_key_sealed),
        "people": [{"person_id": one.id, "signing_key": one.signing_key} for one in people],
        "devices": [
            {
                "person_id": device.person_id,
                "device_id": device.id,
                "key": device.key,
                "signature": device.signature,
            }
            for device in phones
        ],
        "epochs": [
            {
                "space_id": epoch.space_id,
                "epoch_id": epoch.id,
                "number": epoch.number,
                "current": epoch.id in current,
                "wrap": _loads(wraps.get((epoch.space_id, epoch.id, caller.device_id))),
            }
            for epoch in epochs
        ],
        "missing": [
            {"space_id": epoch.space_id, "epoch_id": epoch.id, "device_id": device.id}
            for epoch in epochs
            for device in phones
            if epoch.space_id in (device.person_id, caller.couple_id)
            and (epoch.space_id, epoch.id, device.id) not in wraps
        ],
        "due": sorted(space.id for space in own if space.key_due),
    }


def start_epoch(caller: Caller, space_id: str, epoch_id: str, body: dict[str, Any]) -> bool:
    """A new root for a space, wrapped to every phone that remains. Returns whether it is new.

    Raises `not_found`, `stale_edit` (somebody else was first), `too_soon`, `id_taken`, `invalid`.
    """
    with transaction():
        space = spaces.lock(caller, space_id)
        known = Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id)
        if known is not None:
            if known.number == body["number"]:
                return False
            raise Problem("id_taken")
        newcomers.refuse(caller)
        if body["number"] != space.epoch_number + 1:
            raise Problem("stale_edit")
        refuse_other_devices(body["wraps"], _member_ids(space_id))
        refuse_others_wraps(caller, *(entry["wrap"] for entry in body["wraps"]))
        Epoch.insert(space_id=space_id, id=epoch_id, number=body["number"]).execute()
        changed = {"epoch_id": epoch_id, "epoch_number": body["number"], "key_due": False}
        spaces.Space.update(changed).where(spaces.Space.id == space_id).execute()
        for entry in body["wraps"]:
            add_wrap(space_id, epoch_id, entry["device_id"], entry["wrap"])
    return True


def give(
    caller: Caller, space_id: str, epoch_id: str, device_id: str, wrap: dict[str, Any]
) -> None:
    """Hand a root on to a phone of the space's people that lacks it; the first to arrive stands."""
    with transaction():
        spaces.lock(caller, space_id)
        if Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id) is None:
            raise Problem("not_found")
        if device_id not in {device.id for device in _devices(_member_ids(space_id))}:
            raise Problem("not_found")
        refuse_others_wraps(caller, wrap)
        add_wrap(space_id, epoch_id, device_id, wrap)


def refuse_other_devices(wraps: list[dict[str, Any]], people: list[str]) -> None:
    """Roots go to phones of the space's people only, once each."""
    named = [entry["device_id"] for entry in wraps]
    known = {device.id for device in _devices(people)}
    if len(set(named)) != len(named) or not set(named) <= known:
        raise invalid(wraps="A root is sealed once to each phone of the space's people.")


def refuse_others_wraps(caller: Caller, *wraps: dict[str, Any]) -> None:
    """A phone hands in what it sealed itself."""
    own = (caller.person_id, caller.device_id)
    if any((wrap["by_person"], wrap["by_device"]) != own for wrap in wraps):
        raise invalid(wrap="A phone hands in what it sealed itself.")


def epochs_of(space_ids: Collection[str]) -> list[Epoch]:
    """In an order that depends on nothing but them."""
    query = Epoch.select().where(Epoch.space_id.in_(space_ids))
    return list(query.order_by(Epoch.number, Epoch.id))


def _devices(people: list[str]) -> list[Device]:
    query = Device.select().where(Device.person_id.in_(people) & Device.signature.is_null(False))
    return list(query.order_by(Device.id))


def _member_ids(space_id: str) -> list[str]:
    return [member.person_id for member in Member.select().where(Member.space_id == space_id)]


def _loads(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)
