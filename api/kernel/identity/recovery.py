"""The way back by phrase: what a phone leaves for it, and how a new phone takes it.

The server holds a key that only the phrase opens, roots sealed to that key, and the hash of what
proves knowledge of the phrase. All three come from phones; the phrase never does.
"""

import hashlib
import hmac
from typing import Any

import orjson

from .. import clock, feed, removals, spaces
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..records import request_digest
from ..spaces import Caller
from . import access, devices, keys, letting_in, newcomers
from .models import Device, Epoch, Person, Recovery, RecoveryWrap
from .people import add_wrap

KIND = "phrases"
"""What a way back is called in the removal log."""


def save(caller: Caller, person_id: str, body: dict[str, Any]) -> bool:
    """Set the person's recovery; an earlier one, its phrase included, is worth nothing from then on.

    The person's own phones are told. Returns whether it is new. Raises `not_found` for somebody
    else, `too_soon` (see `newcomers.refuse`), `id_taken`, `invalid`, `not_ready`.
    """
    if person_id != caller.person_id:
        raise Problem("not_found")
    digest = request_digest()
    with transaction():
        spaces.lock(caller, person_id)
        known = Recovery.get_or_none(Recovery.person_id == person_id)
        if known is not None and known.digest == digest:
            return False
        newcomers.refuse(caller)
        if _with_lookup(body["lookup"]) is not None:
            raise Problem("id_taken")
        if known is not None:
            removals.note(KIND, f"{person_id}/{known.id}")
        Recovery.delete().where(Recovery.person_id == person_id).execute()
        sealed = orjson.dumps(body["sealed"]).decode()
        named = {name: body[name] for name in ("id", "lookup", "proof_hash", "key", "signature")}
        Recovery.insert(person_id=person_id, sealed=sealed, digest=digest, **named).execute()
        for entry in body["wraps"]:
            letting_in.refuse_other_epochs(caller, entry)
            _add(person_id, entry["space_id"], entry["epoch_id"], entry["wrap"])
        letting_in.tell_own_phones(person_id, "recovery", body["id"], "/settings/phrase")
    feed.nudge(person_id)
    return True


def end_again() -> None:
    """After a restore: a phrase that had been replaced lets nobody in. The newer one is lost with what
    the backup lacks, so the person must make another."""
    for row in Recovery.select():
        if removals.is_removed(KIND, f"{row.person_id}/{row.id}"):
            row.delete_instance()


def of(caller: Caller) -> dict[str, Any] | None:
    """The public half of the person's recovery, and the epochs whose roots it lacks."""
    row = Recovery.get_or_none(Recovery.person_id == caller.person_id)
    if row is None:
        return None
    wraps = RecoveryWrap.select().where(RecoveryWrap.person_id == caller.person_id)
    held = {(wrap.space_id, wrap.epoch_id) for wrap in wraps}
    lacking = [
        {"space_id": epoch.space_id, "epoch_id": epoch.id}
        for epoch in keys.epochs_of(caller.space_ids)
        if (epoch.space_id, epoch.id) not in held
    ]
    return {"id": row.id, "key": row.key, "signature": row.signature, "lacking": lacking}


def give(caller: Caller, space_id: str, epoch_id: str, body: dict[str, Any]) -> None:
    """Hand a root on to the person's own recovery; the first to arrive stands. Else `not_found`."""
    with transaction():
        spaces.lock(caller, space_id)
        row = Recovery.get_or_none(
            Recovery.person_id == caller.person_id, Recovery.id == body["recovery_id"]
        )
        epoch = Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id)
        if row is None or epoch is None:
            raise Problem("not_found")
        _add(caller.person_id, space_id, epoch_id, body["wrap"])


def opened(lookup: str, proof: str) -> dict[str, Any]:
    """What the phrase opens: the sealed key and the roots. `not_found` unless the proof is right."""
    row = _proven(lookup, proof)
    person = Person.get_by_id(row.person_id)
    space_ids = _space_ids(person)
    current = {
        space.epoch_id for space in spaces.Space.select().where(spaces.Space.id.in_(space_ids))
    }
    wraps = {
        (wrap.space_id, wrap.epoch_id): orjson.loads(wrap.wrap)
        for wrap in RecoveryWrap.select().where(RecoveryWrap.person_id == person.id)
    }
    epochs = [
        {
            "space_id": epoch.space_id,
            "epoch_id": epoch.id,
            "number": epoch.number,
            "current": epoch.id in current,
            "wrap": wraps.get((epoch.space_id, epoch.id)),
        }
        for epoch in keys.epochs_of(space_ids)
    ]
    return {
        "id": row.id,
        "sealed": orjson.loads(row.sealed),
        "signing_key_sealed": orjson.loads(person.signing_key_sealed),
        "epochs": epochs,
    }


def recover(lookup: str, device_id: str, body: dict[str, Any]) -> tuple[str, str, bool]:
    """A new phone for whoever proves the phrase. Returns (person id, token, created).

    Every older phone stays, and is told at once. The same request again gets a fresh session.
    Raises `not_found`, `id_taken`, `invalid`.
    """
    with transaction():
        row = _proven(lookup, body["proof"])
        person = Person.get_by_id(row.person_id)
        caller = Caller(person.id, device_id, person.couple_id, None)
        spaces.lock(caller, person.id)
        known = for_update(Device.select().where(Device.id == device_id)).get_or_none()
        if known is not None:
            if (known.person_id, known.key) != (person.id, body["key"]):
                raise Problem("id_taken")
            return person.id, access.open_session(device_id), False
        if device_id == person.id:
            raise invalid(key="A phone is not a person.")
        devices.add(device_id, person.id, body["key"], body["signature"], recovered=clock.now())
        keys.refuse_others_wraps(caller, *(entry["wrap"] for entry in body["wraps"]))
        for entry in body["wraps"]:
            letting_in.refuse_other_epochs(caller, entry)
            add_wrap(entry["space_id"], entry["epoch_id"], device_id, entry["wrap"])
        letting_in.tell_own_phones(person.id, "new_device", device_id, "/settings/phones")
        token = access.open_session(device_id)
    feed.nudge(person.id)
    return person.id, token, True


def _proven(lookup: str, proof: str) -> Recovery:
    row = _with_lookup(lookup)
    digest = hashlib.sha256(proof.encode()).hexdigest()
    if row is None or not hmac.compare_digest(row.proof_hash, digest):
        raise Problem("not_found")
    return row


def _with_lookup(lookup: str) -> Recovery | None:
    return Recovery.get_or_none(Recovery.lookup == lookup)


def _add(person_id: str, space_id: str, epoch_id: str, wrap: dict[str, Any]) -> None:
    RecoveryWrap.insert(
        person_id=person_id,
        space_id=space_id,
        epoch_id=epoch_id,
        wrap=orjson.dumps(wrap).decode(),
    ).on_conflict_ignore().execute()


def _space_ids(person: Person) -> list[str]:
    return [person.id, *([person.couple_id] if person.couple_id else [])]
