"""Starting: one tap makes an account, from keys alone."""

from typing import Any

import orjson

from .. import clock, feed
from ..db import transaction
from ..errors import Problem, invalid
from ..repeats import request_digest
from ..spaces import Member, Space
from . import access, devices, sign_up, spent_ids
from .models import Epoch, Person, Wrap

_REPEAT_WITHIN = 10 * clock.MINUTE

_LETS_IN = ("sign_up_code", "handover_id")
"""Which code or offer let somebody in is not stored, in no form."""


def start(person_id: str, body: dict[str, Any]) -> tuple[str, bool]:
    """A person, their own space, its first epoch, their first phone. Returns (token, created).

    A repeat within ten minutes (its answer was lost), with whatever code, gets a new session for the phone. Raises
    `id_taken`, `invalid`, and what `sign_up.admit` raises.
    """
    device_id: str = body["device"]["id"]
    if body["epoch"]["wrap"]["by_device"] != device_id or person_id == device_id:
        raise invalid(epoch="The first phone seals its own first root.")
    digest = request_digest(without=_LETS_IN)
    access.count_new_account()
    code, handover_id = body.get("sign_up_code"), body.get("handover_id")
    with transaction():
        sign_up.lock(code, handover_id)
        # Queried before the person, so that a concurrent repeat sees either nothing or everything.
        taken = Space.get_or_none(Space.id == person_id) is not None
        known = Person.get_or_none(Person.id == person_id)
        if known is not None and _is_repeat(known, digest):
            return access.open_session(device_id), False
        sign_up.admit(code, handover_id)
        if known is not None or taken or spent_ids.is_spent(person_id):
            raise Problem("id_taken")
        _create(person_id, body, digest)
        return access.open_session(device_id), True


def _is_repeat(known: Person, digest: str) -> bool:
    return known.start_digest == digest and known.started >= clock.now() - _REPEAT_WITHIN


def _create(person_id: str, body: dict[str, Any], digest: str) -> None:
    epoch_id: str = body["epoch"]["id"]
    device: dict[str, str] = body["device"]
    Person.insert(
        id=person_id,
        signing_key=body["signing_key"],
        signing_key_sealed=orjson.dumps(body["signing_key_sealed"]).decode(),
        zone=body["zone"],
        start_digest=digest,
        started=clock.now(),
    ).execute()
    feed.Reader.insert(person_id=person_id).execute()
    add_space(person_id, [person_id], epoch_id)
    devices.add(device["id"], person_id, device["key"], device["signature"])
    add_wrap(person_id, epoch_id, device["id"], body["epoch"]["wrap"])


def add_space(space_id: str, people: list[str], epoch_id: str) -> None:
    """A space with its people and its first epoch."""
    Space.insert(id=space_id, epoch_id=epoch_id, epoch_number=1).execute()
    for person_id in people:
        Member.insert(space_id=space_id, person_id=person_id).execute()
    Epoch.insert(space_id=space_id, id=epoch_id, number=1).execute()


def add_wrap(space_id: str, epoch_id: str, device_id: str, wrap: dict[str, Any]) -> bool:
    """Store a root sealed to a phone, unless there is one already. Returns whether it is new."""
    added = (
        Wrap.insert(
            space_id=space_id,
            epoch_id=epoch_id,
            device_id=device_id,
            by_device=wrap["by_device"],
            wrap=orjson.dumps(wrap).decode(),
        )
        .on_conflict_ignore()
        .as_rowcount()
        .execute()
    )
    return bool(added)
