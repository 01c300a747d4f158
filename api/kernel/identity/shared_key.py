"""A key that all processes have in common, in their memory and in Redis's, and nowhere else."""

import secrets
import time

from ..redis_client import AWAY, PREFIX, client

NAME = f"{PREFIX}network-key"
_BYTES = 32
_SECONDS = 0.25
"""How long to wait for Redis."""
_LOOK_AGAIN_SECONDS = 60.0
_AGAIN_SECONDS = 2.0
KEPT_SECONDS = 2 * 24 * 3600
"""How long Redis keeps the key after a look: longer than the turn that the look was for. With `turns.MEMORY` and the
longest wait that is 28 hours."""


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
                shared = self._look()
            except AWAY:
                return self._key
            if isinstance(shared, bytes) and len(shared) == _BYTES:
                self._key = shared
            self._look_at = now + _LOOK_AGAIN_SECONDS
        return self._key

    def _look(self) -> object:
        """The key in Redis, which is this process's if there was none; it then stays for KEPT_SECONDS more."""
        with self._redis.pipeline() as line:
            line.set(NAME, self._key, nx=True)
            line.expire(NAME, KEPT_SECONDS)
            line.get(NAME)
            return line.execute()[-1]
