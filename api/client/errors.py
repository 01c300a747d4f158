"""Errors of sealed words and of typed codes, one class for each way in which the phone reacts."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

Value = TypeVar("Value")


class SealingError(Exception):
    """Base of the errors below. `code` is stable; the message is for developers."""

    code: ClassVar[str]


class UnknownKeyError(SealingError):
    """The key has not reached this phone yet: keep the record and retry when keys arrive."""

    code = "unknown_key"


class RefusedError(SealingError):
    """A signature, tag or shape is wrong, so somebody has tampered with it: refuse it and show
    that."""

    code = "refused"


class UnknownVersionError(SealingError):
    """Sealed in a version that this app does not know: show "update needed" and keep it unchanged."""

    code = "unknown_version"


class NewerWordsError(SealingError):
    """A newer app wrote the words: they can be read here, but not edited."""

    code = "newer_words"


class OlderEditError(SealingError):
    """The server sent an older edit than this phone has already seen: refuse it."""

    code = "older_edit"


class UnreadablePhraseError(SealingError):
    """The typed words cannot be recovery words: wrong number, an unknown word, a wrong checksum, or
    an unusable extra word."""

    code = "unreadable_phrase"


class UnreadableCodeError(SealingError):
    """The typed text cannot be a code: wrong length, or a character that codes never have."""

    code = "unreadable_code"


def refuse_unless(read: Callable[[], Value]) -> Value:
    """Return what `read` returns; turns any error about the input into `RefusedError`."""
    try:
        return read()
    except (ValueError, TypeError, KeyError) as error:
        raise RefusedError("not in our shape") from error
