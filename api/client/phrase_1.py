"""Keys of recovery words from before version 2, when `lookup` depended on the extra word too.

Existing ones can be opened; no new ones are made.
"""

import re
import unicodedata
from collections.abc import Iterator

from .encoding import hkdf, to_base64url
from .errors import UnreadablePhraseError
from .phrase import PhraseKeys, phrase_keys_of, stretched
from .typed import fold, is_plain, is_typed


def ways(phrase: str, extra: str) -> Iterator[PhraseKeys]:
    """Iterate over the keys that these words may open, the likeliest first. Each is derived when
    asked for.

    At the end raises UnreadablePhraseError("extra") if the extra word has characters that version 2
    refuses.
    """
    plain = is_plain(fold(extra))
    if is_typed(fold(extra)):
        yield phrase_keys_of(phrase, fold(extra))
    for unwritten in dict.fromkeys((_unwritten(fold(extra)), _unwritten(extra))):
        yield _keys(phrase, unwritten)
    if not plain:
        raise UnreadablePhraseError("extra")


def phrase_keys_1(phrase: str, extra: str = "") -> PhraseKeys:
    """Derive the keys of version 1 from the words and the extra word."""
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
"""JavaScript's white space, since phones made these keys: includes U+FEFF, not U+0085 and U+001C.
"""


def _unwritten(extra: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFKD", extra).lower()).strip(" ")
