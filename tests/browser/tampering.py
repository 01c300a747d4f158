"""An attacker in the middle of two phones, who serves them both and even knows the one-time code.

The code authenticates the phones' keys, so without it nothing can be changed. With it both phones can be
given the attacker's keys, and only the safety phrase shows it: it differs on the two phones. The attacker
has committed to their part before they know the phones', so they can only guess.
"""

from typing import TypedDict, cast

from playwright.sync_api import Route

from api.client import codes, handover, keys, p256, reveal
from api.client.handover import Offer, OfferKeys, Taking
from api.client.reveal import Reveal
from tests.browser.phones import Phone


class _View(TypedDict):
    """A handover as the API shows it."""

    offer: Offer
    taking: Taking | None
    reveal: Reveal | None


class Attacker:
    """Replaces the keys in transit. Both phones still find every MAC and signature valid."""

    def __init__(self, code: str) -> None:
        """`code` is the pairing's code or link."""
        self._handover = handover.handover_keys(codes.parse_code(code), "pair")
        self._signing_key = p256.make_private()
        self._device_key = p256.make_private()
        self._nonce = reveal.new_nonce()

    def stand_between(self, offerer: Phone, taker: Phone) -> None:
        """From now on the taker gets a forged offer, and the offerer a forged taking."""
        address = f"{offerer.origin}/api/v1/handovers/{self._handover.id}"
        for path in (address, f"{address}/*"):
            taker.context.route(path, lambda route: self._forge_offer(taker, route))
            offerer.context.route(path, lambda route: self._forge_taking(offerer, route))

    def _forge_offer(self, taker: Phone, route: Route) -> None:
        """The taker signs the forged offer; the real one stays between us and the offerer."""
        answer = taker.answer(route)
        if not answer.ok:
            route.fulfill(response=answer)
            return
        view = cast(_View, answer.json())
        if view["taking"] and view["reveal"]:
            view["reveal"] = self.forged_reveal(view["taking"])
        view["offer"] = self.forged_offer(view["offer"])
        route.fulfill(response=answer, json=view)

    def _forge_taking(self, offerer: Phone, route: Route) -> None:
        answer = offerer.answer(route)
        if not answer.ok or answer.status == 204:
            route.fulfill(response=answer)
            return
        view = cast(_View, answer.json())
        if view["taking"]:
            view["taking"] = self.forged_taking(view["taking"], view["offer"])
        route.fulfill(response=answer, json=view)

    def forged_offer(self, real: Offer) -> Offer:
        """The offer with our keys in the offerer's name."""
        ours = self._our_keys(real["person_id"], real["device_id"])
        commitment = reveal.commitment(self._handover, ours, self._nonce)
        return handover.sign_offer(self._handover, ours, commitment)

    def forged_taking(self, real: Taking, offer: Offer) -> Taking:
        """The taking with our keys in the taker's name, over the offer as its maker knows it."""
        ours = self._our_keys(real.get("person_id") or "", real["device_id"])
        return handover.sign_taking(self._handover, {**ours}, self._nonce, offer)

    def forged_reveal(self, real: Taking) -> Reveal:
        """The only nonce that fits the forged offer."""
        return reveal.sign_reveal(self._handover, self._nonce, real)

    def _our_keys(self, person_id: str, device_id: str) -> OfferKeys:
        key = p256.public_point(self._device_key)
        device = keys.DeviceKey(person_id=person_id, device_id=device_id, key=key)
        return {
            "person_id": person_id,
            "device_id": device_id,
            "signing_key": p256.public_point(self._signing_key),
            "device_key": key,
            "device_signature": keys.sign_device(self._signing_key, device),
        }
