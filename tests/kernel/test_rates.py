"""Rate limits count within a window, forget it when it ends, and do not grow for ever."""

import time

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from api.kernel.identity import rates
from api.kernel.identity.rates import Counts

THREE, ONE = RateLimitItemPerMinute(3), RateLimitItemPerMinute(1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which a test may set."""
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def test_the_first_ones_pass_and_the_next_one_waits_until_the_window_ends(clock: list[float]):
    limiter = FixedWindowRateLimiter(Counts())
    assert [limiter.hit(THREE, "ana") for _ in range(4)] == [True, True, True, False]
    clock[0] += 20
    assert not limiter.test(THREE, "ana")
    assert limiter.get_window_stats(THREE, "ana") == (clock[0] + 40, 0)
    assert limiter.hit(THREE, "ben")
    clock[0] += 40
    assert limiter.test(THREE, "ana")
    assert limiter.hit(THREE, "ana")


def test_a_clock_that_is_set_back_begins_a_new_window(clock: list[float]):
    limiter = FixedWindowRateLimiter(Counts())
    limiter.hit(ONE, "ana")
    clock[0] -= 3600
    assert limiter.hit(ONE, "ana")


def test_a_window_can_be_cleared(clock: list[float]):
    counts = Counts()
    limiter = FixedWindowRateLimiter(counts)
    for who in ("ana", "ben"):
        limiter.hit(ONE, who)
    limiter.clear(ONE, "ana")
    assert (limiter.hit(ONE, "ana"), limiter.hit(ONE, "ben")) == (True, False)
    assert counts.reset() == 2
    assert limiter.hit(ONE, "ben")
    assert counts.check()


def test_windows_that_have_ended_are_forgotten(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rates, "_TIDY_FROM", 10)
    counts = Counts()
    for number in range(1000):
        clock[0] += 100
        counts.incr(str(number), 60)
        assert len(counts._windows) <= 20  # pyright: ignore[reportPrivateUsage] - what it holds
