"""How this server identifies itself to push services (RFC 8292).

A subscription is bound to the key that the phone named when it subscribed. After a rotation new subscriptions get the
new key, and the old one stays in the file for those that have it.
"""

import base64
import os
import re
import secrets
import threading
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from py_vapid import Vapid02  # pyright: ignore[reportMissingTypeStubs]

from ...config import Settings, settings
from .. import clock, disk

# Push services take tokens of at most 24 hours (RFC 8292 §2).
_LIFETIME = 12 * clock.HOUR
_RENEW_BEFORE = 10 * clock.MINUTE
_LOOK_EVERY = clock.SECOND

FILE = "vapid.pem"
"""The keys, in the data folder, the one in use first."""
_PEM = re.compile(rb"-----BEGIN [^-]+-----.+?-----END [^-]+-----\s*", re.DOTALL)

_log = structlog.stdlib.get_logger()

Keys = Mapping[str, ec.EllipticCurvePrivateKey]
"""By their public keys, the one in use first."""


def public_key() -> str:
    """The key that phones name when they subscribe: 65 bytes, base64url."""
    return public_keys(settings().data)[0]


def public_keys(data: Path) -> tuple[str, ...]:
    """The public keys in this folder, the one in use first; a key is made if there is none."""
    return tuple(_keys(data))


def rotate(data: Path) -> None:
    """Make a new key, and keep the others behind it. All processes use it from now on."""
    _keys(data)
    path = data / FILE
    _replace(path, _new() + path.read_bytes())


def drop(data: Path, public: Collection[str]) -> None:
    """Forget old keys. The one in use stays."""
    in_use, *old = _keys(data).items()
    kept = [in_use[1], *(key for name, key in old if name not in public)]
    _replace(data / FILE, b"".join(map(_text, kept)))


def holds(file: Path, other: Path) -> bool:
    """Whether a file has all the keys of another one. Raises OSError or ValueError."""
    return {*_load(other)} <= {*_load(file)}


class Tokens:
    """The Authorization header for each push service and key, signed once in half a day.

    Signing for each message would cost more than sending it.
    """

    def __init__(self, settings: Settings) -> None:
        """Raises OSError or ValueError if the keys cannot be read."""
        self._data = settings.data
        self._keys, self._looked = _keys(self._data), clock.now()
        self._contact = settings.push_contact
        self._signed: dict[tuple[str, str], tuple[str, int]] = {}

    def authorization(self, origin: str, server_key: str) -> str:
        """`vapid t=…,k=…` for the origin of an endpoint, signed with the key that the phone subscribed with; with the
        one in use if that one is not here, and with the oldest if it was not recorded. A key that was dropped may be
        used for a second more."""
        now = clock.now()
        keys = self._keys_for(server_key, now)
        in_use, oldest = next(iter(keys)), [*keys][-1]
        name = server_key or oldest
        if name not in keys:
            name = in_use
        header, expires = self._signed.get((origin, name), ("", 0))
        if expires - _RENEW_BEFORE > now:
            return header
        expires = now + _LIFETIME
        claims = {"aud": origin, "exp": expires // clock.SECOND, "sub": self._contact}
        signer: Any = Vapid02(keys[name])
        header = str(signer.sign(claims)["Authorization"])
        self._signed = {each: one for each, one in self._signed.items() if one[1] > now}
        self._signed[origin, name] = (header, expires)
        return header

    def _keys_for(self, server_key: str, now: int) -> Keys:
        """Of a second ago at most, since a look at the file for each push would cost as much as a tenth of its
        sending; of now if a phone has a key that was not there."""
        is_new = bool(server_key) and server_key not in self._keys
        if is_new or not 0 <= now - self._looked < _LOOK_EVERY:
            self._keys, self._looked = _keys(self._data), now
        return self._keys


_read: dict[Path, tuple[tuple[int, int], Keys]] = {}
"""The keys of each file, with the file's inode and time: after a rotation a process reads it again."""


def _keys(data: Path) -> Keys:
    """Of the file as it is now. What a process has read it keeps where the file is lost or cannot be read any more."""
    path = data / FILE
    known, keys = _read.get(path, ((0, 0), {}))
    try:
        found = path.stat()
    except FileNotFoundError:
        if keys:
            return keys
        _make(path)
        found = path.stat()
    version = (found.st_ino, found.st_mtime_ns)
    if known != version:
        try:
            keys = _load(path)
        except (OSError, ValueError) as error:
            if not keys:
                raise
            _log.error("push keys cannot be read", error=type(error).__name__)
        _read[path] = (version, keys)
    return keys


def _load(path: Path) -> Keys:
    keys = {_public(key): key for key in map(_private, _PEM.findall(path.read_bytes()))}
    if not keys:
        raise ValueError(f"{path} holds no key")
    return keys


def _private(text: bytes) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(text, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _public(key: ec.EllipticCurvePrivateKey) -> str:
    raw = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _new() -> bytes:
    return _text(ec.generate_private_key(ec.SECP256R1()))


def _text(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _make(path: Path) -> None:
    """Make a key; if two processes do so at once, both use the first one's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _draft(path, _new())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _replace(path: Path, text: bytes) -> None:
    """Keeps the owner, since root may run the command, and the server's user must read the file. Raises OSError."""
    owner = path.stat()
    draft = _draft(path, text)
    try:
        os.chown(draft, owner.st_uid, owner.st_gid)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    disk.sync(path.parent)


def _draft(path: Path, text: bytes) -> Path:
    draft = path.with_name(
        f".{path.name}.{os.getpid()}.{threading.get_ident()}.{secrets.token_hex(4)}"
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return draft
