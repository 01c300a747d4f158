"""What people type, in one spelling: as pwa/src/kernel/typed.ts has it.

In the manner of the OpaqueString profile (RFC 8265 §4.2), and more forgiving: neither width nor case nor
the kind of quotation mark or space counts, nor what nobody can see.
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
"""Letters that some keyboards write in another way when they change case, and quotation marks."""


def fold(typed: str) -> str:
    """One spelling of all that look alike: NFKC, lower case, single spaces, none around."""
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", typed)).lower()
    for written, alike in _ALIKE:
        seen = seen.replace(written, alike)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", seen)).strip(" ")


def is_plain(folded: str) -> bool:
    """Whether every character is one that keyboards have: no control, nothing private or unknown."""
    return not any(unicodedata.category(character).startswith("C") for character in folded)


def is_typed(folded: str) -> bool:
    """The same, but for characters that only newer systems than this one know."""
    known = (character for character in folded if unicodedata.category(character) != "Cn")
    return is_plain("".join(known))


def words_in(typed: str) -> list[str]:
    """The words as typed, however: letters and their marks; all else stands between words."""
    letters = (character if _is_letter(character) else " " for character in fold(typed))
    return [word for word in "".join(letters).split(" ") if word]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"
