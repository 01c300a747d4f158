"""Topics, by which a push service replaces what it still holds (RFC 8030 §5.4)."""

import base64
import hashlib


def opaque(subscription_id: str, topic: str) -> str:
    """32 characters that tell a push service nothing, and do not link one phone to another."""
    digest = hashlib.sha256(f"{subscription_id} {topic}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()[:32]
