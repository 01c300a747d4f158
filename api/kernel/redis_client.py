"""Redis, which several processes may share (TWOFOLD_REDIS). Nothing here waits for it longer than it says.

Importing this takes 6 MB, so whoever needs it does so only where there is a Redis.
"""

from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PREFIX = "twofold:"
"""Of every key and channel."""
AWAY = (redis.RedisError, OSError)
"""What a client raises when Redis does not answer."""
_LOOK_SECONDS = 1.0
_WITHOUT_FILES = (("save", ""), ("appendonly", "no"))


def client(url: str, seconds: float) -> redis.Redis:
    """A client that tries once, for so many seconds at most."""
    return redis.Redis(connection_pool=pool(url, seconds))


def pool(url: str, seconds: float) -> redis.ConnectionPool:
    """Connections of such clients."""
    return redis.ConnectionPool.from_url(
        url,
        socket_timeout=seconds,
        socket_connect_timeout=seconds,
        retry=Retry(NoBackoff(), 0),
    )


def writing_settings(url: str) -> list[str]:
    """The settings by which Redis now writes files; none where it shows no settings. Raises one of AWAY."""
    with client(url, _LOOK_SECONDS) as asked:
        asked.ping()
        try:
            return [
                name for name, off in _WITHOUT_FILES if _setting(asked, name) not in (None, off)
            ]
        except redis.ResponseError:  # some hosts of Redis refuse to show them
            return []


def _setting(asked: redis.Redis, name: str) -> object:
    """A setting as Redis shows it; None if it does not."""
    shown: Any = asked.config_get(name)  # the library's type allows for its asyncio client too
    return shown.get(name)
