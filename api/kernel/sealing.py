"""The sealed field, as the server knows it: shape, version, size, key; never content."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from marshmallow import Schema, ValidationError, fields, validate

from .errors import Problem, invalid
from .fields import ID_PATTERN, Exactly, Text, Whole
from .spaces import Caller, Space

BASE64URL = r"^[A-Za-z0-9_-]*$"
WORDS_BYTES = 32 * 1024
HEADLINE_BYTES = 256
_TAG_BYTES = 16
_STEP = 256
_HALF = 32


class EnvelopeSchema(Schema):
    """AES-256-GCM under the practice's key of epoch `k`. `w` is the version of the words inside."""

    v = Whole(required=True, validate=validate.Equal(1))
    k = Text(required=True, validate=Exactly(ID_PATTERN))
    w = Whole(required=True, validate=validate.Range(1, 1000))
    iv = Text(required=True, validate=Exactly(r"^[A-Za-z0-9_-]{16}$"))
    ct = Text(required=True, validate=Exactly(BASE64URL))


class Sealed(fields.Nested):
    """An envelope of at most `size` sealed bytes, padded to whole steps of 256."""

    def __init__(self, size: int = WORDS_BYTES, **kwargs: Any) -> None:
        super().__init__(EnvelopeSchema(), **kwargs)
        self.size = size

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        envelope: Any = super()._deserialize(value, *args, **kwargs)
        length = len(_decode(envelope["ct"])) - _TAG_BYTES
        if length < _STEP or length % _STEP:
            raise ValidationError("Pad the words to a multiple of 256 bytes before you seal them.")
        if length > self.size:
            raise ValidationError(f"The sealed words can have at most {self.size} bytes.")
        return envelope


class Binary(fields.String):
    """Bytes of a fixed length as base64url without padding."""

    def __init__(self, length: int, **kwargs: Any) -> None:
        characters = -(-length * 8 // 6)
        pattern = f"^[A-Za-z0-9_-]{{{characters}}}$"
        super().__init__(validate=Exactly(pattern), **kwargs)


class PublicKey(Binary):
    """A point on P-256, uncompressed (65 bytes, SEC 1 §2.3.3)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(65, **kwargs)

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, *args, **kwargs)
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decode(text))
        except ValueError as error:
            raise ValidationError("This is not a public key on the curve P-256.") from error
        return text


def signature(**kwargs: Any) -> Binary:
    """An ECDSA P-256 signature, r and s (64 bytes)."""
    return Binary(64, required=True, **kwargs)


def is_signed(statement: bytes, text: str, signing_key: str) -> bool:
    """Whether `text`, in the shape of a `signature`, signs this by the key. Phones refuse another spelling of the same
    bytes, and so does this."""
    raw = _decode(text)
    der = encode_dss_signature(int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _decode(signing_key))
    try:
        key.verify(der, statement, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text


def refuse_seal(space: Space, body: Mapping[str, Any], caller: Caller) -> None:
    """Raise `old_key` unless what is sealed in the body is sealed under the space's current epoch, and `invalid`
    unless it is sealed by the caller."""
    for envelope in (body.get("words"), body.get("headline")):
        if envelope is not None and envelope["k"] != space.epoch_id:
            raise Problem("old_key")
    if body.get("sealed_by", caller.person_id) != caller.person_id:
        raise invalid(sealed_by="Set sealed_by to your own id.")


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise ValidationError("This is not base64url.") from error
