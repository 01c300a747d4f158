"""Vectors of sealed words: envelopes that open, and envelopes that must be refused."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from api.client.encoding import Json, compact, from_base64url, to_base64url
from api.client.sealing import (
    Envelope,
    Header,
    Words,
    additional_data,
    encrypt,
    pad,
    practice_key,
    seal,
)

from .cast import ANA, BEN, COUPLE, EPOCH, OTHER_COUPLE, OTHER_EPOCH, fixed

ROOT = fixed("the couple's root", 32)
IV = fixed("iv", 12)
_RECORD = "01936d00-0000-7000-8000-000000000001"
_OTHER_RECORD = "01936d00-0000-7000-8000-000000000002"
_RECURRENCE: Json = {
    "frequency": "weekly",
    "interval": 1,
    "weekdays": ["fr"],
    "nth": None,
    "starts": "2026-11-27T19:00",
    "zone": "Europe/Berlin",
    "duration_minutes": 120,
}
SIGNALS: dict[str, dict[str, Json]] = {
    "check_ins": {"at": "2026-11-23T05:12:00.000Z"},
    "pauses": {"started_at": "2026-11-23T20:10:00.000Z", "duration_seconds": 1800},
    "pause_ends": {"then": "talk_at", "talk_at": "2026-11-24T18:00:00.000Z"},
    "rituals": {"kind": "date_night", "recurrence": _RECURRENCE, "lead_minutes": [0, 60]},
    "readiness": {"state": "ready"},
    "asks": {
        "area": "talk",
        "wants_at": None,
        "started_at": "2026-11-23T20:10:00.000Z",
        "duration_seconds": 86400,
    },
    "ask_answers": {
        "answer": "yes",
        "later_at": None,
        "started_at": "2026-11-23T20:15:00.000Z",
        "duration_seconds": 7200,
    },
    "profiles": {},
    "wobbles": {"started_at": "2026-11-23T20:10:00.000Z", "duration_seconds": 7200},
    "wobble_answers": {
        "answer": "yes",
        "later_at": None,
        "started_at": "2026-11-23T20:15:00.000Z",
        "duration_seconds": 6900,
    },
    "conversations": {
        "started_at": "2026-11-23T20:10:00.000Z",
        "mode": "written",
        "keeps": True,
        "turn_seconds": 180,
        "speaks_first": "author",
    },
    "conversation_steps": {"says": "turn"},
    "topics": {"revisit_on": "2026-12-05"},
}


@dataclass(frozen=True)
class Case:
    """One envelope with all that is needed to open it."""

    name: str
    header: Header
    words: Words
    practice: str = "checkins"
    which: str = "words"
    w: int = 1

    def envelope(self) -> Envelope:
        return self.seal_bytes(compact(self.words))

    def seal_bytes(self, plaintext: bytes) -> Envelope:
        key = practice_key(ROOT, self.practice)
        return seal(key, self.which, self.header, plaintext, k=EPOCH, w=self.w, iv=IV)

    def seal_unpadded(self, plaintext: bytes) -> Envelope:
        aad = additional_data(self.which, self.header, k=EPOCH, w=self.w)
        sealed = encrypt(practice_key(ROOT, self.practice), aad, plaintext, IV)
        return {"v": 1, "k": EPOCH, "w": self.w, **sealed}

    def shown(self, envelope: Envelope) -> dict[str, Any]:
        return {
            "name": self.name,
            "root": to_base64url(ROOT),
            "practice": self.practice,
            "field": self.which,
            "header": asdict(self.header),
            "envelope": envelope,
        }


def _header(kind: str, **changes: Any) -> Header:
    header = Header(COUPLE, kind, _RECORD, ANA.person_id, 2, SIGNALS[kind])
    return replace(header, **changes)


def _filled(length: int) -> Words:
    """Words whose JSON has this many bytes."""
    return {"note": "x" * (length - len('{"note":""}'))}


CHECK_IN = Case(
    "check-in",
    _header("check_ins"),
    {"mood": 4, "energy": 3, "feelings": ["calm"], "note": "Später 🌿"},
)
_OWN = _header("profiles", space_id=BEN.person_id, record_id=BEN.person_id, sealed_by=BEN.person_id)
CASES = [
    CHECK_IN,
    Case("pause", _header("pauses", edit=1), {"line": "Back soon."}, "pauses"),
    Case("headline of a pause", _header("pauses"), {"line": "Back soon."}, "pauses", "headline"),
    Case("ritual", _header("rituals"), {"title": "Pizza", "place": "", "note": None}, "rituals"),
    Case("profile in the own space", _OWN, {"name": "Ben"}, "profiles"),
    Case("end of a pause", _header("pause_ends"), {}, "pauses"),
    Case("newer words", _header("check_ins"), {"mood": {"face": 4}}, w=7),
    *(Case(f"{n} bytes", _header("check_ins"), _filled(n)) for n in (255, 256, 257, 512)),
    Case("umlauts", _header("check_ins"), {"note": "äöüß" * 32}),
    Case("emoji", _header("check_ins"), {"note": "👩‍👩‍👧" * 16}),
    Case("escapes", _header("check_ins"), {"note": '"\\/\b\f\n\r\t\u0001\u007f\u2028'}),
]
PADDED = ["", "x", "x" * 255, "x" * 256, "x" * 257, "ü" * 128, "ü" * 129, "🌿" * 64, "🌿" * 65]


def opened() -> list[dict[str, Any]]:
    """Envelopes that open, with the AAD as text and the words inside."""
    return [{**c.shown(c.envelope()), "aad": _aad(c), "words": c.words} for c in CASES]


def padded() -> list[dict[str, Any]]:
    """Texts, and how many bytes each takes once padded."""
    return [{"text": text, "bytes": len(pad(text.encode()))} for text in PADDED]


def practice_keys() -> list[dict[str, str]]:
    """Keys of practices. `proof` is the tag of an empty plaintext under an all-zero IV, for keys that cannot be
    exported.
    """
    names = ("checkins", "pauses", "rituals", "profiles", "identity")
    return [_practice_key(name) for name in names]


def refused() -> list[dict[str, Any]]:
    """Envelopes that must be refused, and the code of the error."""
    envelope = CHECK_IN.envelope()
    moved = [{**replace(CHECK_IN, **how).shown(envelope), "name": name} for name, how in _moved()]
    broken = [{**CHECK_IN.shown(other), "name": name} for name, other in _broken(envelope)]
    newer = CHECK_IN.shown({**envelope, "v": 2})
    return [
        *({**case, "error": "refused"} for case in [*moved, *broken]),
        {**newer, "name": "unknown version", "error": "unknown_version"},
    ]


def _moved() -> Iterator[tuple[str, dict[str, Any]]]:
    """The same envelope under a header that is not its own."""
    header = CHECK_IN.header
    yield "other record id", {"header": replace(header, record_id=_OTHER_RECORD)}
    yield "other author", {"header": replace(header, sealed_by=BEN.person_id)}
    yield "older edit claimed as newer", {"header": replace(header, edit=3)}
    yield "other couple's space", {"header": replace(header, space_id=OTHER_COUPLE)}
    yield "own space", {"header": replace(header, space_id=ANA.person_id)}
    yield "other kind", {"header": replace(header, kind="pauses")}
    yield "changed signal", {"header": replace(header, signals={"at": "2026-11-23T05:12:00.001Z"})}
    yield "missing signal", {"header": replace(header, signals={})}
    yield "added signal", {"header": replace(header, signals={**header.signals, "until": None})}
    yield "fraction as edit", {"header": replace(header, edit=2.5)}
    yield "other practice's key", {"practice": "pauses"}
    yield "words used as headline", {"which": "headline"}


def _broken(envelope: Envelope) -> Iterator[tuple[str, Envelope]]:
    """Envelopes that were changed, or that no app of ours has made."""
    yield "headline used as words", replace(CHECK_IN, which="headline").envelope()
    yield "flipped bit in ct", {**envelope, "ct": _flip(envelope["ct"], 0)}
    yield "flipped bit in the tag", {**envelope, "ct": _flip(envelope["ct"], -1)}
    yield "flipped bit in iv", {**envelope, "iv": _flip(envelope["iv"], 0)}
    yield "truncated by a byte", {**envelope, "ct": _cut(envelope["ct"], 1)}
    yield "truncated by a step", {**envelope, "ct": _cut(envelope["ct"], 256)}
    yield "shorter than a tag", {**envelope, "ct": "AAAA"}
    yield "short iv", {**envelope, "iv": _cut(envelope["iv"], 3)}
    yield "not base64url", {**envelope, "ct": envelope["ct"][:-1] + "="}
    yield "two spellings of base64url", {**envelope, "ct": _respell(envelope["ct"])}
    yield "other words version", {**envelope, "w": 2}
    yield "other epoch", {**envelope, "k": OTHER_EPOCH}
    yield "padding not a multiple of 256", CHECK_IN.seal_unpadded(b"{}".ljust(255))
    yield "nothing inside", CHECK_IN.seal_unpadded(b"")
    yield "a list inside", CHECK_IN.seal_bytes(b"[]")
    yield "a text inside", CHECK_IN.seal_bytes(b'"words"')
    yield "null inside", CHECK_IN.seal_bytes(b"null")
    yield "no JSON inside", CHECK_IN.seal_bytes(b"{")
    yield "NaN inside", CHECK_IN.seal_bytes(b'{"mood":NaN}')
    yield "no UTF-8 inside", CHECK_IN.seal_bytes(b'{"note":"\xff"}')
    yield "a byte order mark inside", CHECK_IN.seal_bytes(b"\xef\xbb\xbf{}")


def _practice_key(name: str) -> dict[str, str]:
    key = practice_key(ROOT, name)
    proof = encrypt(key, b"", b"", bytes(12))["ct"]
    return {"root": to_base64url(ROOT), "practice": name, "key": to_base64url(key), "proof": proof}


def _aad(case: Case) -> str:
    return additional_data(case.which, case.header, k=EPOCH, w=case.w).decode()


def _flip(text: str, at: int) -> str:
    data = bytearray(from_base64url(text))
    data[at] ^= 1
    return to_base64url(bytes(data))


def _cut(text: str, length: int) -> str:
    return to_base64url(from_base64url(text)[:-length])


def _respell(text: str) -> str:
    """The last character with its unused bits set: a lenient decoder gets the same bytes."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return text[:-1] + alphabet[alphabet.index(text[-1]) + 1]
