"""The check a push service makes on who sends: RFC 8292."""

import json
from collections.abc import Collection
from typing import TypedDict, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from tests.browser.standins.encoding import from_text

DAY = 24 * 60 * 60


class Refused(Exception):
    """The sender is not who may send; `missing` when it did not say at all."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        super().__init__(reason)
        self.missing = missing


class _Claims(TypedDict, total=False):
    aud: str
    exp: int
    sub: str


def check(authorization: str, key: str | None, origins: Collection[str], now: float) -> None:
    """Raise `Refused` unless the header is a fresh VAPID token for one of `origins` under `key`.

    `key` is the key the subscription was made for (base64url); None admits any.
    """
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "vapid":
        raise Refused("no VAPID authorization", missing=True)
    parts = (part.strip().partition("=") for part in rest.split(","))
    parameters = {name: value for name, _, value in parts}
    try:
        public = from_text(parameters["k"])
        head, body, signature = parameters["t"].split(".")
        raw = from_text(signature)
        claims = cast(_Claims, json.loads(from_text(body)))
        algorithm = json.loads(from_text(head))["alg"]
    except (KeyError, ValueError) as error:
        raise Refused(f"malformed VAPID token: {error}") from error
    if algorithm != "ES256" or len(raw) != 64:
        raise Refused("not an ES256 signature")
    if key is not None and public != from_text(key):
        raise Refused("another key than the subscription's")
    _verify(public, f"{head}.{body}".encode(), raw)
    _check_claims(claims, origins, now)


def _verify(public: bytes, signed: bytes, raw: bytes) -> None:
    halves = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
        point.verify(encode_dss_signature(*halves), signed, ec.ECDSA(SHA256()))
    except (InvalidSignature, ValueError) as error:
        raise Refused("bad signature") from error


def _check_claims(claims: _Claims, origins: Collection[str], now: float) -> None:
    if claims.get("aud") not in origins:
        raise Refused(f"aud is {claims.get('aud')}, not one of {sorted(origins)}")
    expires = claims.get("exp", 0)
    if expires <= now:
        raise Refused("expired")
    if expires > now + DAY:
        raise Refused("exp is more than 24 hours away")
    if not claims.get("sub", "").startswith(("mailto:", "https:")):
        raise Refused("sub is neither mailto: nor https:")
