"""Vectors of the way back: phrases as typed, the keys from them, the recovery key and roots wrapped to it."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from api.client import p256
from api.client.keys import Slot
from api.client.phrase import PhraseKeys, phrase_keys, read_phrase
from api.client.recovery_keys import (
    OpenedKey,
    PublicRecovery,
    RecoveryWrap,
    seal_key,
    sign_recovery,
    wrap_for_recovery,
)
from api.client.sealing import encrypt, practice_key

from .cast import ANA, CLEO, COUPLE, EPOCH, OTHER_COUPLE, OTHER_EPOCH, fixed
from .envelopes import IV, ROOT

PHRASE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
OTHER_PHRASE = "letter advice cage absurd amount doctor acoustic avoid letter advice cage above"
RECOVERY_ID = "01936d00-0000-7000-8000-0000000000f1"
SLOT = Slot(COUPLE, EPOCH)
PRIVATE = ec.derive_private_key(int.from_bytes(fixed("recovery", 31)), p256.CURVE)
ONCE = ec.derive_private_key(int.from_bytes(fixed("once", 31)), p256.CURVE)


def phrases() -> list[dict[str, str]]:
    """Phrases and unwritten words as people type them, and what comes from them."""
    words = PHRASE.split()
    numbered = "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    return [
        _phrase(*typed)
        for typed in (
            (PHRASE, ""),
            (f"  {PHRASE.upper()}  ", "   "),
            (numbered, ""),
            (", ".join(words), ""),
            (PHRASE, "Quitte"),
            (PHRASE, " qUITTE "),
            (PHRASE, "Zwei  Wörter"),
            (PHRASE, "zwei wo\u0308rter"),
            (OTHER_PHRASE, ""),
        )
    ]


def phrases_refused() -> list[dict[str, str]]:
    """What cannot be a phrase, and why."""
    words = PHRASE.split()
    return [
        {"typed": "", "reason": "length"},
        {"typed": " ".join(words[:-1]), "reason": "length"},
        {"typed": f"{PHRASE} above", "reason": "length"},
        {"typed": " ".join([*words[:-1], "yellowish"]), "reason": "word"},
        {"typed": " ".join([*words[:-1], "winner"]), "reason": "checksum"},
        {"typed": " ".join(reversed(words)), "reason": "checksum"},
    ]


def recovery() -> dict[str, Any]:
    """Ana's recovery key under the phrase, with her signature."""
    derived, opened = _derived(), _opened()
    return {
        "phrase": PHRASE,
        "person": ANA.public_person,
        "public": _public(),
        "lookup": derived.lookup,
        "sealed": seal_key(derived.seal, derived.lookup, opened, IV),
    }


def recovery_wrap() -> dict[str, Any]:
    """The couple's root for Ana's way back; `proof` as in the practice keys, for "checkins"."""
    proof = encrypt(practice_key(ROOT, "checkins"), b"", b"", bytes(12))["ct"]
    return {"slot": asdict(SLOT), "wrap": _wrap(), "proof": proof}


def recovery_wraps_refused() -> list[dict[str, Any]]:
    """Wraps that Ana must not take, and the code of the error."""
    return [
        {"name": name, "error": error, "slot": asdict(slot), "wrap": wrap}
        for name, error, slot, wrap in _refused()
    ]


def _refused() -> Iterator[tuple[str, str, Slot, RecoveryWrap]]:
    good = _wrap()
    yield "other space", "refused", replace(SLOT, space_id=OTHER_COUPLE), good
    yield "other epoch", "refused", replace(SLOT, epoch_id=OTHER_EPOCH), good
    cleo = wrap_for_recovery(CLEO.signing, SLOT, ROOT, _public(), ONCE, IV)
    yield "signed by somebody else", "refused", SLOT, cleo
    yield "another one-time key", "refused", SLOT, {**good, "key": CLEO.public_device["key"]}
    elsewhere: PublicRecovery = {**_public(), "key": CLEO.public_device["key"]}
    other = wrap_for_recovery(ANA.signing, SLOT, ROOT, elsewhere, ONCE, IV)
    yield "signed well, sealed to another key", "refused", SLOT, other
    short = wrap_for_recovery(ANA.signing, SLOT, ROOT[:16], _public(), ONCE, IV)
    yield "a root too short", "refused", SLOT, short
    yield "unknown version", "unknown_version", SLOT, {**good, "v": 2}


def _phrase(typed: str, extra: str) -> dict[str, str]:
    phrase = read_phrase(typed)
    derived = phrase_keys(phrase, extra)
    proof = encrypt(derived.seal, b"", b"", bytes(12))["ct"]
    keys = {"lookup": derived.lookup, "proof": derived.proof, "proof_hash": derived.proof_hash}
    return {"typed": typed, "extra": extra, "phrase": phrase, **keys, "seal_proof": proof}


def _derived() -> PhraseKeys:
    return phrase_keys(PHRASE)


def _opened() -> OpenedKey:
    return OpenedKey(RECOVERY_ID, PRIVATE, ANA.public_person)


def _public() -> PublicRecovery:
    key = p256.public_point(PRIVATE)
    signature = sign_recovery(ANA.signing, ANA.person_id, RECOVERY_ID, key)
    return {"id": RECOVERY_ID, "key": key, "signature": signature}


def _wrap() -> RecoveryWrap:
    return wrap_for_recovery(ANA.signing, SLOT, ROOT, _public(), ONCE, IV)
