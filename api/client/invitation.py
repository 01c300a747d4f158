"""The name of the inviting person, sealed into an offer, as in pwa/src/kernel/crypto/invitation.ts.

The key comes from the code's 104 bits, which the server never has, and the seal is bound to one
offer. The name is what the inviting person typed; nothing proves it.
"""

import json
import os

from .encoding import canonical, compact, hkdf
from .errors import RefusedError, UnknownVersionError, refuse_unless
from .handover import HandoverKeys, Offer
from .sealing import Sealed, decrypt, encrypt, pad

VERSION = 1
BYTES = 256
"""The size of every sealed invitation, in bytes, so that it tells nothing of the name."""


class Invitation(Sealed):
    """The content of an invitation: a name, or None."""

    v: int


def invitation_key(secret: bytes) -> bytes:
    """Derive the AES-256 key from the code."""
    return hkdf(secret, b"twofold/2/handover/invitation")


def seal_invitation(
    secret: bytes, keys: HandoverKeys, offer: Offer, name: str | None, iv: bytes | None = None
) -> Invitation:
    """Seal a name. Raises ValueError if it is too long. `iv` is random, except in the test vectors."""
    plaintext = compact({"name": name})
    if len(plaintext) > BYTES:
        raise ValueError("an invitation has 256 bytes")
    key, about = invitation_key(secret), _about(keys, offer)
    return {"v": VERSION, **encrypt(key, about, pad(plaintext), iv or os.urandom(12))}


def open_invitation(
    secret: bytes, keys: HandoverKeys, offer: Offer, sealed: Invitation
) -> str | None:
    """Open the name. Raises RefusedError, or UnknownVersionError for a newer app's invitation."""
    if sealed["v"] != VERSION:
        raise UnknownVersionError("sealed by a newer version")
    plaintext = decrypt(invitation_key(secret), _about(keys, offer), sealed)
    if len(plaintext) != BYTES:
        raise RefusedError("an invitation has 256 bytes")
    name: object = refuse_unless(lambda: json.loads(plaintext.decode())["name"])
    if name is not None and not isinstance(name, str):
        raise RefusedError("a name is a text")
    return name


def _about(keys: HandoverKeys, offer: Offer) -> bytes:
    return canonical(["twofold/2/invitation", keys.purpose, keys.id, offer["mac"]])
