"""Store a recovery, and use it on a new phone with the recovery words alone."""

from ..kernel.ids import new_id
from . import p256, recovery_keys
from .connection import Connection
from .errors import RefusedError
from .keyring import Keyring
from .keys import Slot
from .phrase import PhraseKeys, phrase_keys, read_phrase
from .phrase_1 import ways
from .recovery_keys import OpenedKey, PublicRecovery
from .transport import ApiProblem, JsonObject


def leaving(ring: Keyring, phrase: str, extra: str = "") -> JsonObject:
    """The request that stores a recovery under these words. Raises UnreadablePhraseError("extra")."""
    return leaving_under(ring, phrase_keys(phrase, extra))


def leaving_under(ring: Keyring, derived: PhraseKeys) -> JsonObject:
    """As `leaving`, from derived keys."""
    private = p256.make_private()
    opened = OpenedKey(new_id(), private, ring.person)
    key = p256.public_point(private)
    public: PublicRecovery = {
        "id": opened.id,
        "key": key,
        "signature": ring.sign_recovery(opened.id, key),
    }
    return {
        **public,
        "version": derived.version,
        "lookup": derived.lookup,
        "proof_hash": derived.proof_hash,
        "sealed": recovery_keys.seal_key(derived, opened),
        "wraps": [_entry(ring, slot, public) for slot in ring.needed_first()],
    }


def leave_way_back(api: Connection, ring: Keyring, phrase: str, extra: str = "") -> None:
    """Store a recovery. It replaces an earlier one, whose words then open nothing. Raises
    ApiProblem."""
    api.call("PUT", f"/people/{ring.person_id}/recovery", leaving(ring, phrase, extra))


def give_roots(api: Connection, ring: Keyring, found: JsonObject | None) -> None:
    """Wrap the roots that the recovery lacks to its key. Raises RefusedError if the person has not
    signed that key."""
    if found is None or not found["lacking"]:
        return
    public: PublicRecovery = {name: found[name] for name in ("id", "key", "signature")}  # pyright: ignore[reportAssignmentType] - by the spec
    recovery_keys.verify_recovery(ring.person, public)
    for slot in (Slot(lack["space_id"], lack["epoch_id"]) for lack in found["lacking"]):
        if slot in ring.roots:
            path = f"/spaces/{slot.space_id}/epochs/{slot.epoch_id}/recovery-wrap"
            wrap = ring.wrap_for_recovery(slot, public)
            api.call("PUT", path, {"recovery_id": public["id"], "wrap": wrap})


def recovered(api: Connection, typed: str, extra: str = "") -> Keyring:
    """Recover on a new phone: sign in and open the roots stored in the recovery.

    Raises UnreadablePhraseError, ApiProblem (`not_found`: no such recovery), RefusedError.
    """
    ring, derived = _found(api, read_phrase(typed), extra)
    path = f"/recoveries/{derived.lookup}/devices/{ring.device_id}"
    api.token = api.call("PUT", path, joining(ring, derived))["token"]
    return ring


def opened(api: Connection, derived: PhraseKeys) -> Keyring:
    """Open a recovery into the keys of a new phone, which the server does not know yet."""
    path = f"/recoveries/{derived.lookup}/opening"
    body: JsonObject = {"version": derived.version, "proof": derived.proof}
    page = 0
    found: JsonObject = api.call("PUT", path, body)
    epochs, more = found["epochs"], found["more"]
    while more:
        page += 1
        further = api.call("PUT", path, {**body, "page": page})
        epochs, more = [*epochs, *further["epochs"]], further["more"]
    return _opened_ring(derived, {**found, "epochs": epochs})


def joining(ring: Keyring, derived: PhraseKeys) -> JsonObject:
    """The request that adds this phone to the person who owns the recovery."""
    first = ring.needed_first()
    wraps = [{**_named(slot), "wrap": ring.wrap(slot, ring.party)} for slot in first]
    key, signature = ring.device["key"], ring.device["signature"]
    common = {"version": derived.version, "proof": derived.proof, "session": "bearer"}
    return {**common, "key": key, "signature": signature, "wraps": wraps}


def _found(api: Connection, phrase: str, extra: str) -> tuple[Keyring, PhraseKeys]:
    """Open the recovery with the derivation of this version, or of the one before. `slow_down`
    outranks `not_found`."""
    refusal: ApiProblem | None = None
    for derived in ways(phrase, extra):
        try:
            return opened(api, derived), derived
        except ApiProblem as problem:
            if problem.code not in ("not_found", "slow_down"):
                raise
            if refusal is None or problem.code == "slow_down":
                refusal = problem
    assert refusal is not None
    raise refusal


def _opened_ring(derived: PhraseKeys, found: JsonObject) -> Keyring:
    opened = recovery_keys.open_key(derived, found["id"], found["sealed"])
    ring = Keyring.of_new_phone(opened.person)
    for epoch in found["epochs"]:
        slot = Slot(epoch["space_id"], epoch["epoch_id"])
        if epoch["wrap"] is None:
            continue
        ring.roots[slot] = recovery_keys.unwrap_recovery(opened, slot, epoch["wrap"])
        if epoch["current"]:
            ring.put_in_force(slot, epoch["number"])
    ring.open_signing_key(found["signing_key_sealed"])
    if not any(slot.space_id == ring.person_id for slot in ring.roots):
        raise RefusedError("no root of one's own was left")
    return ring


def _entry(ring: Keyring, slot: Slot, public: PublicRecovery) -> JsonObject:
    return {**_named(slot), "wrap": ring.wrap_for_recovery(slot, public)}


def _named(slot: Slot) -> dict[str, str]:
    return {"space_id": slot.space_id, "epoch_id": slot.epoch_id}
