"""The recovery words: twelve words, perhaps an extra word, and the keys derived from them.

As in pwa/src/kernel/crypto/phrase.ts. The words are BIP-39 English (128 bits and a checksum). The
derivation is Twofold's own, since the extra word is short and needs stretching. `lookup` depends on
the twelve words alone, so that a server can count wrong extra words.
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
    """`lookup` identifies the recovery, `proof` shows knowledge of the words, `seal` decrypts the
    recovery key."""

    version: int
    lookup: str
    proof: str
    seal: bytes

    @property
    def proof_hash(self) -> str:
        """What the server stores of `proof`, so that a copy of its database is not enough to use
        it."""
        return hashlib.sha256(self.proof.encode()).hexdigest()


def new_phrase() -> str:
    """Make twelve random words, separated by single spaces."""
    return _english().generate(128)


def read_phrase(typed: str) -> str:
    """Normalize typed words: case, white space, commas and numbers do not matter.

    Raises UnreadablePhraseError("length" | "word" | "checksum"), with the first unknown word.
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
    """Derive the keys of version 2 from the words and the extra word.

    Raises UnreadablePhraseError("extra").
    """
    unwritten = fold(extra)
    if not is_plain(unwritten):
        raise UnreadablePhraseError("extra")
    return phrase_keys_of(phrase, unwritten)


def phrase_keys_of(phrase: str, unwritten: str) -> PhraseKeys:
    """As `phrase_keys`, for a folded extra word: PBKDF2-HMAC-SHA-512 (RFC 8018 §5.2), then
    HKDF-SHA-256."""
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
