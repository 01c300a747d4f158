"""Vectors of the handover: codes, MACs, commitments, and the phrase that both phones show."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from api.client.codes import format_code, handover_link
from api.client.encoding import canonical, to_base64url
from api.client.handover import (
    HandoverKeys,
    Offer,
    OfferKeys,
    Purpose,
    Taking,
    TakingKeys,
    handover_keys,
    sign_offer,
    sign_taking,
)
from api.client.invitation import invitation_key, seal_invitation
from api.client.reveal import Reveal, commitment, safety_phrase, sign_reveal
from api.client.sealing import encrypt, pad
from api.client.sign_up import sign_up_proof

from .cast import ANA, ANA_SECOND, BEN, CLEO, Phone, fixed

SECRET = fixed("secret", 13)
PAIR = handover_keys(SECRET, "pair")
DEVICE = handover_keys(SECRET, "device")
SEAT = handover_keys(SECRET, "seat")
NONCE = to_base64url(fixed("offering nonce", 16))
OTHER_NONCE = to_base64url(fixed("another nonce", 16))
TAKING_NONCE = to_base64url(fixed("taking nonce", 16))
_ONES = b"\x08\x42\x10\x84\x21\x08\x42\x10\x84\x21\x08\x42\x10"


def secrets() -> list[dict[str, str]]:
    """Secrets, with everything that is derived from them."""
    return [_secret(secret) for secret in (SECRET, bytes(13), b"\xff" * 13, _ONES)]


def typed() -> list[dict[str, str]]:
    """Codes as people type them, and the secret each stands for."""
    code, ones = format_code(SECRET), format_code(_ONES)
    link = handover_link("https://twofold.example", "/pair", SECRET)
    spellings = [
        (code, SECRET),
        (code.replace("-", ""), SECRET),
        (code.lower().replace("-", " "), SECRET),
        (code.replace("-", " \u2013 ") + "\n", SECRET),
        (link, SECRET),
        (ones.replace("1", "I"), _ONES),
        (ones.replace("1", "l"), _ONES),
        (ones.replace("1", "i").replace("0", "o"), _ONES),
        ("O" * 21, bytes(13)),
        *(
            (text.format(link), SECRET)
            for text in ("{}.", "({})", "<{}>", "{}, see you", "Here: {}\n")
        ),
        (link.replace("#", "%23"), SECRET),
        *((quote(text.format(link)), SECRET) for text in ("{}.", "({})", "<{}>", "{}, see you")),
        (f"{link} and not https://example.com/#top", SECRET),
        (f"https://example.com/#top, but {link}", SECRET),
        (f"{link} or {link}", SECRET),
        (f"#{link.partition('#')[2]}%3E", SECRET),
        (f"#{quote(_wide(code.replace('-', '')))}", SECRET),
        (f"{link.partition('#')[0]}#{_wide(code)}", SECRET),
        (f"{link}%FF", SECRET),
        (f"({code}).", SECRET),
        (_wide(code), SECRET),
        (code.replace("-", "\u200b"), SECRET),
    ]
    return [{"typed": text, "secret": to_base64url(meant)} for text, meant in spellings]


def _wide(text: str) -> str:
    """In full-width characters, as East Asian keyboards type them."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def unreadable() -> list[dict[str, str]]:
    """Typed text that cannot be a code, and why."""
    code = format_code(SECRET)
    return [
        {"typed": "", "reason": "length"},
        {"typed": code[:-1], "reason": "length"},
        {"typed": code + "0", "reason": "length"},
        {"typed": "U" + code[1:], "reason": "character"},
        {"typed": code[:-1] + "ü", "reason": "character"},
        {"typed": "0" * 20 + "1", "reason": "character"},
        {"typed": f"https://twofold.example/pair#{code[:5]}, {code[5:]}", "reason": "length"},
        {"typed": code[:3] + "," + code[3:], "reason": "character"},
        {"typed": "(.)", "reason": "length"},
        {"typed": "https://twofold.example/pair#", "reason": "length"},
        {"typed": f"#{'0' * 21} #{code}", "reason": "length"},
        {"typed": f"{code[:5]}%FF{code[5:]}", "reason": "character"},
    ]


def handovers() -> list[dict[str, Any]]:
    """Offers, takings, reveals and phrases of a pairing, of a second phone and of a seat that passes."""
    pair, own, seat = _offer(PAIR, ANA), _offer(DEVICE, ANA), _offer(SEAT, BEN)
    return [
        _shown(PAIR, pair, _taking(PAIR, taking_keys(BEN), pair)),
        _shown(DEVICE, own, _taking(DEVICE, new_phone(ANA_SECOND), own)),
        _shown(SEAT, seat, _taking(SEAT, taking_keys(CLEO), seat)),
    ]


def refused() -> list[dict[str, Any]]:
    """Offers, takings and reveals that must be refused."""
    cases = [*_offers_refused(), *_takings_refused(), *_reveals_refused()]
    return [_refusal(*case) for case in cases]


def invitations() -> list[dict[str, Any]]:
    """Who invites, sealed into an offer. The longest name fills the 256 bytes."""
    pair, seat = _offer(PAIR, ANA), _offer(SEAT, BEN)
    names = [None, "Ana", "", "\u0639\u0628\u062f \u0627\u0644\u0631\u062d\u0645\u0646", "x" * 245]
    cases = [*((PAIR, pair, name) for name in names), (SEAT, seat, "Ben")]
    return [_invitation(keys, offer, name) for keys, offer, name in cases]


def invitations_refused() -> list[dict[str, Any]]:
    """Invitations that must be refused, and why."""
    offer = _offer(PAIR, ANA)
    good = _invitation(PAIR, offer, "Ana")
    sealed = good["invitation"]
    ct = sealed["ct"]
    cases = [
        ("tampered", "refused", {"invitation": {**sealed, "ct": ct[:-4] + "AAAA"}}),
        ("other purpose", "refused", {"purpose": "seat"}),
        ("other secret", "refused", {"secret": to_base64url(_ONES)}),
        ("another offer's", "refused", {"offer": _offer(PAIR, BEN)}),
        ("newer", "unknown_version", {"invitation": {**sealed, "v": 2}}),
        ("cut", "refused", {"invitation": {**sealed, "ct": ""}}),
        *(
            (name, "refused", {"invitation": _sealed_as(offer, text)})
            for name, text in (
                ("too long", b'{"name":"' + b"x" * 10_000 + b'"}'),
                ("a number for a name", b'{"name":7}'),
                ("no name at all", b"{}"),
                ("no object", b'["Ana"]'),
                ("no JSON", b"Ana"),
                ("no UTF-8", b'{"name":"\xff"}'),
            )
        ),
    ]
    return [{**good, "case": name, "error": error, **other} for name, error, other in cases]


def _sealed_as(offer: Offer, text: bytes) -> dict[str, Any]:
    about = canonical(["twofold/2/invitation", "pair", PAIR.id, offer["mac"]])
    return {"v": 1, **encrypt(invitation_key(SECRET), about, pad(text), fixed("refused", 12))}


def _invitation(keys: HandoverKeys, offer: Offer, name: str | None) -> dict[str, Any]:
    sealed = seal_invitation(SECRET, keys, offer, name, fixed(f"invitation {name}", 12))
    case = {"secret": to_base64url(SECRET), "purpose": keys.purpose, "offer": offer}
    return {**case, "name": name, "invitation": sealed}


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


Case = tuple[str, HandoverKeys, Offer, Taking | None, Reveal | None]


def _offers_refused() -> Iterator[Case]:
    offer = _offer(PAIR, ANA)
    yield "other person", PAIR, {**offer, "person_id": CLEO.person_id}, None, None
    yield "other phone's key", PAIR, {**offer, "device_key": CLEO.public_device["key"]}, None, None
    yield (
        "other commitment",
        PAIR,
        {**offer, "commitment": _offer(PAIR, BEN)["commitment"]},
        None,
        None,
    )
    yield "version 1", PAIR, {**offer, "v": 1}, None, None
    yield "other purpose", DEVICE, offer, None, None
    yield "other secret", handover_keys(_ONES, "pair"), offer, None, None
    yield "no MAC", PAIR, {**offer, "mac": ""}, None, None
    unvouched: OfferKeys = {**offer_keys(ANA), "device_key": CLEO.public_device["key"]}
    yield "phone not vouched for", PAIR, _signed_offer(PAIR, unvouched), None, None


def _takings_refused() -> Iterator[Case]:
    for name, keys, offer, taking in _bad_takings():
        yield name, keys, offer, taking, None


def _bad_takings() -> Iterator[tuple[str, HandoverKeys, Offer, Taking]]:
    offer, own = _offer(PAIR, ANA), _offer(DEVICE, ANA)
    taking = _taking(PAIR, taking_keys(BEN), offer)
    yield "answers another offer", PAIR, _offer(PAIR, ANA_SECOND), taking
    yield "other taker", PAIR, offer, {**taking, "person_id": CLEO.person_id}
    yield "other nonce of the taker", PAIR, offer, {**taking, "nonce": OTHER_NONCE}
    yield "taking of version 1", PAIR, offer, {**taking, "v": 1}
    yield "MAC of another secret", PAIR, offer, _taking(_other(PAIR), taking_keys(BEN), offer)
    yield "taken by the same person", PAIR, offer, _taking(PAIR, taking_keys(ANA_SECOND), offer)
    yield "taken by nobody", PAIR, offer, _taking(PAIR, new_phone(BEN), offer)
    unvouched: TakingKeys = {**taking_keys(BEN), "device_key": CLEO.public_device["key"]}
    yield "taker's phone not vouched for", PAIR, offer, _taking(PAIR, unvouched, offer)
    yield "a new phone with a person", DEVICE, own, _taking(DEVICE, taking_keys(BEN), own)


def _reveals_refused() -> Iterator[Case]:
    offer = _offer(PAIR, ANA)
    taking = _taking(PAIR, taking_keys(BEN), offer)
    reveal = sign_reveal(PAIR, NONCE, taking)
    yield "other nonce", PAIR, offer, taking, sign_reveal(PAIR, OTHER_NONCE, taking)
    yield "nonce changed on its way", PAIR, offer, taking, {**reveal, "nonce": OTHER_NONCE}
    other = sign_taking(PAIR, taking_keys(BEN), OTHER_NONCE, offer)
    yield "reveal for another taking", PAIR, offer, other, reveal
    yield "reveal without the secret", PAIR, offer, taking, sign_reveal(_other(PAIR), NONCE, taking)
    swapped = sign_offer(PAIR, offer_keys(ANA), commitment(PAIR, offer_keys(BEN), NONCE))
    answer = _taking(PAIR, taking_keys(BEN), swapped)
    yield "commitment to other keys", PAIR, swapped, answer, sign_reveal(PAIR, NONCE, answer)


def _offer(keys: HandoverKeys, phone: Phone) -> Offer:
    return _signed_offer(keys, offer_keys(phone))


def _signed_offer(keys: HandoverKeys, offered: OfferKeys) -> Offer:
    return sign_offer(keys, offered, commitment(keys, offered, NONCE))


def _taking(keys: HandoverKeys, taken: TakingKeys, offer: Offer) -> Taking:
    return sign_taking(keys, taken, TAKING_NONCE, offer)


def _other(keys: HandoverKeys) -> HandoverKeys:
    return replace(keys, mac_key=handover_keys(_ONES, keys.purpose).mac_key)


def _refusal(
    name: str, keys: HandoverKeys, offer: Offer, taking: Taking | None, reveal: Reveal | None
) -> dict[str, Any]:
    secret = _ONES if name == "other secret" else SECRET
    case = {"name": name, "secret": to_base64url(secret), "purpose": keys.purpose}
    return {**case, "offer": offer, "taking": taking, "reveal": reveal}


def _shown(keys: HandoverKeys, offer: Offer, taking: Taking) -> dict[str, Any]:
    purpose: Purpose = keys.purpose
    case = {"secret": to_base64url(SECRET), "purpose": purpose, "id": keys.id}
    both = {"offer": offer, "taking": taking, "reveal": sign_reveal(keys, NONCE, taking)}
    return {**case, **both, "phrase": " ".join(safety_phrase(keys, offer, taking, NONCE))}


def _secret(secret: bytes) -> dict[str, str]:
    keys = handover_keys(secret, "pair")
    return {
        "secret": to_base64url(secret),
        "code": format_code(secret),
        "id": keys.id,
        "mac_key": to_base64url(keys.mac_key),
        "sign_up": sign_up_proof(secret),
    }
