"""A key that all processes have in common, in their memory and in Redis's, and nowhere else."""

import secrets
import time

from ..redis_client import AWAY, PREFIX, client

_NAME = f"{PREFIX}network-key"
_BYTES = 32
_SECONDS = 0.25
"""How long to wait for Redis."""
_LOOK_AGAIN_SECONDS = 60.0
_AGAIN_SECONDS = 2.0


class SharedKey:
    """The first process makes it. While Redis is away each process keeps the key it had; a Redis that has lost it gets
    it back from whoever has it."""

    def __init__(self, url: str) -> None:
        self._redis = client(url, _SECONDS)
        self._key = secrets.token_bytes(_BYTES)
        self._look_at = 0.0

    def __call__(self) -> bytes:
        now = time.monotonic()
        if now >= self._look_at:
            self._look_at = now + _AGAIN_SECONDS
            try:
                self._redis.set(_NAME, self._key, nx=True)
                shared = self._redis.get(_NAME)
            except AWAY:
                return self._key
            if isinstance(shared, bytes) and len(shared) == _BYTES:
                self._key = shared
            self._look_at = now + _LOOK_AGAIN_SECONDS
        return self._key
