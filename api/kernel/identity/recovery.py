"""The way back by phrase: what a phone stores for it, and how a new phone uses it.

The server holds a key that only the phrase opens, roots sealed to that key, and the hash of what
proves knowledge of the phrase. All three come from phones; the phrase never does.
"""

import hashlib
import hmac
import math
from collections.abc import Iterable
from typing import Any

import orjson

from .. import clock, feed, removals, spaces
from ..db import for_update, transaction
from ..errors import Problem, invalid
from ..repeats import request_digest
from ..spaces import Caller
from . import (
    access,
    devices,
    key_pages,
    keys,
    letting_in,
    newcomers,
    spent_ids,
    turns,
    warnings,
)
from .models import Device, Epoch, Person, Recovery, RecoveryWrap
from .people import add_wrap

KIND = "phrases"
"""The kind of a way back in the removal log."""

VERSION = 2
"""The version of new words: their lookup is derived from the twelve words alone."""


def save(caller: Caller, person_id: str, body: dict[str, Any]) -> bool:
    """Set the person's recovery. An earlier one, and its phrase, stop working.

    Tells the person's own phones. Returns whether it is new. Raises `not_found` for another
    person's, `update_needed` for words of version 1, `too_soon` (see `newcomers.refuse`), `id_taken` (see
    `_refuse_known_id` and `_refuse_taken`), `slow_down`, `invalid`, `not_ready`.
    """
    if person_id != caller.person_id:
        raise Problem("not_found")
    if body["version"] < VERSION:
        raise Problem("update_needed")
    digest = request_digest()
    with transaction():
        spaces.lock(caller, person_id)
        known = Recovery.get_or_none(Recovery.person_id == person_id)
        if known is not None and known.digest == digest:
            return False
        newcomers.refuse(caller)
        _refuse_known_id(known, body["id"])
        _refuse_taken(person_id, body)
        _replace(person_id, body, digest)
        for entry in body["wraps"]:
            letting_in.refuse_other_epochs(caller, entry)
            _add(person_id, entry["space_id"], entry["epoch_id"], entry["wrap"])
        letting_in.tell_own_phones(
            person_id,
            warnings.RECOVERY,
            body["id"],
            "/settings/phrase",
            done_by=caller.device_id,
        )
    feed.nudge(person_id)
    return True


def end_again() -> None:
    """After a restore: delete the phrases that were replaced after the backup. The newer phrase is not in the
    backup, so the person must make another."""
    for row in Recovery.select():
        if removals.is_removed(KIND, f"{row.person_id}/{row.id}"):
            row.delete_instance()


def of(caller: Caller, epochs: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The public half of the person's recovery, and which of these epochs' roots it lacks.

    A newcomer gets none to hand on: the first wrap to arrive is kept, and the words must open it.
    """
    row = Recovery.get_or_none(Recovery.person_id == caller.person_id)
    if row is None:
        return None
    wraps = RecoveryWrap.select().where(RecoveryWrap.person_id == caller.person_id)
    held = {(wrap.space_id, wrap.epoch_id) for wrap in wraps}
    lacking = [
        {name: epoch[name] for name in ("space_id", "epoch_id")}
        for epoch in epochs
        if not caller.newcomer and (epoch["space_id"], epoch["epoch_id"]) not in held
    ]
    public = {"id": row.id, "key": row.key, "signature": row.signature}
    return {**public, "version": row.version, "lacking": lacking}


def give(caller: Caller, space_id: str, epoch_id: str, body: dict[str, Any]) -> None:
    """Wrap a root to the person's own recovery key; the first wrap to arrive is kept. Raises `not_found`."""
    with transaction():
        spaces.lock(caller, space_id)
        row = Recovery.get_or_none(
            Recovery.person_id == caller.person_id, Recovery.id == body["recovery_id"]
        )
        epoch = Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id)
        if row is None or epoch is None:
            raise Problem("not_found")
        _add(caller.person_id, space_id, epoch_id, body["wrap"])


def opened(lookup: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the phrase opens: the sealed key and a page of the roots. Raises `not_found` unless the
    proof is right, and `slow_down`, without checking it, after too many wrong ones."""
    row = _proven(lookup, body)
    person = Person.get_by_id(row.person_id)
    space_ids = _space_ids(person)
    current = {
        space.epoch_id for space in spaces.Space.select().where(spaces.Space.id.in_(space_ids))
    }
    wraps = {
        (wrap.space_id, wrap.epoch_id): orjson.loads(wrap.wrap)
        for wrap in RecoveryWrap.select().where(RecoveryWrap.person_id == person.id)
    }
    found = key_pages.page_of(person, space_ids, body["page"])
    epochs = [
        {
            "space_id": epoch.space_id,
            "epoch_id": epoch.id,
            "number": epoch.number,
            "current": epoch.id in current,
            "wrap": wraps.get((epoch.space_id, epoch.id)),
        }
        for epoch in found.epochs
    ]
    return {
        "id": row.id,
        "sealed": orjson.loads(row.sealed),
        "signing_key_sealed": orjson.loads(person.signing_key_sealed),
        "epochs": epochs,
        "more": found.more,
    }


def recover(lookup: str, device_id: str, body: dict[str, Any]) -> tuple[str, str, bool]:
    """Add a phone for a caller who proves the phrase. Returns (person id, token, created).

    Every older phone stays, and is told at once. A repeat gets a new session.
    Raises `not_found`, `slow_down`, `id_taken`, `invalid`.
    """
    proven = _proven(lookup, body)
    devices.make_room_by_phrase(proven.person_id, device_id)
    with transaction():
        person = Person.get_or_none(Person.id == proven.person_id)
        if person is None:
            raise Problem("not_found")
        caller = Caller(person.id, device_id, person.couple_id, None)
        spaces.lock(caller, person.id)
        if not _still_stands(proven):
            raise Problem("not_found")
        known = for_update(Device.select().where(Device.id == device_id)).get_or_none()
        if known is not None:
            if (known.person_id, known.key) != (person.id, body["key"]):
                raise Problem("id_taken")
            return person.id, access.open_session(device_id), False
        if device_id == person.id:
            raise invalid(key="Give the phone an id of its own.")
        devices.add(device_id, person.id, body["key"], body["signature"], recovered=clock.now())
        keys.refuse_others_wraps(caller, *(entry["wrap"] for entry in body["wraps"]))
        for entry in body["wraps"]:
            letting_in.refuse_other_epochs(caller, entry)
            add_wrap(entry["space_id"], entry["epoch_id"], device_id, entry["wrap"])
        letting_in.tell_own_phones(
            person.id, warnings.NEW_DEVICE, device_id, "/settings/phones", done_by=device_id
        )
        token = access.open_session(device_id)
    feed.nudge(person.id)
    return person.id, token, True


def _proven(lookup: str, body: dict[str, Any]) -> Recovery:
    """The recovery that this proof is for. Whether the caller may try is decided first, so that a caller who may
    not gets the same answer for a right and a wrong proof. No query depends on the lookup alone, so that an
    unknown lookup takes as long as a known one."""
    access.count_opening()
    digest = hashlib.sha256(body["proof"].encode()).hexdigest()
    row = None
    with transaction():
        attempt = turns.Try(lookup, body["version"])
        wait = attempt.wait()
        if not wait:
            row = _matching(lookup, body["version"], digest)
            if row is None:
                attempt.failed()
    if wait:
        raise _slow_down(wait)
    if row is None:
        raise Problem("not_found")
    return row


def _matching(lookup: str, version: int, digest: str) -> Recovery | None:
    row = Recovery.get_or_none(Recovery.proof_hash == digest)
    if row is None or row.version != version or not hmac.compare_digest(row.lookup, lookup):
        return None
    return row


def _refuse_known_id(known: Recovery | None, recovery_id: str) -> None:
    """Refuse an id that the person's words had before: phones know them by it, and would raise no alarm."""
    if spent_ids.is_spent(recovery_id) or (known is not None and known.id == recovery_id):
        raise Problem("id_taken")


def _refuse_taken(person_id: str, body: dict[str, Any]) -> None:
    """Refuse words that another person has, else the words would open the wrong account. A refusal tells that a
    guess was right, so it counts as a try."""
    attempt = turns.Try(body["lookup"], body["version"])
    if wait := attempt.wait():
        raise _slow_down(wait)
    taken = Recovery.proof_hash == body["proof_hash"]
    if Recovery.select().where(taken & (Recovery.person_id != person_id)).exists():
        raise Problem("id_taken")
    attempt.failed()


def _slow_down(wait: int) -> Problem:
    return Problem("slow_down", headers={"Retry-After": str(math.ceil(wait / clock.SECOND))})


def _still_stands(proven: Recovery) -> bool:
    """Raise `not_found` if new words were made after the proof was checked."""
    now = (Recovery.person_id == proven.person_id) & (Recovery.digest == proven.digest)
    return Recovery.select().where(now).exists()


def _replace(person_id: str, body: dict[str, Any], digest: str) -> None:
    """Set or replace a person's words, the only place that does; deletes the roots wrapped for the old ones."""
    known = Recovery.get_or_none(Recovery.person_id == person_id)
    if known is not None:
        removals.note(KIND, f"{person_id}/{known.id}")
        spent_ids.spend([known.id])
        known.delete_instance()
    sealed = orjson.dumps(body["sealed"]).decode()
    names = ("id", "version", "lookup", "proof_hash", "key", "signature")
    named = {name: body[name] for name in names}
    Recovery.insert(person_id=person_id, sealed=sealed, digest=digest, **named).execute()


def _add(person_id: str, space_id: str, epoch_id: str, wrap: dict[str, Any]) -> None:
    RecoveryWrap.insert(
        person_id=person_id,
        space_id=space_id,
        epoch_id=epoch_id,
        wrap=orjson.dumps(wrap).decode(),
    ).on_conflict_ignore().execute()


def _space_ids(person: Person) -> list[str]:
    return [person.id, *([person.couple_id] if person.couple_id else [])]
