"""The handover from a phone's side: offered, taken, compared, confirmed."""

from dataclasses import dataclass

from ..kernel.ids import new_id
from . import p256
from .codes import format_code, new_secret, parse_code
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
    safety_phrase,
    sign_offer,
    sign_taking,
    taking_party,
)
from .keyring import Keyring
from .keys import Party, PublicPerson
from .transport import JsonObject


@dataclass(frozen=True)
class Handover:
    """One handover as this phone knows it; `taking` is there once the other phone has answered."""

    secret: bytes
    keys: HandoverKeys
    offer: Offer
    taking: Taking | None = None

    @property
    def code(self) -> str:
        return format_code(self.secret)

    @property
    def path(self) -> str:
        return f"/handovers/{self.keys.id}"


def offer(ring: Keyring, purpose: Purpose) -> Handover:
    """A fresh offer of this phone's keys."""
    secret = new_secret()
    derived = handover_keys(secret, purpose)
    return Handover(secret, derived, sign_offer(derived, _own_keys(ring)))


def path_of(code: str) -> str:
    """Where the handover of a typed code or link is. Raises UnreadableCodeError."""
    return f"/handovers/{handover_keys(parse_code(code), 'pair').id}"


def received(code: str, view: JsonObject) -> Handover:
    """The handover that a code leads to, its offer checked. Raises RefusedError."""
    secret = parse_code(code)
    derived = handover_keys(secret, view["purpose"])
    check_offer(derived, view["offer"])
    return Handover(secret, derived, view["offer"])


def take(found: Handover, ring: Keyring) -> Handover:
    """The answer of this phone, which belongs to the offering person if it is to be let in."""
    own: TakingKeys = {
        "device_id": ring.device_id,
        "device_key": p256.public_point(ring.device_key),
    }
    if found.keys.purpose != "device":
        own = {**_own_keys(ring)}
    return Handover(
        found.secret, found.keys, found.offer, sign_taking(found.keys, own, found.offer)
    )


def answered(mine: Handover, taking: Taking) -> Handover:
    """The own offer with the answer to it, checked. Raises RefusedError."""
    check_taking(mine.keys, taking, mine.offer)
    return Handover(mine.secret, mine.keys, mine.offer, taking)


def phrase(both: Handover) -> str:
    """The four words that both phones show."""
    assert both.taking is not None, "nobody has answered yet"
    return " ".join(safety_phrase(both.offer, both.taking))


def offering_person(found: Handover) -> PublicPerson:
    return {"person_id": found.offer["person_id"], "signing_key": found.offer["signing_key"]}


def confirmation(both: Handover, ring: Keyring) -> JsonObject:
    """What this phone says once the phrases are the same; pins the other person's signing key."""
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
        for slot in ring.roots
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
