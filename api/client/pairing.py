"""The steps of a handover on one phone: offer, take, reveal, compare, confirm."""

from dataclasses import dataclass, replace

from ..kernel.ids import new_id
from . import p256
from .codes import format_code, new_secret, parse_code
from .errors import RefusedError
from .handover import (
    HandoverKeys,
    Offer,
    OfferKeys,
    Purpose,
    Taking,
    TakingKeys,
    check_offer,
    check_taking,
    handover_keys,
    sign_offer,
    sign_taking,
    taking_party,
)
from .invitation import open_invitation, seal_invitation
from .keyring import Keyring
from .keys import Party, PublicPerson
from .reveal import (
    Reveal,
    check_reveal,
    commitment,
    new_nonce,
    safety_phrase,
    sign_reveal,
)
from .transport import JsonObject


@dataclass
class Handover:
    """One handover as this phone knows it. A value, once set, never changes.

    `nonce` is the offering phone's; the taking phone knows it after the reveal. `taking` is set
    once the other phone has answered.
    """

    secret: bytes
    keys: HandoverKeys
    offer: Offer
    nonce: str | None = None
    taking: Taking | None = None

    @property
    def code(self) -> str:
        return format_code(self.secret)

    @property
    def path(self) -> str:
        return f"/handovers/{self.keys.id}"


def offer(ring: Keyring, purpose: Purpose) -> Handover:
    """Make an offer of this phone's keys, with a commitment to a new nonce."""
    secret, nonce = new_secret(), new_nonce()
    derived, own = handover_keys(secret, purpose), _own_keys(ring)
    signed = sign_offer(derived, own, commitment(derived, own, nonce))
    return Handover(secret, derived, signed, nonce)


def offering(mine: Handover, name: str | None = None) -> JsonObject:
    """The request body that opens the handover. For another person it names who invites, or says
    that no name was given."""
    body: JsonObject = {"purpose": mine.keys.purpose, "offer": {**mine.offer}}
    if mine.keys.purpose != "device":
        body["invitation"] = seal_invitation(mine.secret, mine.keys, mine.offer, name)
    return body


def inviting_name(code: str, view: JsonObject) -> str | None:
    """The name of the inviting person, as they typed it; None if they gave none. Raises
    RefusedError."""
    found = received(code, view)
    sealed = view["invitation"]
    return sealed and open_invitation(found.secret, found.keys, found.offer, sealed)


def path_of(code: str) -> str:
    """The path of the handover of a typed code or link. Raises UnreadableCodeError."""
    return f"/handovers/{handover_keys(parse_code(code), 'pair').id}"


def received(code: str, view: JsonObject) -> Handover:
    """The handover of a code, with its offer checked. Raises RefusedError."""
    secret = parse_code(code)
    derived = handover_keys(secret, view["purpose"])
    check_offer(derived, view["offer"])
    return Handover(secret, derived, view["offer"])


def take(found: Handover, ring: Keyring) -> Handover:
    """Answer an offer with this phone's keys. With the purpose `device` the phone has no person
    yet."""
    own: TakingKeys = {
        "device_id": ring.device_id,
        "device_key": p256.public_point(ring.device_key),
    }
    if found.keys.purpose != "device":
        own = {**_own_keys(ring)}
    taking = sign_taking(found.keys, own, new_nonce(), found.offer)
    return replace(found, taking=taking)


def answered(mine: Handover, taking: Taking | None) -> Reveal:
    """The reveal of this phone's nonce, for the first taking only. Raises RefusedError."""
    if mine.nonce is None or taking is None:
        raise RefusedError("nothing is revealed before somebody has answered")
    if mine.taking not in (None, taking):
        raise RefusedError("this offer was answered by another taking")
    check_taking(mine.keys, taking, mine.offer)
    mine.taking = taking
    return sign_reveal(mine.keys, mine.nonce, taking)


def revealed(mine: Handover, reveal: Reveal | None) -> None:
    """Check and keep the nonce that the offering phone reveals. Raises RefusedError."""
    if mine.taking is None or reveal is None:
        raise RefusedError("there are no words before both have answered")
    check_reveal(mine.keys, reveal, mine.offer, mine.taking)
    mine.nonce = reveal["nonce"]


def phrase(both: Handover) -> str:
    """The four words that both phones show."""
    assert both.taking is not None, "nobody has answered yet"
    assert both.nonce is not None, "the other phone has not revealed its nonce yet"
    return " ".join(safety_phrase(both.keys, both.offer, both.taking, both.nonce))


def offering_person(found: Handover) -> PublicPerson:
    return {"person_id": found.offer["person_id"], "signing_key": found.offer["signing_key"]}


def confirmation(both: Handover, ring: Keyring) -> JsonObject:
    """The request body that confirms equal words; pins the other person's signing key."""
    assert both.taking is not None, "nobody has answered yet"
    if both.keys.purpose == "device":
        return _let_in(both.taking, ring)
    if both.offer["device_id"] != ring.device_id:
        ring.trust(offering_person(both))
        return {}
    if both.keys.purpose == "seat":
        ring.trust(taking_party(both.taking).person)
        return {}
    return _found_couple(taking_party(both.taking), ring)


def _found_couple(partner: Party, ring: Keyring) -> JsonObject:
    ring.trust(partner.person)
    slot = ring.begin(new_id())
    parties = (ring.party, partner)
    wraps = [{"device_id": to.device["device_id"], "wrap": ring.wrap(slot, to)} for to in parties]
    return {"couple_id": slot.space_id, "epoch": {"id": slot.epoch_id, "wraps": wraps}}


def _let_in(taking: Taking, ring: Keyring) -> JsonObject:
    device = ring.vouch(taking["device_id"], taking["device_key"])
    to = Party(ring.person, device)
    wraps = [
        {"space_id": slot.space_id, "epoch_id": slot.epoch_id, "wrap": ring.wrap(slot, to)}
        for slot in ring.needed_first()
    ]
    return {"device_signature": device["signature"], "wraps": wraps}


def _own_keys(ring: Keyring) -> OfferKeys:
    device = ring.device
    return {
        "person_id": ring.person_id,
        "device_id": ring.device_id,
        "signing_key": ring.person["signing_key"],
        "device_key": device["key"],
        "device_signature": device["signature"],
    }
