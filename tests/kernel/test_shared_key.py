"""The key that hides networks is the same for all processes, and Redis forgets it when nobody needs it any more."""

from collections.abc import Iterator

import pytest
import redis

from api.kernel import clock
from api.kernel.identity import turns
from api.kernel.identity.shared_key import KEPT_SECONDS, NAME, SharedKey
from tools import redis_server


@pytest.fixture
def server() -> Iterator[redis_server.Server]:
    with redis_server.running() as server:
        yield server


def test_all_have_the_key_of_the_first_and_each_look_keeps_it_longer(server: redis_server.Server):
    first = SharedKey(server.url)()
    with redis.Redis.from_url(server.url) as line:
        assert KEPT_SECONDS - 60 < line.ttl(NAME) <= KEPT_SECONDS
        for shorten in (lambda: line.expire(NAME, 100), lambda: line.persist(NAME)):
            shorten()
            assert SharedKey(server.url)() == first
            assert KEPT_SECONDS - 60 < line.ttl(NAME) <= KEPT_SECONDS


def test_redis_keeps_it_longer_than_the_longest_wait_counts():
    assert turns.MEMORY + max(turns.WAITS) < KEPT_SECONDS * clock.SECOND
