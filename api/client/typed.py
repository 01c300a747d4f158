"""Normalize typed text, as in pwa/src/kernel/text/typed.ts.

Based on the OpaqueString profile (RFC 8265 §4.2), but more tolerant: width, case, kinds of
quotation marks and spaces, and invisible characters make no difference.
"""

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point: zero-width characters, bidi controls, variation selectors."""

_SPACES = re.compile("[\t-\r\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

_ALIKE = (("i\u0307", "i"), ("ı", "i"), ("ς", "σ"), ("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'))
"""Letters that some keyboards change with the case, and typographic quotation marks."""


def fold(typed: str) -> str:
    """Normalize: NFKC, lower case, single spaces, trimmed."""
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", typed)).lower()
    for written, alike in _ALIKE:
        seen = seen.replace(written, alike)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", seen)).strip(" ")


def is_plain(folded: str) -> bool:
    """Whether keyboards have every character: none is a control, private or unassigned."""
    return not any(unicodedata.category(character).startswith("C") for character in folded)


def is_typed(folded: str) -> bool:
    """As `is_plain`, but allows characters that this Unicode version does not know."""
    known = (character for character in folded if unicodedata.category(character) != "Cn")
    return is_plain("".join(known))


def words_in(typed: str) -> list[str]:
    """The words of a text: letters with their marks. Everything else separates words."""
    letters = (character if _is_letter(character) else " " for character in fold(typed))
    return [word for word in "".join(letters).split(" ") if word]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
