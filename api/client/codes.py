"""The one-time code of a handover: 104 random bits, as a link, a QR code or a typed code."""

import os
import re
import unicodedata
from itertools import takewhile
from typing import Literal
from urllib.parse import unquote

from .errors import UnreadableCodeError

Path = Literal["/pair", "/move", "/join"]

SECRET_BYTES = 13
_CODE_LENGTH = 21
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O and U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_MEANT = str.maketrans("ILO", "110")


def new_secret() -> bytes:
    """Make a random secret for one handover."""
    return os.urandom(SECRET_BYTES)


def format_code(secret: bytes) -> str:
    """The code to read out or type: 21 characters in seven groups of three."""
    return "-".join(re.findall("...", _encode(secret)))


def handover_link(origin: str, path: Path, secret: bytes) -> str:
    """The link with this code in its fragment, which browsers never send to a server."""
    return f"{origin}{path}#{_encode(secret)}"


def parse_code(text: str) -> bytes:
    """Return the secret of a typed code, or of a link inside other text. Raises
    UnreadableCodeError.

    Case, width, white space, dashes and percent-encoding do not matter; I and L read as 1, O as 0.
    If a text has several links, exactly one of them must have a code.
    """
    alone, *linked = unicodedata.normalize("NFKC", unquote(text, errors="replace")).split("#")
    if not linked:
        return _read(_bare(alone))
    *_, last = spellings = [_up_to_its_end(rest) for rest in linked]
    found = {secret for secret in map(_read_or_none, spellings) if secret is not None}
    if len(found) > 1:
        raise UnreadableCodeError("length")
    return found.pop() if found else _read(last)


def _read_or_none(code: str) -> bytes | None:
    try:
        return _read(code)
    except UnreadableCodeError:
        return None


def _read(code: str) -> bytes:
    values = [_value_of(c) for c in code if not c.isspace() and not _is_unheard(c)]
    if len(values) != _CODE_LENGTH:
        raise UnreadableCodeError("length")
    bits = int("".join(f"{value:05b}" for value in values), 2)
    if bits & 1:
        raise UnreadableCodeError("character")
    return (bits >> 1).to_bytes(SECRET_BYTES)


def _up_to_its_end(rest: str) -> str:
    """The text after a link's mark, up to the first character that cannot belong to a code."""
    return "".join(takewhile(lambda c: c.isalnum() or _is_unheard(c), rest))


def _bare(text: str) -> str:
    """Strip the punctuation around a code."""
    places = [at for at, c in enumerate(text) if c.isalnum()]
    return text[places[0] : places[-1] + 1] if places else ""


def _is_unheard(character: str) -> bool:
    """Whether a character is a dash or invisible."""
    return unicodedata.category(character) in ("Pd", "Cf")


def _encode(secret: bytes) -> str:
    """The 104 bits and a zero bit, in groups of five, most significant first."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret has 13 bytes")
    bits = int.from_bytes(secret) << 1
    return "".join(_ALPHABET[bits >> shift & 31] for shift in range(100, -1, -5))


def _value_of(character: str) -> int:
    value = _VALUES.get(character.upper().translate(_MEANT))
    if value is None:
        raise UnreadableCodeError("character")
    return value
