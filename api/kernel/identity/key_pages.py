"""Which phone holds which root, in pages, so that no answer grows without bound."""

import random
from dataclasses import dataclass
from itertools import chain
from typing import Any

import orjson

from .. import spaces
from ..spaces import Caller
from . import key_turns
from .models import Device, Epoch, Person, Wrap

EPOCHS = 50
"""Epochs of each space on one page."""

MISSING = 100
"""The most missing wraps named in one answer for the person's phones, and as many for the partner's."""


@dataclass(frozen=True)
class Page:
    epochs: list[Epoch]
    more: bool


def page_of(person: Person, space_ids: list[str], page: int) -> Page:
    """Some epochs of a person's spaces, the newest on page 0, in a stable order.

    The epoch under which the signing key is sealed is on page 0 too: a phone needs it to open anything.
    """
    found: list[Epoch] = []
    more = False
    for space_id in space_ids:
        newest = Epoch.select().where(Epoch.space_id == space_id).order_by(Epoch.number.desc())
        some = list(newest.offset(page * EPOCHS).limit(EPOCHS + 1))
        found += some[:EPOCHS]
        more = more or len(some) > EPOCHS
    if page == 0:
        found += _signing_epoch(person, found)
    return Page(sorted(found, key=lambda epoch: (epoch.number, epoch.id)), more)


def of(caller: Caller, number: int) -> dict[str, Any]:
    """The people and phones of the caller's spaces, a page of epochs, and which phones lack a root."""
    both = [caller.person_id, *caller.partners(caller.space_ids[-1])]
    people = list(Person.select().where(Person.id.in_(both)).order_by(Person.id))
    person = next(person for person in people if person.id == caller.person_id)
    phones = _phones([person.id for person in people])
    page = page_of(person, caller.space_ids, number)
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
        "epochs": _epochs(caller, page.epochs, current),
        "more": page.more,
        "missing": _missing(caller, page.epochs, phones, current),
        "due": sorted(space.id for space in own if space.key_due),
    }


def _epochs(caller: Caller, epochs: list[Epoch], current: set[str]) -> list[dict[str, Any]]:
    mine = Wrap.select().where(
        (Wrap.device_id == caller.device_id) & Wrap.epoch_id.in_([epoch.id for epoch in epochs])
    )
    wraps = {(wrap.space_id, wrap.epoch_id): orjson.loads(wrap.wrap) for wrap in mine}
    answering = key_turns.answering(caller.space_ids)
    return [
        {
            "space_id": epoch.space_id,
            "epoch_id": epoch.id,
            "number": epoch.number,
            "current": epoch.id in current,
            "answers": epoch.id in current & answering,
            "wrap": wraps.get((epoch.space_id, epoch.id)),
        }
        for epoch in epochs
    ]


def _missing(
    caller: Caller, epochs: list[Epoch], phones: list[Device], current: set[str]
) -> list[dict[str, str]]:
    """Wraps of current roots first. The others are chosen at random, so that wraps which nobody can provide never
    hide those that somebody can."""
    owners = {phone.id: phone.person_id for phone in phones}
    wrapped = _wrapped(epochs, owners)
    ours: list[tuple[Epoch, str]] = []
    theirs: list[tuple[Epoch, str]] = []
    for epoch in epochs:
        by_phone = wrapped.get((epoch.space_id, epoch.id), {})
        for phone in phones:
            if epoch.space_id not in (phone.person_id, caller.couple_id):
                continue
            own = phone.person_id == caller.person_id
            # A wrap that only the partner made is made again by another phone of the person.
            weak = own and phone.id != caller.device_id and epoch.id not in current
            if phone.id not in by_phone or (weak and by_phone[phone.id] != caller.person_id):
                (ours if own else theirs).append((epoch, phone.id))
    return [
        {"space_id": epoch.space_id, "epoch_id": epoch.id, "device_id": device_id}
        for epoch, device_id in chain(_some(ours, current), _some(theirs, current))
    ]


def _some(lacking: list[tuple[Epoch, str]], current: set[str]) -> list[tuple[Epoch, str]]:
    if len(lacking) <= MISSING:
        return lacking
    chosen = random.sample(lacking, len(lacking))
    return sorted(chosen, key=lambda one: one[0].id not in current)[:MISSING]


def _wrapped(
    epochs: list[Epoch], owners: dict[str, str]
) -> dict[tuple[str, str], dict[str, str | None]]:
    """By epoch, then phone: the person who wrapped the root to it, or None for a person who is gone."""
    found: dict[tuple[str, str], dict[str, str | None]] = {}
    rows = Wrap.select(Wrap.space_id, Wrap.epoch_id, Wrap.device_id, Wrap.by_device)
    of_epochs = Wrap.space_id.in_({epoch.space_id for epoch in epochs}) & Wrap.epoch_id.in_(
        [epoch.id for epoch in epochs]
    )
    for wrap in rows.where(of_epochs):
        by_phone = found.setdefault((wrap.space_id, wrap.epoch_id), {})
        by_phone[wrap.device_id] = owners.get(wrap.by_device)
    return found


def _signing_epoch(person: Person, found: list[Epoch]) -> list[Epoch]:
    epoch_id = orjson.loads(person.signing_key_sealed)["k"]
    if any((epoch.space_id, epoch.id) == (person.id, epoch_id) for epoch in found):
        return []
    return list(Epoch.select().where(Epoch.space_id == person.id, Epoch.id == epoch_id))


def _phones(people: list[str]) -> list[Device]:
    query = Device.select().where(Device.person_id.in_(people) & Device.signature.is_null(False))
    return list(query.order_by(Device.id))
