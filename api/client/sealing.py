"""Seal and open words, as pwa/src/kernel/crypto/seal.ts does.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit IV. Each practice has its own key, derived from
the root of the space's epoch with HKDF-SHA-256 (RFC 5869).
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias, TypedDict, TypeGuard

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .encoding import (
    Json,
    Object,
    canonical,
    compact,
    from_base64url,
    hkdf,
    sorted_pairs,
    to_base64url,
)
from .errors import (
    NewerWordsError,
    OlderEditError,
    RefusedError,
    UnknownVersionError,
    refuse_unless,
)

VERSION = 1
STEP = 256
"""Plaintexts are padded to a multiple of this many bytes, so that their size tells little."""
WORDS_BYTES = 32 * 1024
HEADLINE_BYTES = 200
_IV_BYTES = 12
_TAG_BYTES = 16

Words: TypeAlias = Mapping[str, Json]


class Sealed(TypedDict):
    """A 12-byte IV, and the ciphertext with its 16-byte tag; both base64url."""

    iv: str
    ct: str


class Envelope(Sealed):
    """Sealed words, with the envelope version `v`, the epoch id `k` and the words version `w`."""

    v: int
    k: str
    w: int


@dataclass(frozen=True)
class Header:
    """What a seal is bound to. `kind` is the record kind ("check_ins"), `sealed_by` a person id."""

    space_id: str
    kind: str
    record_id: str
    sealed_by: str
    edit: int
    signals: Object = field(default_factory=dict[str, Json])


@dataclass(frozen=True)
class Opened:
    """Opened words. `read_only`: a newer app wrote them."""

    words: Words
    w: int
    read_only: bool


def practice_key(root: bytes, practice: str) -> bytes:
    """Derive the AES key of one practice ("checkins") from a 32-byte root."""
    return hkdf(root, f"twofold/1/practice/{practice}".encode())


def seal_words(key: bytes, header: Header, words: Words, *, k: str, w: int = 1) -> Envelope:
    """Seal the words of one edit. Raises ValueError above 32 kB."""
    plaintext = compact(words)
    if len(plaintext) > WORDS_BYTES:
        raise ValueError("words are at most 32 kB")
    return seal(key, "words", header, plaintext, k=k, w=w, iv=os.urandom(_IV_BYTES))


def seal_headline(key: bytes, header: Header, words: Words, *, k: str, w: int = 1) -> Envelope:
    """Seal the few words that are sent with a push. Raises ValueError above 200 bytes."""
    plaintext = compact(words)
    if len(plaintext) > HEADLINE_BYTES:
        raise ValueError("a headline is at most 200 bytes")
    return seal(key, "headline", header, plaintext, k=k, w=w, iv=os.urandom(_IV_BYTES))


def open_words(key: bytes, header: Header, envelope: Envelope, known: int = 1) -> Opened:
    """Open words. `known` is the words version of this app. Raises RefusedError or
    UnknownVersionError."""
    return _open(key, "words", header, envelope, known)


def open_headline(key: bytes, header: Header, envelope: Envelope, known: int = 1) -> Opened:
    """Open a headline; see `open_words`."""
    return _open(key, "headline", header, envelope, known)


def edit_words(opened: Opened, changes: Words, known: int = 1) -> Words:
    """Apply changes to words; unknown fields are kept. Raises NewerWordsError if read-only."""
    if opened.w > known:
        raise NewerWordsError(f"words version {opened.w}, known {known}")
    return {**opened.words, **changes}


def refuse_older(edit: int, seen: int) -> None:
    """Raise OlderEditError for an edit below one already seen: a server must not return to an older
    edit."""
    if edit < seen:
        raise OlderEditError(f"edit {edit} after {seen}")


def seal(
    key: bytes, which: str, header: Header, plaintext: bytes, *, k: str, w: int, iv: bytes
) -> Envelope:
    """Seal with a given IV, which must never repeat under a key. For the functions above and the
    test vectors."""
    sealed = encrypt(key, additional_data(which, header, k=k, w=w), pad(plaintext), iv)
    return {"v": VERSION, "k": k, "w": w, **sealed}


def additional_data(which: str, header: Header, *, k: str, w: int) -> bytes:
    """The additional authenticated data; `which` is "words" or "headline"."""
    bound: list[Json] = [header.space_id, header.kind, header.record_id, header.sealed_by]
    numbers: list[Json] = [header.edit, w, k]
    return canonical(["twofold/1/aad", which, *bound, *numbers, sorted_pairs(header.signals)])


def pad(plaintext: bytes) -> bytes:
    """Pad with spaces, which JSON ignores, to a multiple of `STEP`; at least one step."""
    steps = max(1, -(-len(plaintext) // STEP))
    return plaintext.ljust(steps * STEP, b" ")


def encrypt(key: bytes, aad: bytes, plaintext: bytes, iv: bytes) -> Sealed:
    """AES-GCM with a given IV, which must never repeat under a key."""
    return {"iv": to_base64url(iv), "ct": to_base64url(AESGCM(key).encrypt(iv, plaintext, aad))}


def decrypt(key: bytes, aad: bytes, sealed: Sealed) -> bytes:
    """Decrypt. Raises RefusedError if the shape or the tag is wrong."""
    iv = refuse_unless(lambda: from_base64url(sealed["iv"]))
    ct = refuse_unless(lambda: from_base64url(sealed["ct"]))
    if len(iv) != _IV_BYTES or len(ct) < _TAG_BYTES:
        raise RefusedError("too short to be sealed")
    try:
        return AESGCM(key).decrypt(iv, ct, aad)
    except InvalidTag as error:
        raise RefusedError("the tag does not match") from error


def _open(key: bytes, which: str, header: Header, envelope: Envelope, known: int) -> Opened:
    if envelope["v"] != VERSION:
        raise UnknownVersionError("sealed by a newer version")
    k, w = envelope["k"], envelope["w"]
    aad = refuse_unless(lambda: additional_data(which, header, k=k, w=w))
    words = _read_words(decrypt(key, aad, envelope))
    return Opened(words, w, read_only=w > known)


def _read_words(padded: bytes) -> Words:
    if not padded or len(padded) % STEP:
        raise RefusedError("the words are not padded")
    words: object = refuse_unless(lambda: json.loads(padded.decode(), parse_constant=_no_constant))
    if not _is_words(words):
        raise RefusedError("the words are not an object")
    return words


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _is_words(value: object) -> TypeGuard[Words]:
    """json.loads returns only JSON types, so checking for an object is enough."""
    return isinstance(value, dict)
