"""The threads of the live bus outlive what fails in them. tests/many has the bus of real processes."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import redis
from structlog.testing import capture_logs

from api.kernel import live_redis
from api.kernel.live_redis import CHANNEL, Bus
from tests.waiting import wait_until
from tools import redis_server

pytestmark = pytest.mark.slow

VALUE = "what nobody may read in a log"


class Enough(BaseException):
    """Ends a loop that nothing else ends."""


class Failing:
    """Fails so many times, works once, then ends the loop."""

    def __init__(self, error: Exception, times: int) -> None:
        self.calls = 0
        self._error = error
        self._times = times

    def __call__(self, *_what: object) -> None:
        self.calls += 1
        if self.calls <= self._times:
            raise self._error
        if self.calls > self._times + 1:
            raise Enough


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_redis, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(live_redis, "LOOK_AWAY_SECONDS", 0.01)


@pytest.fixture
def server() -> Iterator[redis_server.Server]:
    with redis_server.running() as server:
        yield server


@pytest.mark.parametrize("error", [ValueError(VALUE), TypeError(VALUE), OSError(VALUE)])
def test_all_outlive_what_fails_and_say_so_without_values(
    server: redis_server.Server, error: Exception
):
    hear, look = Failing(error, times=1), Failing(error, times=3)
    with capture_logs() as logs:
        run(server, hear, look)
    assert (hear.calls, look.calls) == (3, 5)
    said = [entry["event"] for entry in logs if entry.get("error") == type(error).__name__]
    assert said.count("looking failed") == 1, "not at each look"
    assert "redis is away" in said if isinstance(error, OSError) else "hearing failed" in said
    assert VALUE not in str(logs)


def run(server: redis_server.Server, hear: Failing, look: Failing) -> None:
    """Let a process hear and look until each is enough."""
    bus = Bus(server.url, hear, look)
    with ThreadPoolExecutor(2) as threads, redis.Redis.from_url(server.url) as line:
        hearing = threads.submit(bus._listen)  # pyright: ignore[reportPrivateUsage] - its own thread does not end
        looking = threads.submit(bus._look_regularly)  # pyright: ignore[reportPrivateUsage]

        def is_enough() -> bool:
            if not hearing.done():
                line.publish(CHANNEL, json.dumps(["another process", ["something", None]]))
            return hearing.done() and looking.done()

        wait_until(is_enough, "all to be heard and looked at")
    for ended in (hearing, looking):
        assert isinstance(ended.exception(), Enough), ended.exception()
