"""The handover's one-time secret and what it proves, as pwa/src/kernel/handover.ts has it.

From the secret (see `codes.py`) come the id under which both phones meet, and a key that
authenticates their keys. What both phones show comes from more than that: see `reveal.py`.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from .encoding import Json, canonical, hkdf, to_base64url
from .errors import RefusedError
from .keys import Party, verify_device

Purpose = Literal["pair", "device", "seat"]

VERSION = 2


class OfferKeys(TypedDict):
    """The keys of the phone that starts."""

    person_id: str
    device_id: str
    signing_key: str
    device_key: str
    device_signature: str


class Offer(OfferKeys):
    """What the phone that starts sends. `commitment` fixes its keys and a nonce that is still hidden."""

    v: int
    commitment: str
    mac: str


class TakingKeys(TypedDict):
    """The keys of the other phone; an own new phone has no person, signing key or signature yet."""

    person_id: NotRequired[str | None]
    device_id: str
    signing_key: NotRequired[str | None]
    device_key: str
    device_signature: NotRequired[str | None]


class Taking(TakingKeys):
    """What the other phone answers, with its own nonce (16 bytes)."""

    v: int
    nonce: str
    mac: str


@dataclass(frozen=True)
class HandoverKeys:
    """What one secret is used for, where, and the key that authenticates what is said there."""

    purpose: Purpose
    id: str
    mac_key: bytes


def handover_keys(secret: bytes, purpose: Purpose) -> HandoverKeys:
    """The id and the MAC key of a secret."""
    handover_id = to_base64url(hkdf(secret, b"twofold/2/handover/id", 16))
    return HandoverKeys(purpose, handover_id, hkdf(secret, b"twofold/2/handover/mac"))


def sign_offer(keys: HandoverKeys, offer: OfferKeys, commitment: str) -> Offer:
    """The offer with its MAC (HMAC-SHA-256)."""
    mac = authenticate(keys, _offer_statement(keys, offer, commitment))
    return {**offer, "v": VERSION, "commitment": commitment, "mac": mac}


def sign_taking(keys: HandoverKeys, taking: TakingKeys, nonce: str, offer: Offer) -> Taking:
    """The taking with its MAC, which also covers the offer it answers."""
    mac = authenticate(keys, _taking_statement(keys, taking, nonce, offer))
    return {**taking, "v": VERSION, "nonce": nonce, "mac": mac}


def check_offer(keys: HandoverKeys, offer: Offer) -> None:
    """Raises RefusedError unless who offers knows the secret and vouches for their phone."""
    _refuse_other_versions(offer["v"])
    check_mac(keys, _offer_statement(keys, offer, offer["commitment"]), offer["mac"])
    verify_device(offering_party(offer))


def check_taking(keys: HandoverKeys, taking: Taking, offer: Offer) -> None:
    """Raises RefusedError unless who took this very offer knows the secret.

    Unless it is a new phone of one's own it must be another person who vouches for their phone.
    """
    _refuse_other_versions(taking["v"])
    check_mac(keys, _taking_statement(keys, taking, taking["nonce"], offer), taking["mac"])
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


def offered_part(offer: OfferKeys) -> list[Json]:
    """What the offering phone shows of itself, as it is authenticated."""
    person = [offer["person_id"], offer["device_id"], offer["signing_key"]]
    return [*person, offer["device_key"], offer["device_signature"]]


def taking_part(taking: TakingKeys) -> list[Json]:
    """What the taking phone shows of itself, as it is authenticated."""
    person = [taking.get("person_id"), taking["device_id"], taking.get("signing_key")]
    return [*person, taking["device_key"], taking.get("device_signature")]


def authenticate(keys: HandoverKeys, statement: Sequence[Json]) -> str:
    """The MAC over a statement."""
    return to_base64url(hmac.digest(keys.mac_key, canonical(statement), "sha256"))


def check_mac(keys: HandoverKeys, statement: Sequence[Json], claimed: str) -> None:
    """Raises RefusedError unless who said this knows the secret."""
    if not hmac.compare_digest(authenticate(keys, statement).encode(), claimed.encode()):
        raise RefusedError("whoever sent this does not know the secret")


def _refuse_other_versions(version: int) -> None:
    if version != VERSION:
        raise RefusedError("another version of the handover, which is not spoken any more")


def _offer_statement(keys: HandoverKeys, offer: OfferKeys, commitment: str) -> list[Json]:
    return ["twofold/2/offer", keys.purpose, keys.id, *offered_part(offer), commitment]


def _taking_statement(
    keys: HandoverKeys, taking: TakingKeys, nonce: str, offer: Offer
) -> list[Json]:
    start = ["twofold/2/taking", keys.purpose, keys.id]
    return [*start, *taking_part(taking), nonce, offer["mac"]]


def _party(
    person_id: str, signing_key: str, phone: OfferKeys | TakingKeys, signature: str
) -> Party:
    device_id, key = phone["device_id"], phone["device_key"]
    return Party(
        {"person_id": person_id, "signing_key": signing_key},
        {"person_id": person_id, "device_id": device_id, "key": key, "signature": signature},
    )
