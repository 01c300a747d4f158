"""The recovery key of a person, and roots wrapped to it, as in pwa/src/kernel/crypto/recovery-keys.ts.

Its private half is stored sealed under the recovery words. Each wrap uses a one-time key, so that
it can be opened after all phones are lost; the person's signature shows that one of their phones
made it.
"""

import json
import os
from dataclasses import dataclass
from typing import TypedDict

from . import p256
from .encoding import canonical, compact, from_base64url, hkdf, to_base64url
from .errors import RefusedError, UnknownVersionError, refuse_unless
from .keys import PublicPerson, Slot
from .p256 import PrivateKey
from .phrase import PhraseKeys
from .sealing import Sealed, decrypt, encrypt, pad

VERSION = 1
_ROOT_BYTES = 32


class PublicRecovery(TypedDict):
    """A recovery key's public half with its person's signature."""

    id: str
    key: str
    signature: str


class RecoveryWrap(Sealed):
    """A root wrapped to a recovery key with the one-time `key`, signed by the person."""

    v: int
    key: str
    sig: str


@dataclass(frozen=True)
class OpenedKey:
    """What the recovery words open: the recovery key and its owner."""

    id: str
    private_key: PrivateKey
    person: PublicPerson


def sign_recovery(signing_key: PrivateKey, person_id: str, recovery_id: str, key: str) -> str:
    """Sign a recovery key with the person's signing key."""
    return p256.sign(signing_key, _statement(person_id, recovery_id, key))


def verify_recovery(person: PublicPerson, recovery: PublicRecovery) -> None:
    """Raise RefusedError unless this person has signed the recovery key."""
    statement = _statement(person["person_id"], recovery["id"], recovery["key"])
    p256.verify(person["signing_key"], statement, recovery["signature"])


def seal_key(derived: PhraseKeys, opened: OpenedKey, iv: bytes | None = None) -> Sealed:
    """Seal the private half under the recovery words. `iv` is random, except in the test vectors."""
    words = {
        "person_id": opened.person["person_id"],
        "signing_key": opened.person["signing_key"],
        "pkcs8": to_base64url(p256.to_pkcs8(opened.private_key)),
    }
    plaintext = pad(compact(words))
    return encrypt(derived.seal, _about_key(derived, opened.id), plaintext, iv or os.urandom(12))


def open_key(derived: PhraseKeys, recovery_id: str, sealed: Sealed) -> OpenedKey:
    """Open the private half and its owner. Raises RefusedError."""
    plaintext = decrypt(derived.seal, _about_key(derived, recovery_id), sealed)
    words = refuse_unless(lambda: json.loads(plaintext.decode()))
    person: PublicPerson = refuse_unless(
        lambda: {"person_id": str(words["person_id"]), "signing_key": str(words["signing_key"])}
    )
    pkcs8 = refuse_unless(lambda: from_base64url(words["pkcs8"]))
    return OpenedKey(recovery_id, p256.from_pkcs8(pkcs8), person)


def wrap_for_recovery(
    signing_key: PrivateKey,
    slot: Slot,
    root: bytes,
    to: PublicRecovery,
    once: PrivateKey | None = None,
    iv: bytes | None = None,
) -> RecoveryWrap:
    """Wrap a root to a recovery key; check `to` with `verify_recovery` first.

    The one-time key `once` and `iv` are random, except in the test vectors.
    """
    once = once or p256.make_private()
    key = p256.public_point(once)
    info = _wrap_statement(slot, to["id"], key)
    sealed = encrypt(hkdf(p256.agree(once, to["key"]), info), info, root, iv or os.urandom(12))
    sig = p256.sign(signing_key, _signed(slot, to["id"], key, sealed))
    return {"v": VERSION, "key": key, **sealed, "sig": sig}


def unwrap_recovery(opened: OpenedKey, slot: Slot, wrap: RecoveryWrap) -> bytes:
    """Unwrap a root. Raises RefusedError unless signature and tag are right."""
    if wrap["v"] != VERSION:
        raise UnknownVersionError("wrapped by a newer version")
    statement = _signed(slot, opened.id, wrap["key"], wrap)
    p256.verify(opened.person["signing_key"], statement, wrap["sig"])
    info = _wrap_statement(slot, opened.id, wrap["key"])
    root = decrypt(hkdf(p256.agree(opened.private_key, wrap["key"]), info), info, wrap)
    if len(root) != _ROOT_BYTES:
        raise RefusedError("not a root")
    return root


def _about_key(derived: PhraseKeys, recovery_id: str) -> bytes:
    label = f"twofold/{derived.version}/recovery-key"
    return canonical([label, recovery_id, derived.lookup])


def _statement(person_id: str, recovery_id: str, key: str) -> list[str]:
    return ["twofold/1/recovery", person_id, recovery_id, key]


def _wrap_statement(slot: Slot, recovery_id: str, key: str) -> bytes:
    ids = [slot.space_id, slot.epoch_id, recovery_id, key]
    return canonical(["twofold/1/recovery-wrap", *ids])


def _signed(slot: Slot, recovery_id: str, key: str, sealed: Sealed) -> list[str]:
    ids = [slot.space_id, slot.epoch_id, recovery_id, key]
    return ["twofold/1/recovery-wrap-sig", *ids, sealed["iv"], sealed["ct"]]
