"""The one-time code of a handover: 104 random bits, as a link, a QR code or a typed code."""

import os
import re
import unicodedata
from typing import Literal

from .errors import UnreadableCodeError

Path = Literal["/pair", "/move"]

SECRET_BYTES = 13
_CODE_LENGTH = 21
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O and U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_MEANT = str.maketrans("ILO", "110")


def new_secret() -> bytes:
    """A fresh secret for one handover."""
    return os.urandom(SECRET_BYTES)


def format_code(secret: bytes) -> str:
    """The code to read out or type: 21 characters in seven groups of three."""
    return "-".join(re.findall("...", _encode(secret)))


def handover_link(origin: str, path: Path, secret: bytes) -> str:
    """The link that carries the same code, in the fragment, which no server sees."""
    return f"{origin}{path}#{_encode(secret)}"


def parse_code(text: str) -> bytes:
    """The secret from a typed code or a whole link. Raises UnreadableCodeError.

    Case, white space and dashes do not matter, I and L read as 1, O as 0.
    """
    typed = text.rpartition("#")[2]
    values = [_value_of(c) for c in typed if not c.isspace() and unicodedata.category(c) != "Pd"]
    if len(values) != _CODE_LENGTH:
        raise UnreadableCodeError("length")
    bits = int("".join(f"{value:05b}" for value in values), 2)
    if bits & 1:
        raise UnreadableCodeError("character")
    return (bits >> 1).to_bytes(SECRET_BYTES)


def _encode(secret: bytes) -> str:
    """104 bits and a zero, five at a time, most significant first."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 13 bytes")
    bits = int.from_bytes(secret) << 1
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(100, -1, -5))


def _value_of(character: str) -> int:
    value = _VALUES.get(character.upper().translate(_MEANT))
    if value is None:
        raise UnreadableCodeError("character")
    return value
