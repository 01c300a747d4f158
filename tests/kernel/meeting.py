"""Handovers step by step, for tests that stop half-way or send one step twice."""

from dataclasses import replace
from typing import Any

from api.client import pairing
from api.client.handover import Purpose
from api.client.pairing import Handover
from api.client.phone import Phone
from api.client.transport import Answer, JsonObject


def offer_of(phone: Phone, purpose: Purpose = "pair") -> tuple[Handover, JsonObject]:
    """An offer, and the body that opens it; nothing is sent yet."""
    handover = pairing.offer(phone.ring, purpose)
    return handover, pairing.offering(handover)


def offered(phone: Phone, purpose: Purpose = "pair") -> Handover:
    """An open handover."""
    handover, body = offer_of(phone, purpose)
    phone.api.call("PUT", handover.path, body)
    return handover


def taking_of(handover: Handover, phone: Phone) -> tuple[Handover, JsonObject]:
    """An answer with the phone's keys, and the body that sends it."""
    taken = pairing.take(replace(handover, taking=None), phone.ring)
    taking: Any = taken.taking
    return taken, {"taking": {**taking}, "session": "bearer"}


def taken(handover: Handover, phone: Phone) -> Handover:
    """A handover that this phone has answered."""
    both, body = taking_of(handover, phone)
    phone.api.call("PUT", f"{handover.path}/taking", body)
    return both


def met(offerer: Phone, taker: Phone, purpose: Purpose = "pair") -> Handover:
    """A handover that was taken and revealed, so that both phones can show the words."""
    both = taken(offered(offerer, purpose), taker)
    revealed(both, offerer)
    return both


def revealed(both: Handover, offerer: Phone) -> Answer:
    """The reveal that the offering phone makes once its code was taken."""
    return offerer.api.request("PUT", f"{both.path}/reveal", reveal_of(both))


def reveal_of(both: Handover) -> JsonObject:
    """The body of the reveal."""
    assert both.taking is not None
    mine = replace(both, taking=None)
    return {"reveal": {**pairing.answered(mine, both.taking)}}


def confirmed(both: Handover, phone: Phone) -> Answer:
    """The phone confirms that the phrases match."""
    return phone.api.request(
        "PUT", f"{both.path}/confirmation", pairing.confirmation(both, phone.ring)
    )


def state(phone: Phone, handover: Handover) -> str:
    return phone.api.call("GET", handover.path)["state"]
