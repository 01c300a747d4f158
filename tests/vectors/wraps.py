"""Vectors of keys: signed phone keys, wrapped roots, the sealed signing key."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from api.client import p256
from api.client.encoding import from_base64url, to_base64url
from api.client.keys import (
    Party,
    Slot,
    Wrap,
    Wrapper,
    signing_header,
    wrap_root,
)
from api.client.sealing import compact, encrypt, practice_key, seal

from .cast import (
    ANA,
    ANA_SECOND,
    BEN,
    CLEO,
    COUPLE,
    EPOCH,
    OTHER_COUPLE,
    OTHER_EPOCH,
    Phone,
    fixed,
)
from .envelopes import IV, ROOT

SLOT = Slot(COUPLE, EPOCH)


def phones() -> dict[str, Any]:
    """The cast, private keys as PKCS #8."""
    named = {"ana": ANA, "ana_second": ANA_SECOND, "ben": BEN, "cleo": CLEO}
    return {name: _shown(phone) for name, phone in named.items()}


def devices_refused() -> list[dict[str, Any]]:
    """Phones whose key their person has not signed."""
    person, device = ANA.public_person, ANA.public_device
    others: list[tuple[str, Party]] = [
        (
            "signed by somebody else",
            Party(person, {**device, "signature": BEN.public_device["signature"]}),
        ),
        ("another phone's key", Party(person, {**device, "key": BEN.public_device["key"]})),
        ("another phone's id", Party(person, {**device, "device_id": BEN.device_id})),
        ("another person's phone", Party(person, BEN.public_device)),
        ("another person's signing key", Party({**person, "signing_key": _signing(BEN)}, device)),
        ("a signature in DER", Party(person, {**device, "signature": _der(device["signature"])})),
        ("no point on the curve", Party({**person, "signing_key": _no_point()}, device)),
        (
            "a compressed point",
            Party({**person, "signing_key": _compressed(_signing(ANA))}, device),
        ),
    ]
    return [{"name": name, **asdict(party)} for name, party in others]


def wraps() -> list[dict[str, Any]]:
    """Roots wrapped by one phone to another; `proof` as in the practice keys, for "checkins"."""
    ways = [
        ("ana", ANA, "ana_second", ANA_SECOND),
        ("ana", ANA, "ben", BEN),
        ("ben", BEN, "ben", BEN),
    ]
    return [_wrap(*way) for way in ways]


def wraps_refused() -> list[dict[str, Any]]:
    """Wraps from Ana to Ben that Ben must refuse, and the code of the error."""
    good = _to_ben()
    cases = [*_moved(good), *_forged(good)]
    refused = [_refusal(name, "refused", slot, wrap, sender) for name, slot, wrap, sender in cases]
    newer = _refusal("unknown version", "unknown_version", SLOT, {**good, "v": 2}, ANA.party)
    return [*refused, newer]


def signing_key() -> dict[str, Any]:
    """Ana's signing key under her own root."""
    header = signing_header(ANA.person_id)
    words = compact({"pkcs8": to_base64url(p256.to_pkcs8(ANA.signing))})
    key = practice_key(ROOT, "identity")
    sealed = seal(key, "words", header, words, k=EPOCH, w=1, iv=IV)
    return {"root": to_base64url(ROOT), "person": ANA.public_person, "sealed": sealed}


def _wrap(by: str, sender: Phone, to: str, receiver: Phone) -> dict[str, Any]:
    wrap = wrap_root(sender.wrapper, SLOT, ROOT, receiver.party, IV)
    proof = encrypt(practice_key(ROOT, "checkins"), b"", b"", bytes(12))["ct"]
    return {"by": by, "to": to, "slot": asdict(SLOT), "wrap": wrap, "proof": proof}


def _to_ben(sender: Phone = ANA, root: bytes = ROOT) -> Wrap:
    return wrap_root(sender.wrapper, SLOT, root, BEN.party, IV)


Forgery = tuple[str, Slot, Wrap, Party]


def _moved(good: Wrap) -> Iterator[Forgery]:
    yield "other space", replace(SLOT, space_id=OTHER_COUPLE), good, ANA.party
    yield "other epoch", replace(SLOT, epoch_id=OTHER_EPOCH), good, ANA.party
    yield "other sender", SLOT, good, CLEO.party
    yield "other phone of the sender", SLOT, good, ANA_SECOND.party
    to_ana = wrap_root(ANA.wrapper, SLOT, ROOT, ANA_SECOND.party, IV)
    yield "meant for another phone", SLOT, to_ana, ANA.party


def _forged(good: Wrap) -> Iterator[Forgery]:
    yield "signed by somebody else", SLOT, _to_ben(_impostor()), ANA.party
    unvouched: Party = Party(ANA.public_person, {**ANA.public_device, "signature": good["sig"]})
    yield "phone not vouched for", SLOT, good, unvouched
    yield "other ciphertext", SLOT, {**good, "ct": _flip(good["ct"])}, ANA.party
    yield "other iv", SLOT, {**good, "iv": _flip(good["iv"])}, ANA.party
    yield "other signature", SLOT, {**good, "sig": _flip(good["sig"])}, ANA.party
    yield "signed well, sealed badly", SLOT, _badly_sealed(), ANA.party
    yield "a root too short", SLOT, _to_ben(root=ROOT[:16]), ANA.party


def _impostor() -> Phone:
    """An attacker who has Ana's phone key but not her signing key."""
    return replace(ANA, signing=CLEO.signing)


def _badly_sealed() -> Wrap:
    """Signed by Ana, but her phone's key does not open the ciphertext."""
    me = Wrapper(ANA.device_id, CLEO.device, ANA.person_id, ANA.signing)
    return wrap_root(me, SLOT, ROOT, BEN.party, IV)


def _refusal(name: str, error: str, slot: Slot, wrap: Wrap, sender: Party) -> dict[str, Any]:
    case = {"name": name, "error": error, "slot": asdict(slot), "wrap": wrap}
    return {**case, "sender": asdict(sender)}


def _shown(phone: Phone) -> dict[str, Any]:
    return {
        **phone.public_device,
        "signing_key": _signing(phone),
        "signing_private": to_base64url(p256.to_pkcs8(phone.signing)),
        "device_private": to_base64url(p256.to_pkcs8(phone.device)),
    }


def _signing(phone: Phone) -> str:
    return phone.public_person["signing_key"]


def _der(signature: str) -> str:
    raw = from_base64url(signature)
    return to_base64url(b"\x30\x44\x02\x20" + raw[:32] + b"\x02\x20" + raw[32:])


def _no_point() -> str:
    return to_base64url(b"\x04" + fixed("no point", 64))


def _compressed(point: str) -> str:
    raw = from_base64url(point)
    return to_base64url(bytes([2 + raw[-1] % 2]) + raw[1:33])


def _flip(text: str) -> str:
    data = bytearray(from_base64url(text))
    data[0] ^= 1
    return to_base64url(bytes(data))
