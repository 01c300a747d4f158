"""Keys of phones, persons and spaces, as in pwa/src/kernel/crypto/keys.ts.

A phone has an ECDH P-256 key pair. A person has an ECDSA P-256 key pair that signs the phones'
keys, so that a server cannot add a phone. A space has a random 32-byte root per epoch, wrapped from
phone to phone.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from . import p256
from .encoding import Json, canonical, from_base64url, hkdf, to_base64url
from .errors import RefusedError, UnknownVersionError, refuse_unless
from .p256 import PrivateKey
from .sealing import (
    Envelope,
    Header,
    Sealed,
    decrypt,
    encrypt,
    open_words,
    practice_key,
    seal_words,
)

VERSION = 1
_ROOT_BYTES = 32


class PublicPerson(TypedDict):
    """A person. The signing key comes from the handover, never from the server alone."""

    person_id: str
    signing_key: str


class DeviceKey(TypedDict):
    """A phone's public key."""

    person_id: str
    device_id: str
    key: str


class PublicDevice(DeviceKey):
    """A phone's public key with its owner's signature."""

    signature: str


class Wrap(Sealed):
    """A root wrapped to one phone: encrypted to its key, signed by the person who sent it."""

    v: int
    by_person: str
    by_device: str
    sig: str


@dataclass(frozen=True)
class Party:
    """A phone together with the person who has signed its key."""

    person: PublicPerson
    device: PublicDevice


@dataclass(frozen=True)
class Slot:
    """Identifies a root: one space, one epoch."""

    space_id: str
    epoch_id: str


@dataclass(frozen=True)
class Receiver:
    """The keys that a phone needs to receive a root."""

    device_id: str
    private_key: PrivateKey


@dataclass(frozen=True)
class Wrapper(Receiver):
    """The keys that a phone needs to wrap a root in its person's name."""

    person_id: str
    signing_key: PrivateKey


def new_root() -> bytes:
    """Make a random root for a new epoch of a space."""
    return os.urandom(_ROOT_BYTES)


def seal_signing_key(
    own_root: bytes, person_id: str, epoch_id: str, signing_key: PrivateKey
) -> Envelope:
    """Seal the person's signing key under a root of their own space, for their other phones."""
    words = {"pkcs8": to_base64url(p256.to_pkcs8(signing_key))}
    key = practice_key(own_root, "identity")
    return seal_words(key, signing_header(person_id), words, k=epoch_id)


def open_signing_key(own_root: bytes, person: PublicPerson, sealed: Envelope) -> PrivateKey:
    """Open the signing key on a further phone. Raises RefusedError unless it is the key of
    `person`."""
    key = practice_key(own_root, "identity")
    words = open_words(key, signing_header(person["person_id"]), sealed).words
    signing_key = p256.from_pkcs8(_bytes_in(words.get("pkcs8")))
    if p256.public_point(signing_key) != person["signing_key"]:
        raise RefusedError("another person's signing key")
    return signing_key


def sign_device(signing_key: PrivateKey, device: DeviceKey) -> str:
    """Sign a phone's key with its owner's signing key."""
    return p256.sign(signing_key, _device_statement(device))


def verify_device(party: Party) -> None:
    """Raise RefusedError unless this person has signed the phone's key."""
    person, device = party.person, party.device
    if person["person_id"] != device["person_id"]:
        raise RefusedError("the phone is somebody else's")
    p256.verify(person["signing_key"], _device_statement(device), device["signature"])


def is_vouched(party: Party) -> bool:
    """Whether this person has signed this phone's key."""
    try:
        verify_device(party)
    except RefusedError:
        return False
    return True


def wrap_root(me: Wrapper, slot: Slot, root: bytes, to: Party, iv: bytes | None = None) -> Wrap:
    """Wrap a root to one phone, possibly this one. Raises RefusedError unless its person has signed
    its key.

    `iv` is random, except in the test vectors.
    """
    verify_device(to)
    info = _wrap_statement(slot, me.device_id, to.device["device_id"])
    key = hkdf(p256.agree(me.private_key, to.device["key"]), info)
    sealed = encrypt(key, info, root, iv or os.urandom(12))
    sig = p256.sign(me.signing_key, _signed(slot, me.device_id, to.device["device_id"], sealed))
    return {
        "v": VERSION,
        "by_person": me.person_id,
        "by_device": me.device_id,
        **sealed,
        "sig": sig,
    }


def unwrap_root(me: Receiver, slot: Slot, wrap: Wrap, sender: Party) -> bytes:
    """Unwrap a root made for this phone. Raises RefusedError unless signatures and tag are right."""
    if wrap["v"] != VERSION:
        raise UnknownVersionError("wrapped by a newer version")
    person, device = sender.person, sender.device
    if (wrap["by_person"], wrap["by_device"]) != (person["person_id"], device["device_id"]):
        raise RefusedError("wrapped by another phone")
    verify_device(sender)
    statement = _signed(slot, wrap["by_device"], me.device_id, wrap)
    p256.verify(person["signing_key"], statement, wrap["sig"])
    info = _wrap_statement(slot, wrap["by_device"], me.device_id)
    root = decrypt(hkdf(p256.agree(me.private_key, device["key"]), info), info, wrap)
    if len(root) != _ROOT_BYTES:
        raise RefusedError("not a root")
    return root


def sender_of(wrap: Wrap, people: Iterable[PublicPerson], devices: Iterable[PublicDevice]) -> Party:
    """Find the phone and trusted person that made a wrap. Raises RefusedError if there is none."""
    by = (wrap["by_person"], wrap["by_device"])
    person = next((p for p in people if p["person_id"] == by[0]), None)
    device = next((d for d in devices if (d["person_id"], d["device_id"]) == by), None)
    if person is None or device is None:
        raise RefusedError("wrapped by a phone nobody vouches for")
    return Party(person, device)


def signing_header(person_id: str) -> Header:
    """The additional data of the sealed signing key."""
    return Header(person_id, "signing_keys", person_id, person_id, 1)


def _device_statement(device: DeviceKey) -> list[str]:
    return ["twofold/1/device", device["person_id"], device["device_id"], device["key"]]


def _wrap_statement(slot: Slot, by_device: str, to_device: str) -> bytes:
    return canonical(["twofold/1/wrap", slot.space_id, slot.epoch_id, by_device, to_device])


def _signed(slot: Slot, by_device: str, to_device: str, sealed: Sealed) -> list[str]:
    ids = [slot.space_id, slot.epoch_id, by_device, to_device]
    return ["twofold/1/wrap-sig", *ids, sealed["iv"], sealed["ct"]]


def _bytes_in(value: Json) -> bytes:
    if not isinstance(value, str):
        raise RefusedError("no signing key inside")
    return refuse_unless(lambda: from_base64url(value))
