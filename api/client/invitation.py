"""Who invites, sealed into an offer under its code, as pwa/src/kernel/invitation.ts has it.

The key comes from the code's 104 bits, which the server never has, and the seal is bound to the one
offer. What is inside is what the inviting person says of themselves: nothing proves it.
"""

import json
import os

from .encoding import canonical, compact, hkdf
from .errors import RefusedError, UnknownVersionError, refuse_unless
from .handover import HandoverKeys, Offer
from .sealing import Sealed, decrypt, encrypt, pad

VERSION = 1
BYTES = 256
"""What is sealed has this size, whatever the name."""


class Invitation(Sealed):
    """A name, or that none was given."""

    v: int


def invitation_key(secret: bytes) -> bytes:
    """An AES-256 key that only the code gives."""
    return hkdf(secret, b"twofold/2/handover/invitation")


def seal_invitation(
    secret: bytes, keys: HandoverKeys, offer: Offer, name: str | None, iv: bytes | None = None
) -> Invitation:
    """Raises ValueError where the name is too long. `iv` is random, except in the shared vectors."""
    plaintext = compact({"name": name})
    if len(plaintext) > BYTES:
        raise ValueError("an invitation has 256 bytes")
    key, about = invitation_key(secret), _about(keys, offer)
    return {"v": VERSION, **encrypt(key, about, pad(plaintext), iv or os.urandom(12))}


def open_invitation(
    secret: bytes, keys: HandoverKeys, offer: Offer, sealed: Invitation
) -> str | None:
    """The name as it was given. Raises RefusedError, or UnknownVersionError of a newer app's."""
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
