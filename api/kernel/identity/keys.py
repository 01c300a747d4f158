"""Starting roots and handing them on. The server has the wraps and the names of epochs, never a key."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from .. import feed, spaces
from ..db import on_commit, transaction
from ..errors import Problem, invalid
from ..spaces import Caller, Member
from . import key_turns, newcomers
from .models import Device, Epoch, Wrap
from .people import add_wrap


def start_epoch(caller: Caller, space_id: str, epoch_id: str, body: dict[str, Any]) -> bool:
    """Start a root for a space, wrapped to every remaining phone. Returns whether it is new.

    Those phones are told. Raises `not_found`, `stale_edit` (another phone was first), `too_soon`,
    `turned_today`, `id_taken`, `invalid`.
    """
    with transaction():
        space = spaces.lock(caller, space_id)
        known = Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id)
        if known is not None:
            if known.number == body["number"]:
                return False
            raise Problem("id_taken")
        newcomers.refuse(caller)
        answers: str | None = body["answers"]
        if body["number"] != space.epoch_number + 1 or answers not in (None, space.epoch_id):
            raise Problem("stale_edit")
        refuse_other_devices(body["wraps"], _member_ids(space_id))
        refuse_others_wraps(caller, *(entry["wrap"] for entry in body["wraps"]))
        key_turns.count(space, caller.person_id, epoch_id, answers=answers is not None)
        Epoch.insert(space_id=space_id, id=epoch_id, number=body["number"]).execute()
        changed = {"epoch_id": epoch_id, "epoch_number": body["number"], "key_due": False}
        spaces.Space.update(changed).where(spaces.Space.id == space_id).execute()
        for entry in body["wraps"]:
            add_wrap(space_id, epoch_id, entry["device_id"], entry["wrap"])
        _tell(caller, space_id, (entry["device_id"] for entry in body["wraps"]))
    return True


def give(
    caller: Caller, space_id: str, epoch_id: str, device_id: str, wrap: dict[str, Any]
) -> None:
    """Hand a root on to a phone of the space's people that lacks it, and tell that phone; the first wrap to
    arrive is kept.

    Except that a wrap from the person's own phone, unless it is a newcomer, replaces one from anybody else:
    so a partner's garbage cannot keep a phone from an old root.
    """
    with transaction():
        spaces.lock(caller, space_id)
        if Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id) is None:
            raise Problem("not_found")
        owners = _owners(space_id)
        if device_id not in owners:
            raise Problem("not_found")
        refuse_others_wraps(caller, wrap)
        if owners[device_id] == caller.person_id and not caller.newcomer:
            _drop_others_wrap(caller, space_id, epoch_id, device_id)
        if add_wrap(space_id, epoch_id, device_id, wrap):
            _tell(caller, space_id, [device_id])


def _tell(caller: Caller, space_id: str, device_ids: Iterable[str]) -> None:
    """Once committed: tell the other phones that were given a root, since their feeds have not moved."""
    owners = _owners(space_id)
    for device_id in device_ids:
        if device_id != caller.device_id:
            on_commit(partial(feed.nudge, owners[device_id], device_id=device_id))


def _drop_others_wrap(caller: Caller, space_id: str, epoch_id: str, device_id: str) -> None:
    own = Device.select(Device.id).where(Device.person_id == caller.person_id)
    one = (Wrap.space_id == space_id) & (Wrap.epoch_id == epoch_id) & (Wrap.device_id == device_id)
    Wrap.delete().where(one & Wrap.by_device.not_in(own)).execute()


def refuse_other_devices(wraps: list[dict[str, Any]], people: list[str]) -> None:
    """Raise `invalid` unless each wrap is for a different phone of the space's people."""
    named = [entry["device_id"] for entry in wraps]
    known = {device.id for device in _devices(people)}
    if len(set(named)) != len(named) or not set(named) <= known:
        raise invalid(wraps="A root is sealed once to each phone of the space's people.")


def refuse_others_wraps(caller: Caller, *wraps: dict[str, Any]) -> None:
    """Raise `invalid` unless the calling phone sealed the wraps itself."""
    own = (caller.person_id, caller.device_id)
    if any((wrap["by_person"], wrap["by_device"]) != own for wrap in wraps):
        raise invalid(wrap="A phone can only send keys that it sealed itself.")


def _owners(space_id: str) -> dict[str, str]:
    """Whose each phone of the space's people is."""
    return {device.id: device.person_id for device in _devices(_member_ids(space_id))}


def _devices(people: list[str]) -> list[Device]:
    query = Device.select().where(Device.person_id.in_(people) & Device.signature.is_null(False))
    return list(query.order_by(Device.id))


def _member_ids(space_id: str) -> list[str]:
    return [member.person_id for member in Member.select().where(Member.space_id == space_id)]
