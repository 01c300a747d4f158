"""Signatures over the words of a record, as in pwa/src/kernel/crypto/signatures.ts; docs/sealing.md has the bytes."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from . import p256
from .encoding import Json, Object, canonical, from_base64url, to_base64url, utf16_sorted
from .errors import RefusedError, refuse_unless
from .keys import PublicPerson
from .p256 import PrivateKey
from .sealing import Words

_SALT_BYTES = 16


@dataclass(frozen=True)
class Terms:
    """What a person signs: one edit of a record, with its opened words, their version and the signals."""

    space_id: str
    kind: str
    record_id: str
    edit: int
    w: int
    signals: Object
    words: Words


class Signature(TypedDict):
    """A signature as the API shows it."""

    author_id: str
    edit: int
    digest: str
    signature: str


def sign_terms(signing_key: PrivateKey, person_id: str, terms: Terms) -> Signature:
    """Sign the terms in this person's name. Raises RefusedError if the words have no secret among them."""
    digest = _digest(terms)
    signature = p256.sign(signing_key, _statement(person_id, terms, digest))
    return {"author_id": person_id, "edit": terms.edit, "digest": digest, "signature": signature}


def verify_terms(person: PublicPerson, terms: Terms, said: Signature) -> None:
    """Raise RefusedError unless this person has signed exactly these terms."""
    digest = _digest(terms)
    if (said["author_id"], said["edit"], said["digest"]) != (
        person["person_id"],
        terms.edit,
        digest,
    ):
        raise RefusedError("a signature of something else")
    statement = _statement(person["person_id"], terms, digest)
    p256.verify(person["signing_key"], statement, said["signature"])


def _statement(person_id: str, terms: Terms, digest: str) -> list[Json]:
    of: list[Json] = [terms.kind, terms.space_id, terms.record_id, terms.edit, person_id]
    return ["twofold/1/yes", *of, digest]


def _digest(terms: Terms) -> str:
    salt = terms.words.get("salt")
    if not isinstance(salt, str) or len(refuse_unless(lambda: from_base64url(salt))) != _SALT_BYTES:
        raise RefusedError("no secret among the words")
    parts: list[Json] = ["twofold/1/terms", terms.w, _marked(terms.signals), _marked(terms.words)]
    return to_base64url(hashlib.sha256(refuse_unless(lambda: canonical(parts))).digest())


def _marked(value: Json) -> Json:
    """JSON as nested lists. Objects and lists are marked, or an object would read as the list of its pairs."""
    if isinstance(value, Mapping):
        return ["{", *([name, _marked(value[name])] for name in utf16_sorted(value))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ["[", *(_marked(part) for part in value)]
    return value
