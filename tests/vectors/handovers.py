"""Vectors of the handover: codes, MACs, and the phrase that both phones show."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from api.client.codes import format_code, handover_link
from api.client.encoding import to_base64url
from api.client.handover import (
    HandoverKeys,
    Offer,
    OfferKeys,
    Purpose,
    Taking,
    TakingKeys,
    handover_keys,
    safety_phrase,
    sign_offer,
    sign_taking,
)

from .cast import ANA, ANA_SECOND, BEN, CLEO, Phone, fixed

SECRET = fixed("secret", 13)
PAIR = handover_keys(SECRET, "pair")
DEVICE = handover_keys(SECRET, "device")
SEAT = handover_keys(SECRET, "seat")
_ONES = b"\x08\x42\x10\x84\x21\x08\x42\x10\x84\x21\x08\x42\x10"


def secrets() -> list[dict[str, str]]:
    """Secrets with everything that comes from them."""
    return [_secret(secret) for secret in (SECRET, bytes(13), b"\xff" * 13, _ONES)]


def typed() -> list[dict[str, str]]:
    """What people type, and the secret it means."""
    code, ones = format_code(SECRET), format_code(_ONES)
    spellings = [
        (code, SECRET),
        (code.replace("-", ""), SECRET),
        (code.lower().replace("-", " "), SECRET),
        (code.replace("-", " \u2013 ") + "\n", SECRET),
        (handover_link("https://twofold.example", "/pair", SECRET), SECRET),
        (ones.replace("1", "I"), _ONES),
        (ones.replace("1", "l"), _ONES),
        (ones.replace("1", "i").replace("0", "o"), _ONES),
        ("O" * 21, bytes(13)),
    ]
    return [{"typed": text, "secret": to_base64url(meant)} for text, meant in spellings]


def unreadable() -> list[dict[str, str]]:
    """What cannot be a code, and why."""
    code = format_code(SECRET)
    return [
        {"typed": "", "reason": "length"},
        {"typed": code[:-1], "reason": "length"},
        {"typed": code + "0", "reason": "length"},
        {"typed": "U" + code[1:], "reason": "character"},
        {"typed": code[:-1] + "ü", "reason": "character"},
        {"typed": "0" * 20 + "1", "reason": "character"},
    ]


def handovers() -> list[dict[str, Any]]:
    """Offers, takings and phrases of a pairing, of a second phone and of a seat that passes."""
    pair = sign_offer(PAIR, offer_keys(ANA))
    own = sign_offer(DEVICE, offer_keys(ANA))
    seat = sign_offer(SEAT, offer_keys(BEN))
    return [
        _shown(PAIR, pair, sign_taking(PAIR, taking_keys(BEN), pair)),
        _shown(DEVICE, own, sign_taking(DEVICE, new_phone(ANA_SECOND), own)),
        _shown(SEAT, seat, sign_taking(SEAT, taking_keys(CLEO), seat)),
    ]


def refused() -> list[dict[str, Any]]:
    """Offers and takings that must be refused."""
    return [_refusal(*case) for case in [*_offers_refused(), *_takings_refused()]]


def offer_keys(phone: Phone) -> OfferKeys:
    device = phone.public_device
    return {
        "person_id": phone.person_id,
        "device_id": phone.device_id,
        "signing_key": phone.public_person["signing_key"],
        "device_key": device["key"],
        "device_signature": device["signature"],
    }


def taking_keys(phone: Phone) -> TakingKeys:
    return {**offer_keys(phone)}


def new_phone(phone: Phone) -> TakingKeys:
    return {"device_id": phone.device_id, "device_key": phone.public_device["key"]}


Case = tuple[str, HandoverKeys, Offer, Taking | None]


def _offers_refused() -> Iterator[Case]:
    offer = sign_offer(PAIR, offer_keys(ANA))
    yield "other person", PAIR, {**offer, "person_id": CLEO.person_id}, None
    yield "other phone's key", PAIR, {**offer, "device_key": CLEO.public_device["key"]}, None
    yield "other purpose", DEVICE, offer, None
    yield "other secret", handover_keys(_ONES, "pair"), offer, None
    yield "no MAC", PAIR, {**offer, "mac": ""}, None
    unvouched: OfferKeys = {**offer_keys(ANA), "device_key": CLEO.public_device["key"]}
    yield "phone not vouched for", PAIR, sign_offer(PAIR, unvouched), None


def _takings_refused() -> Iterator[Case]:
    offer, own = sign_offer(PAIR, offer_keys(ANA)), sign_offer(DEVICE, offer_keys(ANA))
    taking = sign_taking(PAIR, taking_keys(BEN), offer)
    other = sign_offer(PAIR, offer_keys(ANA_SECOND))
    yield "answers another offer", PAIR, other, taking
    yield "other taker", PAIR, offer, {**taking, "person_id": CLEO.person_id}
    yield "MAC of another secret", PAIR, offer, sign_taking(_other(PAIR), taking_keys(BEN), offer)
    yield "taken by the same person", PAIR, offer, _taken(taking_keys(ANA_SECOND), offer)
    yield "taken by nobody", PAIR, offer, _taken(new_phone(BEN), offer)
    unvouched: TakingKeys = {**taking_keys(BEN), "device_key": CLEO.public_device["key"]}
    yield "taker's phone not vouched for", PAIR, offer, _taken(unvouched, offer)
    yield "a new phone with a person", DEVICE, own, sign_taking(DEVICE, taking_keys(BEN), own)


def _taken(keys: TakingKeys, offer: Offer) -> Taking:
    return sign_taking(PAIR, keys, offer)


def _other(keys: HandoverKeys) -> HandoverKeys:
    return replace(keys, mac_key=handover_keys(_ONES, keys.purpose).mac_key)


def _refusal(name: str, keys: HandoverKeys, offer: Offer, taking: Taking | None) -> dict[str, Any]:
    secret = _ONES if name == "other secret" else SECRET
    case = {"name": name, "secret": to_base64url(secret), "purpose": keys.purpose}
    return {**case, "offer": offer, "taking": taking}


def _shown(keys: HandoverKeys, offer: Offer, taking: Taking) -> dict[str, Any]:
    purpose: Purpose = keys.purpose
    phrase = " ".join(safety_phrase(offer, taking))
    case = {"secret": to_base64url(SECRET), "purpose": purpose, "id": keys.id}
    return {**case, "offer": offer, "taking": taking, "phrase": phrase}


def _secret(secret: bytes) -> dict[str, str]:
    keys = handover_keys(secret, "pair")
    return {
        "secret": to_base64url(secret),
        "code": format_code(secret),
        "id": keys.id,
        "mac_key": to_base64url(keys.mac_key),
    }
