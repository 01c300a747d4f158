"""Vectors of recovery: phrases as typed, the keys derived from them, the recovery key and roots wrapped to it."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from api.client import p256
from api.client.errors import UnreadablePhraseError
from api.client.keys import Slot
from api.client.phrase import PhraseKeys, phrase_keys, read_phrase
from api.client.phrase_1 import phrase_keys_1, ways
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
    """Phrases and extra words as people type them, and what is derived from them."""
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
            *((spelling, "") for spelling in _spellings()),
            *((PHRASE, extra) for extra in _EXTRAS),
        )
    ]


_EXTRAS = (
    "\uff31\uff55\uff49\uff54\uff54\uff45",  # full width
    "\u200bqu\ufeffit\u00adte\u200f",  # invisible: zero width, byte order mark, soft hyphen, bidi
    "zwei\u00a0\u2003\u3000w\u00f6rter\u0085",  # other spaces, and a next line
    "zwei\r\n\tw\u00f6rter\u2028",
    "\u0130stanbul",  # capitalised by a Turkish keyboard
    "istanbul",
    "\u039f\u0394\u039f\u03a3",  # a sigma at the end of a word
    "\u03bf\u03b4\u03bf\u03c3",
    "ma\u2019s \u201ckitchen\u201d",  # as a phone autocorrects it
    'ma\'s "kitchen"',
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\U0001f9d1\u200d\U0001f33e\ufe0f 12 \u00bd!",
)


def _spellings() -> Iterator[str]:
    """The same twelve words, as keyboards, notes and web pages spell them."""
    yield PHRASE.replace(" ", "\u00a0")
    yield PHRASE.replace(" ", "\r\n")
    yield PHRASE.replace(" ", ",\u3000")
    yield PHRASE.replace("winner", "w\u0130nner")
    yield PHRASE.replace("winner", "win\u200bner").replace("thank", "\ufeffthank")
    yield "".join(chr(ord(letter) + 0xFEE0) if letter != " " else letter for letter in PHRASE)


def extras_refused() -> list[str]:
    """Extra words with characters that no keyboard has, which systems treat in different ways."""
    return ["qu\u001citte", "quitte\u0000", "\ue000quitte", "quitte\u009f", "quitte\u0378"]


def phrases_of_version_1() -> list[dict[str, str]]:
    """Keys derived by versions before 2, which can still be opened."""
    extras = ("", " qUITTE ", "Zwei  W\u00f6rter", *_SPACED)
    return [
        {"extra": extra, "phrase": PHRASE, **_keys(phrase_keys_1(PHRASE, extra))}
        for extra in extras
    ]


_SPACED = tuple(f"{space}zwei{space}w\u00f6rter" for space in ("\ufeff", "\u0085", "\u001c"))
"""Characters at which Python and JavaScript split text differently."""


def ways_to_open() -> list[dict[str, Any]]:
    """The spellings that are tried for an extra word, in order, and whether all of them are refused."""
    return [_ways(extra) for extra in ("Quitte", *_SPACED, "quitte\u0378", "quitte\ue000")]


def _ways(extra: str) -> dict[str, Any]:
    tried: list[tuple[int, str]] = []
    refused = False
    try:
        tried.extend((derived.version, derived.lookup) for derived in ways(PHRASE, extra))
    except UnreadablePhraseError:
        refused = True
    return {"phrase": PHRASE, "extra": extra, "tried": tried, "refused": refused}


def phrases_refused() -> list[dict[str, str]]:
    """Typed text that cannot be a phrase, and why."""
    words = PHRASE.split()
    return [
        {"typed": "", "reason": "length"},
        {"typed": " ".join(words[:-1]), "reason": "length"},
        {"typed": f"{PHRASE} above", "reason": "length"},
        {"typed": " ".join([*words[:-1], "yellowish"]), "reason": "word", "word": "yellowish"},
        {"typed": PHRASE.replace("wave", "w\u00e4ve"), "reason": "word", "word": "w\u00e4ve"},
        {"typed": PHRASE.replace("wave", "wa\u0332ve"), "reason": "word", "word": "wa\u0332ve"},
        {"typed": PHRASE.replace("wave", "w\u0430ve"), "reason": "word", "word": "w\u0430ve"},
        {"typed": PHRASE.replace("wave", "wa\u001cve"), "reason": "length"},
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
        "sealed": seal_key(derived, opened, IV),
    }


def recovery_wrap() -> dict[str, Any]:
    """The couple's root wrapped to Ana's recovery key; `proof` as in the practice keys, for "checkins"."""
    proof = encrypt(practice_key(ROOT, "checkins"), b"", b"", bytes(12))["ct"]
    return {"slot": asdict(SLOT), "wrap": _wrap(), "proof": proof}


def recovery_wraps_refused() -> list[dict[str, Any]]:
    """Wraps that Ana must refuse, and the code of the error."""
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
    return {"typed": typed, "extra": extra, "phrase": phrase, **_keys(phrase_keys(phrase, extra))}


def _keys(derived: PhraseKeys) -> dict[str, str]:
    proof = encrypt(derived.seal, b"", b"", bytes(12))["ct"]
    keys = {"lookup": derived.lookup, "proof": derived.proof, "proof_hash": derived.proof_hash}
    return {**keys, "seal_proof": proof}


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
