"""How this server identifies itself to push services (RFC 8292)."""

import base64
import os
import secrets
import threading
from functools import cache
from pathlib import Path
from typing import Any

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
from .. import clock

# Push services take tokens of at most 24 hours (RFC 8292 §2).
_LIFETIME = 12 * clock.HOUR
_RENEW_BEFORE = 10 * clock.MINUTE

FILE = "vapid.pem"
"""The key, in the data folder."""


def public_key() -> str:
    """The key that phones name when they subscribe: 65 bytes, base64url."""
    return public_key_in(settings().data)


def public_key_in(data: Path) -> str:
    """The public key of the key in this folder, which is made if there is none."""
    point = _key(data).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Tokens:
    """The Authorization header for each push service, signed once in half a day.

    Signing for each message would cost more than sending it.
    """

    def __init__(self, settings: Settings) -> None:
        self._signer: Any = Vapid02(_key(settings.data))
        self._contact = settings.push_contact
        self._by_origin: dict[str, tuple[str, int]] = {}

    def authorization(self, origin: str) -> str:
        """`vapid t=…,k=…` for the origin of an endpoint."""
        header, expires = self._by_origin.get(origin, ("", 0))
        if expires - _RENEW_BEFORE > clock.now():
            return header
        expires = clock.now() + _LIFETIME
        claims = {"aud": origin, "exp": expires // clock.SECOND, "sub": self._contact}
        header = str(self._signer.sign(claims)["Authorization"])
        self._by_origin[origin] = (header, expires)
        return header


@cache
def _key(data: Path) -> ec.EllipticCurvePrivateKey:
    path = data / FILE
    if not path.exists():
        _make(path)
    key = load_pem_private_key(path.read_bytes(), None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _make(path: Path) -> None:
    """Make a key; if two processes do so at once, both use the first one's."""
    key = ec.generate_private_key(ec.SECP256R1())
    text = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(
        f".{path.name}.{os.getpid()}.{threading.get_ident()}.{secrets.token_hex(4)}"
    )
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
