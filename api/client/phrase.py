"""The recovery phrase: twelve words, perhaps an unwritten one beside them, and the keys that come from both.

As pwa/src/kernel/phrase.ts has it. The words are BIP-39 English (128 bits and a checksum); what comes
from them is Twofold's own, since the extra word is short and needs stretching.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mnemonic import Mnemonic

from .encoding import hkdf, to_base64url
from .errors import UnreadablePhraseError

WORDS = 12
_ROUNDS = 210_000
_SALT = b"twofold/1/recovery"


@dataclass(frozen=True)
class PhraseKeys:
    """`lookup` says which recovery it is, `proof` that one knows the phrase, `seal` opens its key."""

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

    Raises UnreadablePhraseError("length" | "word" | "checksum").
    """
    words: Sequence[str] = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKD", typed).lower())
    if len(words) != WORDS:
        raise UnreadablePhraseError("length")
    if not set(words) <= set(_english().wordlist):
        raise UnreadablePhraseError("word")
    phrase = " ".join(words)
    if not _english().check(phrase):
        raise UnreadablePhraseError("checksum")
    return phrase


def phrase_keys(phrase: str, extra: str = "") -> PhraseKeys:
    """What comes from a phrase and the unwritten word beside it, whose case and spaces do not matter.

    PBKDF2-HMAC-SHA-512 (RFC 8018 §5.2), then HKDF-SHA-256.
    """
    unwritten = " ".join(unicodedata.normalize("NFKD", extra).lower().split())
    secret = hashlib.pbkdf2_hmac("sha512", f"{phrase}\n{unwritten}".encode(), _SALT, _ROUNDS, 32)
    return PhraseKeys(
        to_base64url(hkdf(secret, b"twofold/1/recovery/lookup", 16)),
        to_base64url(hkdf(secret, b"twofold/1/recovery/proof")),
        hkdf(secret, b"twofold/1/recovery/seal"),
    )


@cache
def _english() -> Mnemonic:
    return Mnemonic("english")
