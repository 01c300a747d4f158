"""Rate limits that all processes share: counted in Redis, and while Redis is away in each process's memory."""

import time
from collections.abc import Callable
from typing import TypeVar

from limits.storage import RedisStorage, Storage

from ..redis_client import AWAY, PREFIX, pool
from .rates import Counts

TIMEOUT_SECONDS = 0.5
"""How long a request waits for Redis; only the first one does, when Redis has gone."""
AGAIN_SECONDS = 2.0
T = TypeVar("T")


class SharedCounts(Storage):
    """The fixed windows of all processes, by key."""

    STORAGE_SCHEME = None

    def __init__(self, url: str) -> None:
        super().__init__()
        self._own = Counts()
        self._shared = RedisStorage(url, pool(url, TIMEOUT_SECONDS), key_prefix=f"{PREFIX}limit")
        self._try_at = 0.0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Whatever fails, this process counts by itself."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        return self._ask(lambda counts: counts.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        return self._ask(lambda counts: counts.get(key))

    def get_expiry(self, key: str) -> float:
        return self._ask(lambda counts: counts.get_expiry(key))

    def check(self) -> bool:
        """Whether the limits are shared now."""
        return self._shared.check()

    def reset(self) -> int | None:
        self._own.reset()
        return self._ask(lambda counts: counts.reset())

    def clear(self, key: str) -> None:
        self._own.clear(key)
        self._ask(lambda counts: counts.clear(key))

    def _ask(self, ask: Callable[[Storage], T]) -> T:
        """Ask Redis, or this process's memory. While Redis is away one request tries it now and then."""
        now = time.monotonic()
        if now >= self._try_at:
            if self._try_at:
                self._try_at = now + AGAIN_SECONDS
            try:
                answer = ask(self._shared)
            except AWAY:
                self._try_at = time.monotonic() + AGAIN_SECONDS
            else:
                self._try_at = 0.0
                return answer
        return ask(self._own)
