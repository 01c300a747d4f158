"""The one-time secret of a handover and what it authenticates, as in pwa/src/kernel/crypto/handover.ts.

The secret (see `codes.py`) gives the id under which the two phones meet, and a MAC key that
authenticates their keys. The words to compare depend on more than that: see `reveal.py`.
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
    """The keys of the offering phone."""

    person_id: str
    device_id: str
    signing_key: str
    device_key: str
    device_signature: str


class Offer(OfferKeys):
    """What the offering phone sends. `commitment` fixes its keys and a nonce that it reveals later."""

    v: int
    commitment: str
    mac: str


class TakingKeys(TypedDict):
    """The keys of the taking phone. A new phone of the same person has no person, signing key or
    signature yet."""

    person_id: NotRequired[str | None]
    device_id: str
    signing_key: NotRequired[str | None]
    device_key: str
    device_signature: NotRequired[str | None]


class Taking(TakingKeys):
    """What the taking phone answers, with its own nonce (16 bytes)."""

    v: int
    nonce: str
    mac: str


@dataclass(frozen=True)
class HandoverKeys:
    """The purpose of a secret, the id of its handover, and its MAC key."""

    purpose: Purpose
    id: str
    mac_key: bytes


def handover_keys(secret: bytes, purpose: Purpose) -> HandoverKeys:
    """Derive the id and the MAC key from a secret."""
    handover_id = to_base64url(hkdf(secret, b"twofold/2/handover/id", 16))
    return HandoverKeys(purpose, handover_id, hkdf(secret, b"twofold/2/handover/mac"))


def sign_offer(keys: HandoverKeys, offer: OfferKeys, commitment: str) -> Offer:
    """Return the offer with its MAC (HMAC-SHA-256)."""
    mac = authenticate(keys, _offer_statement(keys, offer, commitment))
    return {**offer, "v": VERSION, "commitment": commitment, "mac": mac}


def sign_taking(keys: HandoverKeys, taking: TakingKeys, nonce: str, offer: Offer) -> Taking:
    """Return the taking with its MAC, which also covers the offer."""
    mac = authenticate(keys, _taking_statement(keys, taking, nonce, offer))
    return {**taking, "v": VERSION, "nonce": nonce, "mac": mac}


def check_offer(keys: HandoverKeys, offer: Offer) -> None:
    """Raise RefusedError unless the offering phone knows the secret and its person has signed its
    key."""
    _refuse_other_versions(offer["v"])
    check_mac(keys, _offer_statement(keys, offer, offer["commitment"]), offer["mac"])
    verify_device(offering_party(offer))


def check_taking(keys: HandoverKeys, taking: Taking, offer: Offer) -> None:
    """Raise RefusedError unless the taking phone knows the secret and answers this offer.

    With any purpose but `device`, it must also belong to another person, who has signed its key.
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
    """The offering person and phone."""
    return _party(offer["person_id"], offer["signing_key"], offer, offer["device_signature"])


def taking_party(taking: TakingKeys) -> Party:
    """The taking person and phone. Raises RefusedError for a new phone without a person."""
    person_id, signing_key = taking.get("person_id"), taking.get("signing_key")
    signature = taking.get("device_signature")
    if not person_id or not signing_key or not signature:
        raise RefusedError("no other person took this")
    return _party(person_id, signing_key, taking, signature)


def offered_part(offer: OfferKeys) -> list[Json]:
    """The part of an offer that is authenticated."""
    person = [offer["person_id"], offer["device_id"], offer["signing_key"]]
    return [*person, offer["device_key"], offer["device_signature"]]


def taking_part(taking: TakingKeys) -> list[Json]:
    """The part of a taking that is authenticated."""
    person = [taking.get("person_id"), taking["device_id"], taking.get("signing_key")]
    return [*person, taking["device_key"], taking.get("device_signature")]


def authenticate(keys: HandoverKeys, statement: Sequence[Json]) -> str:
    """The MAC of a statement."""
    return to_base64url(hmac.digest(keys.mac_key, canonical(statement), "sha256"))


def check_mac(keys: HandoverKeys, statement: Sequence[Json], claimed: str) -> None:
    """Raise RefusedError unless the MAC shows that the sender knows the secret."""
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
