"""A person's phones: adding, listing and removing them."""

from typing import Any

from .. import clock, live, removals, spaces
from ..db import for_update, transaction
from ..errors import Problem
from ..push import subscriptions
from ..spaces import Caller
from . import key_turns, newcomers, spent_ids
from .models import Device, Handover, Person, Wrap

KIND = "phones"
"""The kind of a phone in the removal log."""

PHONES = 12
BY_PHRASE = 4
"""The most phones a person may have, and how many more may be added by the recovery phrase: a person who has lost
all phones cannot remove any."""

OF_TWO = 2 * (PHONES + BY_PHRASE)
"""The most phones of a couple. A request that starts a root can hold a wrap for each."""


def add(
    device_id: str,
    person_id: str,
    key: str,
    signature: str | None,
    recovered: int | None = None,
) -> None:
    """A phone of a person; without a signature it waits to be let in. Raises `id_taken`, `phones_full`.

    Call it inside a transaction.
    """
    if Device.get_or_none(Device.id == device_id) is not None or spent_ids.is_spent(device_id):
        raise Problem("id_taken")
    # Locked, so that of two concurrent requests the second sees the first.
    for_update(Person.select().where(Person.id == person_id)).get()
    refuse_full(person_id, by_phrase=recovered is not None)
    day = clock.now() // clock.DAY
    Device.insert(
        id=device_id,
        person_id=person_id,
        key=key,
        signature=signature,
        added_day=day,
        recovered=recovered,
    ).execute()


def refuse_full(person_id: str, *, by_phrase: bool = False) -> None:
    """Raise `phones_full` if there is no room for another phone. Phones that wait to be let in count too."""
    room = PHONES + BY_PHRASE if by_phrase else PHONES
    if Device.select().where(Device.person_id == person_id).count() >= room:
        raise Problem("phones_full")


def make_room_by_phrase(person_id: str, device_id: str) -> None:
    """If there is no room for another phone by the phrase, end the newest newcomer: so a thief who found the
    words cannot lock their owner out by using up all places."""
    phones = Device.select().where(Device.person_id == person_id)
    is_there = phones.where(Device.id == device_id).exists()
    if is_there or phones.count() < PHONES + BY_PHRASE:
        return
    lately = phones.where(Device.recovered > clock.now() - newcomers.DURATION)
    newest = lately.order_by(Device.recovered.desc(), Device.id.desc()).first()
    if newest is not None:
        remove(person_id, newest.id)


def listed(caller: Caller) -> list[dict[str, Any]]:
    """The person's phones that have been let in, oldest first."""
    devices = Device.select().where(
        (Device.person_id == caller.person_id) & Device.signature.is_null(False)
    )
    return [
        {
            "id": device.id,
            "added_day": clock.day_to_date(device.added_day),
            "current": device.id == caller.device_id,
            "recovered": device.recovered is not None,
        }
        for device in devices.order_by(Device.added_day, Device.id)
    ]


def remove_as(caller: Caller, device_id: str) -> None:
    """Remove one of the caller's own phones. Raises `not_found`, `too_soon`."""
    other = Device.get_or_none(Device.id == device_id, Device.person_id == caller.person_id)
    if other is not None and (other.recovered or 0) < (newcomers.recovered(caller) or 0):
        newcomers.refuse(caller)
    remove(caller.person_id, device_id)


def remove(person_id: str, device_id: str) -> None:
    """End a phone of this person: its session, wraps, streams, pushes and open codes.

    Raises `not_found` for any other phone. It ends even if the removal log cannot be written.
    """
    with transaction():
        device = Device.get_or_none(Device.id == device_id, Device.person_id == person_id)
        if device is None:
            raise Problem("not_found")
        if device.signature is not None:
            _owe_new_roots(person_id)
        removals.note_or_warn(KIND, device_id)
        _end(device_id)
    live.disconnect(person_id, device_id=device_id)


def end_again() -> None:
    """After a restore: end the phones that were removed or signed out after the backup.

    Those phones know the roots in the backup, so the remaining people must start new roots.
    """
    for device in Device.select().order_by(Device.id):
        if removals.is_removed(KIND, device.id):
            _end(device.id)
            spaces.make_keys_due(*spaces.of_person(device.person_id))


def end_waiting() -> None:
    """End the phones that have not been let in."""
    for device in Device.select().where(Device.signature.is_null()):
        _end(device.id)


def _end(device_id: str) -> None:
    _close_handovers(device_id)
    subscriptions.forget_device(device_id)
    Wrap.delete().where(Wrap.by_device == device_id).execute()
    # Nobody else knows of a phone that was never let in, and it may use its id again.
    let_in = Device.select(Device.id).where(
        (Device.id == device_id) & Device.signature.is_null(False)
    )
    spent_ids.spend([device.id for device in let_in])
    Device.delete().where(Device.id == device_id).execute()


def _owe_new_roots(person_id: str) -> None:
    """Mark the spaces as needing a new root, so that the removed phone cannot open what is written from now on."""
    space_ids = spaces.of_person(person_id)
    # Locked before the phone's row, in the same order as when a root is started.
    query = spaces.Space.select(spaces.Space.id).where(spaces.Space.id.in_(space_ids))
    for_update(query.order_by(spaces.Space.id)).execute()
    key_turns.owe(person_id, *space_ids)


def _close_handovers(device_id: str) -> None:
    """Delete the unfinished handovers that this phone offered or took, and the phones that wait in them."""
    its_own = (Handover.device_id == device_id) | (Handover.taker_device_id == device_id)
    for handover in for_update(Handover.select().where(its_own & Handover.done.is_null())):
        handover.delete_instance()
        waiting = handover.taker_device_id
        if handover.purpose == "device" and waiting not in (None, device_id):
            remove(handover.person_id, waiting)
