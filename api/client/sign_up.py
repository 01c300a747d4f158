"""What a sign-up code proves, as in pwa/src/kernel/crypto/sign-up.ts."""

from .encoding import hkdf, to_base64url


def sign_up_proof(secret: bytes) -> str:
    """What a phone sends instead of the secret of a code (HKDF-SHA-256): 16 bytes as base64url.

    Codes of all kinds look alike. From the proof of a code that connects two phones nobody can derive that code.
    """
    return to_base64url(hkdf(secret, b"twofold/2/sign-up", 16))
