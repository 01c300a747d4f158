"""What can go wrong with something sealed, by what the phone does about it."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

Value = TypeVar("Value")


class SealingError(Exception):
    """Any of the errors below. `code` stays stable; the message is for developers."""

    code: ClassVar[str]


class UnknownKeyError(SealingError):
    """The key has not reached this phone yet: the record waits and is tried again when keys arrive."""

    code = "unknown_key"


class RefusedError(SealingError):
    """A tag, signature or shape is wrong, so somebody changed it: refused, and shown as refused."""

    code = "refused"


class UnknownVersionError(SealingError):
    """Sealed in a way this version does not know: shown as "update needed", kept untouched."""

    code = "unknown_version"


class NewerWordsError(SealingError):
    """The words were written by a newer app: they may be read here, not edited."""

    code = "newer_words"


class OlderEditError(SealingError):
    """Somebody offers an edit below one this phone has already seen: refused."""

    code = "older_edit"


class UnreadablePhraseError(SealingError):
    """Typed words that cannot be a recovery phrase: their number, one word, all together,
    or the extra word."""

    code = "unreadable_phrase"


class UnreadableCodeError(SealingError):
    """A typed code that cannot be one of ours: wrong length, or a character codes never have."""

    code = "unreadable_code"


def refuse_unless(read: Callable[[], Value]) -> Value:
    """What `read` gives; any complaint about what was sent becomes `RefusedError`."""
    try:
        return read()
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError("not in our shape") from error
