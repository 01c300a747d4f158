"""A throw-away certificate for 127.0.0.1. Only those trust it who are told to."""

import base64
import datetime
import hashlib
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from .ports import HOST

_DAY = datetime.timedelta(days=1)


class Certificate(NamedTuple):
    file: Path
    key_file: Path
    key_hash: str
    """Base64 SHA-256 of the public key, as Chromium's `--ignore-certificate-errors-spki-list` takes it."""


def make(folder: Path) -> Certificate:
    """Write a fresh key and a certificate, which signs itself, into `folder` as PEM. It is valid for 30 days."""
    key = ec.generate_private_key(ec.SECP256R1())
    file, key_file = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(_signed(key).public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return Certificate(file, key_file, base64.b64encode(hashlib.sha256(public).digest()).decode())


def _signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    address = x509.IPAddress(ipaddress.ip_address(HOST))
    now = datetime.datetime.now(datetime.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _DAY)
        .not_valid_after(now + 30 * _DAY)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
    )
    return builder.sign(key, SHA256())
