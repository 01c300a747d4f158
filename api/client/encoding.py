"""How keys and sealed words are encoded: base64url, canonical JSON, and HKDF."""

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Object: TypeAlias = Mapping[str, Json]

_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SAFE_INTEGER = 2**53 - 1


def to_base64url(data: bytes) -> str:
    """Encode as base64url without padding (RFC 4648 §5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Decode `to_base64url`. Raises ValueError for anything else, also for other encodings of the
    same bytes."""
    if not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise ValueError("not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_base64url(data) != text:
        raise ValueError("not base64url")
    return data


def compact(value: Json) -> bytes:
    """JSON without white space, in UTF-8, as JSON.stringify writes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def canonical(values: Sequence[Json]) -> bytes:
    """Canonical JSON of nested lists of strings, integers, booleans and nulls.

    Both phones authenticate these bytes. Raises TypeError for what Python and JavaScript would
    write differently: fractions, numbers from 2**53, lone surrogates, objects.
    """
    _refuse_ambiguous(values)
    return compact(values)


def canonical_value(value: Json) -> Json:
    """Replace the objects in JSON by lists of [name, value], for `canonical`."""
    if isinstance(value, Mapping):
        return sorted_pairs(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [canonical_value(part) for part in value]
    return value


def sorted_pairs(fields: Object) -> list[Json]:
    """The [name, value] pairs of an object, sorted by name in UTF-16 order, as JavaScript sorts."""
    return [[name, canonical_value(fields[name])] for name in utf16_sorted(fields)]


def utf16_sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: name.encode("utf-16-be"))


def hkdf(material: bytes, info: bytes, length: int = 32) -> bytes:
    """HKDF-SHA-256 with an empty salt (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(material)


def _refuse_ambiguous(value: Json) -> None:
    if isinstance(value, str):
        if _LONE_SURROGATE.search(value):
            raise TypeError("not well-formed text")
    elif isinstance(value, Sequence):
        for part in value:
            _refuse_ambiguous(part)
    elif isinstance(value, float | Mapping):
        raise TypeError("not canonical")
    elif isinstance(value, int) and abs(value) > _SAFE_INTEGER:
        raise TypeError("not a safe whole number")
