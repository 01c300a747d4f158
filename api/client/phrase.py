"""The recovery phrase: twelve words, perhaps an unwritten one beside them, and the keys that come from both.

As pwa/src/kernel/phrase.ts has it. The words are BIP-39 English (128 bits and a checksum); what comes
from them is Twofold's own, since the extra word is short and needs stretching. Which way back it is
follows from the twelve words alone, so that a server can count wrong extra words.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mnemonic import Mnemonic

from .encoding import hkdf, to_base64url
from .errors import UnreadablePhraseError
from .typed import fold, is_plain, words_in

WORDS = 12
ROUNDS = 210_000


@dataclass(frozen=True)
class PhraseKeys:
    """`lookup` says which recovery it is, `proof` that one knows the phrase, `seal` opens its key."""

    version: int
    lookup: str
    proof: str
    seal: bytes

    @property
    def proof_hash(self) -> str:
        """What the server keeps, so that reading its database is not enough."""
        return hashlib.sha256(self.proof.encode()).hexdigest()


def new_phrase() -> str:
    """Twelve fresh words with single spaces."""
    return _english().generate(128)


def read_phrase(typed: str) -> str:
    """The phrase as it was made, however it was typed: case, spaces, commas, numbers do not matter.

    Raises UnreadablePhraseError("length" | "word" | "checksum"), with the first word that is none.
    """
    words: Sequence[str] = words_in(typed)
    if len(words) != WORDS:
        raise UnreadablePhraseError("length")
    for word in words:
        if word not in _known():
            raise UnreadablePhraseError("word", word)
    phrase = " ".join(words)
    if not _english().check(phrase):
        raise UnreadablePhraseError("checksum")
    return phrase


def phrase_keys(phrase: str, extra: str = "") -> PhraseKeys:
    """What comes from a phrase and the unwritten word beside it, version 2.

    Raises UnreadablePhraseError("extra").
    """
    unwritten = fold(extra)
    if not is_plain(unwritten):
        raise UnreadablePhraseError("extra")
    return phrase_keys_of(phrase, unwritten)


def phrase_keys_of(phrase: str, unwritten: str) -> PhraseKeys:
    """The same, from an extra word in its one spelling: PBKDF2-HMAC-SHA-512 (RFC 8018 §5.2), then HKDF-SHA-256."""
    words = stretched(phrase, b"twofold/2/recovery/words")
    both = stretched(f"{phrase}\n{unwritten}", b"twofold/2/recovery")
    return PhraseKeys(
        2,
        to_base64url(hkdf(words, b"twofold/2/recovery/lookup", 16)),
        to_base64url(hkdf(both, b"twofold/2/recovery/proof")),
        hkdf(both, b"twofold/2/recovery/seal"),
    )


def stretched(secret: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, ROUNDS, 32)


@cache
def _known() -> frozenset[str]:
    return frozenset(_english().wordlist)


@cache
def _english() -> Mnemonic:
    return Mnemonic("english")
