"""Files sealed with age (https://age-encryption.org), for keys of the X25519 kind."""

from pathlib import Path
from typing import Any

import pyrage

from .errors import BackupError

_age: Any = pyrage  # it has no types of its own

Recipient = Any
"""A public key."""
Identity = Any
"""A secret key."""


def recipient_of(text: str) -> Recipient:
    """The key of `age1…`; raises `BackupError` where it is none."""
    try:
        return _age.x25519.Recipient.from_str(text)
    except _age.RecipientError as error:
        raise BackupError("TWOFOLD_BACKUP_RECIPIENT is no public key of age (age1…).") from error


def identity_in(file: Path) -> Identity:
    """The key in a file as `age-keygen` writes it; raises `BackupError` where there is none."""
    try:
        lines = file.read_text().splitlines()
        secret = next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
        return _age.x25519.Identity.from_str(secret)
    except (OSError, UnicodeDecodeError, _age.IdentityError) as error:
        raise BackupError(f"{file} holds no secret key of age.") from error


def new_identity() -> Identity:
    """A key that nobody has."""
    return _age.x25519.Identity.generate()


def seal(source: Path, target: Path, recipients: list[Recipient]) -> None:
    """Encrypt a file for all of these keys; raises OSError where it cannot be written."""
    try:
        _age.encrypt_file(str(source), str(target), recipients)
    except _age.EncryptError as error:
        raise OSError(f"{target} cannot be written: {error}") from error


def unseal(source: Path, target: Path, identity: Identity) -> None:
    """Decrypt a file; raises `BackupError` where the key does not fit, or the file is damaged."""
    try:
        _age.decrypt_file(str(source), str(target), [identity])
    except (OSError, _age.DecryptError) as error:
        raise BackupError(f"{source} does not open with this key, or is damaged.") from error
