"""Redis, which several processes may share (TWOFOLD_REDIS). Nothing here waits for it longer than it says.

Importing this takes 6 MB, so whoever needs it does so only where there is a Redis.
"""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PREFIX = "twofold:"
"""Of every key and channel."""
AWAY = (redis.RedisError, OSError)
"""What a client raises when Redis does not answer."""
_LOOK_SECONDS = 1.0


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


def failure(url: str) -> Exception | None:
    """Why Redis does not answer now; None if it does."""
    try:
        with client(url, _LOOK_SECONDS) as asked:
            asked.ping()
    except AWAY as error:
        return error
    return None
