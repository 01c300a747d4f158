"""Vectors of signatures over the words of a record."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from api.client.encoding import from_base64url, to_base64url
from api.client.keys import PublicPerson
from api.client.signatures import Signature, Terms, sign_terms

from .cast import ANA, BEN, COUPLE, OTHER_COUPLE, Phone, fixed

RECORD = "01936d00-0000-7000-8000-0000000000f1"
OTHER_RECORD = "01936d00-0000-7000-8000-0000000000f2"
WORDS = {
    "title": "Dishes \u2013 \u00e0 deux",
    "salt": to_base64url(fixed("salt", 16)),
    "clauses": [{"who": "both", "times": 2}, ["who", "both"]],
    "\U0001f600": None,
    "\uff5e": True,
}
"""With names whose order differs between UTF-16 and code points, and an object beside a list of its parts."""
TERMS = Terms(
    space_id=COUPLE,
    kind="agreements",
    record_id=RECORD,
    edit=3,
    w=1,
    signals={"lapses_at": "2027-11-23T05:12:00.000Z"},
    words=WORDS,
)


def signatures() -> list[dict[str, Any]]:
    """Signatures that fit."""
    bare = replace(TERMS, edit=1, signals={}, words={"salt": WORDS["salt"]})
    said = [("ana", ANA, TERMS), ("ben", BEN, TERMS), ("ana", ANA, bare)]
    return [
        _case(by, phone.public_person, terms, _signed(phone, terms)) for by, phone, terms in said
    ]


def refused() -> list[dict[str, Any]]:
    """Signatures that do not fit the person and the terms beside them."""
    good = _signed(ANA, TERMS)
    return [_case(name, ANA.public_person, terms, said) for name, terms, said in _forged(good)]


def unsignable() -> list[dict[str, Any]]:
    """Terms that nobody may sign."""
    without = {name: value for name, value in WORDS.items() if name != "salt"}
    cases = {
        "no secret": without,
        "a short secret": {**without, "salt": to_base64url(fixed("salt", 15))},
        "a number as the secret": {**without, "salt": 1},
        "a fraction": {**WORDS, "times": 1.5},
        "a lone surrogate": {**WORDS, "title": "\ud800"},
    }
    return [
        {"name": name, "terms": asdict(replace(TERMS, words=words))}
        for name, words in cases.items()
    ]


def _forged(good: Signature) -> Iterator[tuple[str, Terms, Signature]]:
    yield "other words", replace(TERMS, words={**WORDS, "title": "Flowers"}), good
    yield "other secret", replace(TERMS, words={**WORDS, "salt": to_base64url(bytes(16))}), good
    yield "a list for an object", replace(TERMS, words={**WORDS, "clauses": _as_pairs()}), good
    yield "one word more", replace(TERMS, words={**WORDS, "more": None}), good
    yield "other signals", replace(TERMS, signals={"lapses_at": None}), good
    yield "other version of the words", replace(TERMS, w=2), good
    yield "newer terms", replace(TERMS, edit=4), good
    yield "newer terms, as if signed", replace(TERMS, edit=4), {**good, "edit": 4}
    yield "other record", replace(TERMS, record_id=OTHER_RECORD), good
    yield "other space", replace(TERMS, space_id=OTHER_COUPLE), good
    yield "other kind", replace(TERMS, kind="rituals"), good
    yield "the other person's", TERMS, _signed(BEN, TERMS)
    yield "by the other person in her name", TERMS, _signed(replace(BEN, person_id=ANA.person_id))
    yield "in the other person's name", TERMS, {**good, "author_id": BEN.person_id}
    yield "one bit flipped", TERMS, {**good, "signature": _flipped(good["signature"])}
    yield "a digest with one bit flipped", TERMS, {**good, "digest": _flipped(good["digest"])}
    yield "too short", TERMS, {**good, "signature": good["signature"][:-2]}
    yield "another spelling", TERMS, {**good, "signature": good["signature"][:-1] + _next(good)}
    yield "no signature", TERMS, {**good, "signature": ""}


def _signed(phone: Phone, terms: Terms = TERMS) -> Signature:
    return sign_terms(phone.signing, phone.person_id, terms)


def _as_pairs() -> list[Any]:
    """The clauses, with the pairs of an object for the object."""
    return [[["times", 2], ["who", "both"]], ["who", "both"]]


def _flipped(text: str) -> str:
    data = bytearray(from_base64url(text))
    data[-1] ^= 1
    return to_base64url(bytes(data))


def _next(good: Signature) -> str:
    """The last character with one of its unused bits set."""
    return chr(ord(good["signature"][-1]) + 1)


def _case(name: str, person: PublicPerson, terms: Terms, said: Signature) -> dict[str, Any]:
    return {"name": name, "person": person, "terms": asdict(terms), "said": said}
