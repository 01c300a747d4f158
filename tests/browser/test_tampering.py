"""The stories' attacker is a capable one: every check of both phones passes, except the phrase."""

from api.client import codes, handover, keys, p256, reveal
from tests.browser.tampering import Attacker

SECRET = codes.new_secret()
KEYS = handover.handover_keys(SECRET, "pair")
NONCES = (reveal.new_nonce(), reveal.new_nonce())


def test_only_the_safety_phrase_tells() -> None:
    attacker = Attacker(codes.format_code(SECRET))
    anas, anas_nonce, bens_nonce = own_keys("ana", "anas-phone"), *NONCES
    offer = handover.sign_offer(KEYS, anas, reveal.commitment(KEYS, anas, anas_nonce))
    seen_by_ben = attacker.forged_offer(offer)
    handover.check_offer(KEYS, seen_by_ben)
    taking = handover.sign_taking(KEYS, {**own_keys("ben", "bens-phone")}, bens_nonce, seen_by_ben)
    seen_by_ana = attacker.forged_taking(taking, offer)
    handover.check_taking(KEYS, seen_by_ana, offer)
    revealed_to_ben = attacker.forged_reveal(taking)
    reveal.check_reveal(KEYS, revealed_to_ben, seen_by_ben, taking)
    anas_phrase = reveal.safety_phrase(KEYS, offer, seen_by_ana, anas_nonce)
    bens_phrase = reveal.safety_phrase(KEYS, seen_by_ben, taking, revealed_to_ben["nonce"])
    assert anas_phrase != bens_phrase


def own_keys(person_id: str, device_id: str) -> handover.OfferKeys:
    signing_key, device_key = p256.make_private(), p256.public_point(p256.make_private())
    device = keys.DeviceKey(person_id=person_id, device_id=device_id, key=device_key)
    return {
        "person_id": person_id,
        "device_id": device_id,
        "signing_key": p256.public_point(signing_key),
        "device_key": device_key,
        "device_signature": keys.sign_device(signing_key, device),
    }
