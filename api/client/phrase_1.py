"""Keys of recovery words that were made before version 2: their lookup came from the extra word too.

They are opened, and never made any more.
"""

import re
import unicodedata
from collections.abc import Iterator

from .encoding import hkdf, to_base64url
from .errors import UnreadablePhraseError
from .phrase import PhraseKeys, phrase_keys_of, stretched
from .typed import fold, is_plain, is_typed


def ways(phrase: str, extra: str) -> Iterator[PhraseKeys]:
    """All that these words may open, the likeliest first. Each is stretched when it is asked for.

    Raises UnreadablePhraseError("extra") at the end, where it has characters that version 2 refuses.
    """
    plain = is_plain(fold(extra))
    if is_typed(fold(extra)):
        yield phrase_keys_of(phrase, fold(extra))
    for unwritten in dict.fromkeys((_unwritten(fold(extra)), _unwritten(extra))):
        yield _keys(phrase, unwritten)
    if not plain:
        raise UnreadablePhraseError("extra")


def phrase_keys_1(phrase: str, extra: str = "") -> PhraseKeys:
    """What came from a phrase and the unwritten word beside it, version 1."""
    return _keys(phrase, _unwritten(extra))


def _keys(phrase: str, unwritten: str) -> PhraseKeys:
    secret = stretched(f"{phrase}\n{unwritten}", b"twofold/1/recovery")
    return PhraseKeys(
        1,
        to_base64url(hkdf(secret, b"twofold/1/recovery/lookup", 16)),
        to_base64url(hkdf(secret, b"twofold/1/recovery/proof")),
        hkdf(secret, b"twofold/1/recovery/seal"),
    )


_SPACES = re.compile("[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+")
"""White space as JavaScript has it, since phones made these keys: with U+FEFF, without U+0085 and U+001C."""


def _unwritten(extra: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFKD", extra).lower()).strip(" ")
