"""The vectors of recovery words that the PWA's kernel passes too (pwa/src/kernel/crypto/seal.test.ts)."""

from contextlib import nullcontext
from typing import Any

import pytest

from api.client import keys, p256, phrase, phrase_1, recovery_keys, sealing
from api.client.errors import SealingError, UnreadablePhraseError
from tests.client.vectors import VECTORS, cases


@pytest.mark.slow
@cases("phrases")
def test_phrases(case: Any) -> None:
    assert phrase.read_phrase(case["typed"]) == case["phrase"]
    check_keys(case, phrase.phrase_keys(case["phrase"], case["extra"]))


@pytest.mark.slow
@cases("phrases_of_version_1")
def test_phrases_of_version_1(case: Any) -> None:
    check_keys(case, phrase_1.phrase_keys_1(case["phrase"], case["extra"]))


@pytest.mark.slow
@cases("ways_to_open")
def test_tries_the_new_form_first_and_then_the_old(case: Any) -> None:
    tried: list[list[int | str]] = []
    with pytest.raises(UnreadablePhraseError) if case["refused"] else nullcontext():
        ways = phrase_1.ways(case["phrase"], case["extra"])
        tried.extend([derived.version, derived.lookup] for derived in ways)
    assert tried == case["tried"]


@cases("extras_refused")
def test_refuses_extra_words_that_keyboards_do_not_have(case: str) -> None:
    with pytest.raises(UnreadablePhraseError, match="extra"):
        phrase.phrase_keys(VECTORS["recovery"]["phrase"], case)


@cases("phrases_refused")
def test_says_why_words_are_no_phrase(case: Any) -> None:
    with pytest.raises(UnreadablePhraseError) as refusal:
        phrase.read_phrase(case["typed"])
    assert refusal.value.args == tuple(case[part] for part in ("reason", "word") if part in case)


def test_opens_the_recovery_key_and_what_is_wrapped_to_it() -> None:
    case = VECTORS["recovery"]
    recovery_keys.verify_recovery(case["person"], case["public"])
    opened = recovery()
    assert opened.person == case["person"]
    assert p256.public_point(opened.private_key) == case["public"]["key"]
    wrapped = VECTORS["recovery_wrap"]
    root = recovery_keys.unwrap_recovery(opened, keys.Slot(**wrapped["slot"]), wrapped["wrap"])
    key = sealing.practice_key(root, "checkins")
    assert sealing.encrypt(key, b"", b"", bytes(12))["ct"] == wrapped["proof"]
    for name in ("person_id", "signing_key"):
        other: Any = {**case["person"], name: VECTORS["phones"]["ben"][name]}
        with pytest.raises(SealingError):
            recovery_keys.verify_recovery(other, case["public"])


@cases("recovery_wraps_refused")
def test_refuses_forged_recovery_wraps(case: Any) -> None:
    with pytest.raises(SealingError) as refusal:
        recovery_keys.unwrap_recovery(recovery(), keys.Slot(**case["slot"]), case["wrap"])
    assert refusal.value.code == case["error"]


def recovery() -> recovery_keys.OpenedKey:
    case = VECTORS["recovery"]
    derived = phrase.phrase_keys(case["phrase"])
    assert derived.lookup == case["lookup"]
    return recovery_keys.open_key(derived, case["public"]["id"], case["sealed"])


def check_keys(case: Any, derived: phrase.PhraseKeys) -> None:
    assert derived.lookup == case["lookup"]
    assert (derived.proof, derived.proof_hash) == (case["proof"], case["proof_hash"])
    assert sealing.encrypt(derived.seal, b"", b"", bytes(12))["ct"] == case["seal_proof"]
