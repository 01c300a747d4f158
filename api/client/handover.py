"""The handover's one-time secret and what it proves, as pwa/src/kernel/handover.ts has it.

From the secret (see `codes.py`) come the id under which both phones meet, and a key that
authenticates their keys.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NotRequired, TypedDict

from .encoding import Json, canonical, hkdf, to_base64url
from .errors import RefusedError
from .keys import Party, verify_device

Purpose = Literal["pair", "device", "seat"]


class OfferKeys(TypedDict):
    """What the phone that starts sends, before its MAC."""

    person_id: str
    device_id: str
    signing_key: str
    device_key: str
    device_signature: str


class Offer(OfferKeys):
    mac: str


class TakingKeys(TypedDict):
    """What the other phone answers; an own new phone has no person, signing key or signature yet."""

    person_id: NotRequired[str | None]
    device_id: str
    signing_key: NotRequired[str | None]
    device_key: str
    device_signature: NotRequired[str | None]


class Taking(TakingKeys):
    mac: str


@dataclass(frozen=True)
class HandoverKeys:
    """What one secret is used for, where, and the key that authenticates what is said there."""

    purpose: Purpose
    id: str
    mac_key: bytes


def handover_keys(secret: bytes, purpose: Purpose) -> HandoverKeys:
    """The id and the MAC key of a secret."""
    handover_id = to_base64url(hkdf(secret, b"twofold/1/handover/id", 16))
    return HandoverKeys(purpose, handover_id, hkdf(secret, b"twofold/1/handover/mac"))


def sign_offer(keys: HandoverKeys, offer: OfferKeys) -> Offer:
    """The offer with its MAC (HMAC-SHA-256)."""
    return {**offer, "mac": _mac(keys, _offer_statement(keys, offer))}


def sign_taking(keys: HandoverKeys, taking: TakingKeys, offer: Offer) -> Taking:
    """The taking with its MAC, which also covers the offer it answers."""
    return {**taking, "mac": _mac(keys, _taking_statement(keys, taking, offer))}


def check_offer(keys: HandoverKeys, offer: Offer) -> None:
    """Raises RefusedError unless who offers knows the secret and vouches for their phone."""
    _check_mac(keys, _offer_statement(keys, offer), offer["mac"])
    verify_device(offering_party(offer))


def check_taking(keys: HandoverKeys, taking: Taking, offer: Offer) -> None:
    """Raises RefusedError unless who took this very offer knows the secret.

    Unless it is a new phone of one's own it must be another person who vouches for their phone.
    """
    _check_mac(keys, _taking_statement(keys, taking, offer), taking["mac"])
    if keys.purpose != "device":
        party = taking_party(taking)
        if party.person["person_id"] == offer["person_id"]:
            raise RefusedError("no other person took this")
        verify_device(party)
    elif taking.get("person_id") or taking.get("signing_key") or taking.get("device_signature"):
        raise RefusedError("a new phone has no person yet")


def offering_party(offer: OfferKeys) -> Party:
    """Who offers, and on which phone."""
    return _party(offer["person_id"], offer["signing_key"], offer, offer["device_signature"])


def taking_party(taking: TakingKeys) -> Party:
    """Who took it, and on which phone; RefusedError where a new phone did."""
    person_id, signing_key = taking.get("person_id"), taking.get("signing_key")
    signature = taking.get("device_signature")
    if not person_id or not signing_key or not signature:
        raise RefusedError("no other person took this")
    return _party(person_id, signing_key, taking, signature)


def safety_phrase(offer: OfferKeys, taking: TakingKeys) -> list[str]:
    """Four words that both phones show: they differ where somebody stands in between.

    44 bits of a SHA-256, as words of the BIP-39 English list.
    """
    keys = [taking.get("signing_key"), taking["device_key"]]
    start = ["twofold/1/phrase", offer["person_id"], offer["signing_key"], offer["device_key"]]
    digest = hashlib.sha256(canonical([*start, *keys])).digest()
    bits = int.from_bytes(digest[:6]) >> 4
    return [_word_list()[bits >> shift & 0x7FF] for shift in (33, 22, 11, 0)]


@cache
def _word_list() -> Sequence[str]:
    from mnemonic import Mnemonic  # loaded only when a phrase is shown

    return Mnemonic("english").wordlist


def _offer_statement(keys: HandoverKeys, offer: OfferKeys) -> list[Json]:
    person = [offer["person_id"], offer["device_id"], offer["signing_key"]]
    device = [offer["device_key"], offer["device_signature"]]
    return ["twofold/1/offer", keys.purpose, keys.id, *person, *device]


def _taking_statement(keys: HandoverKeys, taking: TakingKeys, offer: Offer) -> list[Json]:
    person = [taking.get("person_id"), taking["device_id"], taking.get("signing_key")]
    device = [taking["device_key"], taking.get("device_signature")]
    return ["twofold/1/taking", keys.purpose, keys.id, *person, *device, offer["mac"]]


def _mac(keys: HandoverKeys, statement: Sequence[Json]) -> str:
    return to_base64url(hmac.digest(keys.mac_key, canonical(statement), "sha256"))


def _check_mac(keys: HandoverKeys, statement: Sequence[Json], claimed: str) -> None:
    if not hmac.compare_digest(_mac(keys, statement).encode(), claimed.encode()):
        raise RefusedError("whoever sent this does not know the secret")


def _party(
    person_id: str, signing_key: str, phone: OfferKeys | TakingKeys, signature: str
) -> Party:
    device_id, key = phone["device_id"], phone["device_key"]
    return Party(
        {"person_id": person_id, "signing_key": signing_key},
        {"person_id": person_id, "device_id": device_id, "key": key, "signature": signature},
    )
