"""The vectors that the PWA's kernel passes too (pwa/src/kernel/crypto/seal.test.ts)."""

import operator
from typing import Any

import pytest

from api.client import (
    codes,
    encoding,
    handover,
    invitation,
    keys,
    p256,
    reveal,
    sealing,
    sign_up,
    signatures,
)
from api.client.encoding import from_base64url, to_base64url
from api.client.errors import SealingError, UnreadableCodeError
from tests.client.vectors import VECTORS, cases
from tests.vectors import make_sealing


@pytest.mark.slow
def test_the_file_is_what_the_script_makes() -> None:
    assert make_sealing.FILE.read_text() == make_sealing.text()


@cases("canonical")
def test_canonical_spelling(case: Any) -> None:
    value = encoding.canonical_value(case["value"])
    assert encoding.canonical([value]).decode() == case["spelling"]


@cases("not_canonical")
def test_refuses_what_two_languages_write_differently(case: Any) -> None:
    with pytest.raises(TypeError):
        encoding.canonical(case)


@cases("not_base64url")
def test_refuses_other_spellings_of_bytes(case: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        from_base64url(case)


@cases("padded")
def test_pads_to_steps(case: Any) -> None:
    padded = sealing.pad(case["text"].encode())
    assert len(padded) == case["bytes"]
    assert padded.rstrip(b" ") == case["text"].encode()


@cases("practice_keys")
def test_derives_practice_keys(case: Any) -> None:
    key = sealing.practice_key(from_base64url(case["root"]), case["practice"])
    assert to_base64url(key) == case["key"]
    assert sealing.encrypt(key, b"", b"", bytes(12))["ct"] == case["proof"]


@cases("opened")
def test_seals_and_opens_words(case: Any) -> None:
    key, header, envelope = key_of(case), sealing.Header(**case["header"]), case["envelope"]
    k, w, iv = envelope["k"], envelope["w"], from_base64url(envelope["iv"])
    assert sealing.additional_data(case["field"], header, k=k, w=w).decode() == case["aad"]
    plaintext = encoding.compact(case["words"])
    assert sealing.seal(key, case["field"], header, plaintext, k=k, w=w, iv=iv) == envelope
    assert opened(case).words == case["words"]


@cases("refused")
def test_refuses_what_was_changed(case: Any) -> None:
    with pytest.raises(SealingError) as refusal:
        opened(case)
    assert refusal.value.code == case["error"]


@pytest.mark.parametrize("name", VECTORS["phones"])
def test_signs_and_verifies_phones(name: str) -> None:
    party = party_of(name)
    signing = p256.from_pkcs8(from_base64url(VECTORS["phones"][name]["signing_private"]))
    assert keys.sign_device(signing, party.device) == party.device["signature"]
    keys.verify_device(party)


@cases("devices_refused")
def test_refuses_phones_nobody_vouches_for(case: Any) -> None:
    with pytest.raises(SealingError) as refusal:
        keys.verify_device(keys.Party(case["person"], case["device"]))
    assert refusal.value.code == "refused"


@cases("wraps")
def test_unwraps_roots(case: Any) -> None:
    slot = keys.Slot(**case["slot"])
    root = keys.unwrap_root(receiver(case["to"]), slot, case["wrap"], party_of(case["by"]))
    key = sealing.practice_key(root, "checkins")
    assert sealing.encrypt(key, b"", b"", bytes(12))["ct"] == case["proof"]


@cases("wraps_refused")
def test_refuses_forged_wraps(case: Any) -> None:
    sender = keys.Party(**case["sender"])
    with pytest.raises(SealingError) as refusal:
        keys.unwrap_root(receiver("ben"), keys.Slot(**case["slot"]), case["wrap"], sender)
    assert refusal.value.code == case["error"]


def test_opens_the_signing_key() -> None:
    case = VECTORS["signing_key"]
    root = from_base64url(case["root"])
    signing = keys.open_signing_key(root, case["person"], case["sealed"])
    assert p256.public_point(signing) == case["person"]["signing_key"]
    other: Any = {**case["person"], "signing_key": VECTORS["phones"]["ben"]["signing_key"]}
    with pytest.raises(SealingError):
        keys.open_signing_key(root, other, case["sealed"])


@cases("signatures")
def test_signs_and_verifies_terms(case: Any) -> None:
    terms, said = signatures.Terms(**case["terms"]), case["said"]
    signing = p256.from_pkcs8(from_base64url(VECTORS["phones"][case["name"]]["signing_private"]))
    assert signatures.sign_terms(signing, case["person"]["person_id"], terms) == said
    signatures.verify_terms(case["person"], terms, said)


@cases("signatures_refused")
def test_refuses_signatures_of_something_else(case: Any) -> None:
    with pytest.raises(SealingError) as refusal:
        signatures.verify_terms(case["person"], signatures.Terms(**case["terms"]), case["said"])
    assert refusal.value.code == "refused"


@cases("unsignable")
def test_signs_nothing_that_could_be_guessed_or_read_twice(case: Any) -> None:
    with pytest.raises(SealingError) as refusal:
        signatures.sign_terms(p256.make_private(), "ana", signatures.Terms(**case["terms"]))
    assert refusal.value.code == "refused"


@cases("secrets")
def test_secrets(case: Any) -> None:
    secret = from_base64url(case["secret"])
    derived = handover.handover_keys(secret, "pair")
    assert codes.format_code(secret) == case["code"]
    assert derived.id == case["id"]
    assert to_base64url(derived.mac_key) == case["mac_key"]
    assert sign_up.sign_up_proof(secret) == case["sign_up"]


@cases("typed")
def test_forgives_how_a_code_is_typed(case: Any) -> None:
    assert to_base64url(codes.parse_code(case["typed"])) == case["secret"]


@cases("unreadable")
def test_says_why_a_code_cannot_be_read(case: Any) -> None:
    with pytest.raises(UnreadableCodeError, match=case["reason"]):
        codes.parse_code(case["typed"])


@cases("handovers")
def test_handovers(case: Any) -> None:
    derived = handover.handover_keys(from_base64url(case["secret"]), case["purpose"])
    offer, taking = case["offer"], case["taking"]
    assert derived.id == case["id"]
    nonce = case["reveal"]["nonce"]
    assert reveal.commitment(derived, offer, nonce) == offer["commitment"]
    assert handover.sign_offer(derived, offer, offer["commitment"]) == offer
    assert handover.sign_taking(derived, taking, taking["nonce"], offer) == taking
    assert reveal.sign_reveal(derived, nonce, taking) == case["reveal"]
    handover.check_offer(derived, offer)
    handover.check_taking(derived, taking, offer)
    reveal.check_reveal(derived, case["reveal"], offer, taking)
    assert " ".join(reveal.safety_phrase(derived, offer, taking, nonce)) == case["phrase"]


@cases("handovers_refused")
def test_refuses_handovers(case: Any) -> None:
    derived = handover.handover_keys(from_base64url(case["secret"]), case["purpose"])
    with pytest.raises(SealingError) as refusal:
        check(derived, case)
    assert refusal.value.code == "refused"


@cases("invitations")
def test_seals_and_opens_who_invites(case: Any) -> None:
    secret, sealed = from_base64url(case["secret"]), case["invitation"]
    derived, iv = handover.handover_keys(secret, case["purpose"]), from_base64url(sealed["iv"])
    offer, name = case["offer"], case["name"]
    assert invitation.seal_invitation(secret, derived, offer, name, iv) == sealed
    assert invitation.open_invitation(secret, derived, offer, sealed) == name


@pytest.mark.parametrize("case", VECTORS["invitations_refused"], ids=operator.itemgetter("case"))
def test_refuses_invitations(case: Any) -> None:
    secret = from_base64url(case["secret"])
    derived = handover.handover_keys(secret, case["purpose"])
    with pytest.raises(SealingError) as refusal:
        invitation.open_invitation(secret, derived, case["offer"], case["invitation"])
    assert refusal.value.code == case["error"]


def check(derived: handover.HandoverKeys, case: Any) -> None:
    if case["taking"] is None:
        handover.check_offer(derived, case["offer"])
    elif case["reveal"] is None:
        handover.check_taking(derived, case["taking"], case["offer"])
    else:
        reveal.check_reveal(derived, case["reveal"], case["offer"], case["taking"])


def key_of(case: Any) -> bytes:
    return sealing.practice_key(from_base64url(case["root"]), case["practice"])


def opened(case: Any) -> sealing.Opened:
    opening = {"words": sealing.open_words, "headline": sealing.open_headline}[case["field"]]
    return opening(key_of(case), sealing.Header(**case["header"]), case["envelope"])


def party_of(name: str) -> keys.Party:
    phone = VECTORS["phones"][name]
    person: Any = {"person_id": phone["person_id"], "signing_key": phone["signing_key"]}
    device: Any = {k: phone[k] for k in ("person_id", "device_id", "key", "signature")}
    return keys.Party(person, device)


def receiver(name: str) -> keys.Receiver:
    phone = VECTORS["phones"][name]
    private = p256.from_pkcs8(from_base64url(phone["device_private"]))
    return keys.Receiver(phone["device_id"], private)
