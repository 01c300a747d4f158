"""P-256: public keys as raw uncompressed points, ECDSA signatures as r and s (IEEE P1363, 64 bytes)."""

from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from .encoding import Json, canonical, from_base64url, to_base64url
from .errors import RefusedError, refuse_unless

CURVE = ec.SECP256R1()
PrivateKey = ec.EllipticCurvePrivateKey
_POINT_BYTES = 65
_HALF = 32


def make_private() -> PrivateKey:
    return ec.generate_private_key(CURVE)


def public_point(private: PrivateKey) -> str:
    """The public key as the API writes it, base64url."""
    form = (Encoding.X962, PublicFormat.UncompressedPoint)
    return to_base64url(private.public_key().public_bytes(*form))


def sign(signing_key: PrivateKey, statement: Sequence[Json]) -> str:
    """Sign a statement, base64url; deterministic (RFC 6979)."""
    algorithm = ec.ECDSA(SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(signing_key.sign(canonical(statement), algorithm))
    return to_base64url(r.to_bytes(_HALF) + s.to_bytes(_HALF))


def verify(signing_key: str, statement: Sequence[Json], signature: str) -> None:
    """Raise RefusedError unless `signature` is over this statement."""
    raw = refuse_unless(lambda: from_base64url(signature))
    said = refuse_unless(lambda: canonical(statement))
    key = _load_public(signing_key)
    if len(raw) != 2 * _HALF:
        raise RefusedError("not a signature")
    der = encode_dss_signature(int.from_bytes(raw[:_HALF]), int.from_bytes(raw[_HALF:]))
    try:
        key.verify(der, said, ec.ECDSA(SHA256()))
    except InvalidSignature as error:
        raise RefusedError("the signature does not match") from error


def agree(private: PrivateKey, public: str) -> bytes:
    """The ECDH secret of two phones, 32 bytes. Raises RefusedError for a point that is not on the
    curve."""
    return private.exchange(ec.ECDH(), _load_public(public))


def to_pkcs8(private: PrivateKey) -> bytes:
    return private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def from_pkcs8(data: bytes) -> PrivateKey:
    """Load a private P-256 key. Raises RefusedError for anything else."""
    key = refuse_unless(lambda: load_der_private_key(data, None))
    if not isinstance(key, PrivateKey) or key.curve.name != CURVE.name:
        raise RefusedError("not a P-256 key")
    return key


def _load_public(point: str) -> ec.EllipticCurvePublicKey:
    raw = refuse_unless(lambda: from_base64url(point))
    if len(raw) != _POINT_BYTES:
        raise RefusedError("not an uncompressed point")
    return refuse_unless(lambda: ec.EllipticCurvePublicKey.from_encoded_point(CURVE, raw))
