"""Ana with two phones, Ben with one, Cleo from another couple: ids and keys that never change."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec

from api.client import p256
from api.client.keys import (
    DeviceKey,
    Party,
    PublicDevice,
    PublicPerson,
    Wrapper,
    sign_device,
)

COUPLE = "01936d00-0000-7000-8000-0000000000c1"
OTHER_COUPLE = "01936d00-0000-7000-8000-0000000000c2"
EPOCH = "01936d00-0000-7000-8000-0000000000e1"
OTHER_EPOCH = "01936d00-0000-7000-8000-0000000000e2"


@dataclass(frozen=True)
class Phone:
    """A phone with its keys, and the person it belongs to."""

    person_id: str
    device_id: str
    signing: p256.PrivateKey
    device: p256.PrivateKey

    @property
    def wrapper(self) -> Wrapper:
        return Wrapper(self.device_id, self.device, self.person_id, self.signing)

    @property
    def party(self) -> Party:
        return Party(self.public_person, self.public_device)

    @property
    def public_person(self) -> PublicPerson:
        return {"person_id": self.person_id, "signing_key": p256.public_point(self.signing)}

    @property
    def public_device(self) -> PublicDevice:
        key: DeviceKey = {
            "person_id": self.person_id,
            "device_id": self.device_id,
            "key": p256.public_point(self.device),
        }
        return {**key, "signature": sign_device(self.signing, key)}


def fixed(label: str, length: int) -> bytes:
    """Bytes that look random but are the same in every run."""
    return hashlib.shake_256(label.encode()).digest(length)


def _private(label: str) -> p256.PrivateKey:
    return ec.derive_private_key(int.from_bytes(fixed(label, 31)), p256.CURVE)


def _phone(name: str, number: int, phone: int) -> Phone:
    person_id = f"01936d00-0000-7000-8000-{number:012x}"
    device_id = f"01936d00-0000-7000-8000-{number:04x}0000d{phone:03x}"
    return Phone(person_id, device_id, _private(f"{name} signing"), _private(f"{name} {phone}"))


ANA = _phone("ana", 0xA, 1)
ANA_SECOND = _phone("ana", 0xA, 2)
BEN = _phone("ben", 0xB, 1)
CLEO = _phone("cleo", 0xC, 1)
