"""Rate limits count within a window, forget it when it ends, and do not grow for ever."""

import time

import pytest

from api.kernel.identity import rates
from api.kernel.identity.rates import Rates


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which a test may set."""
    now = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def test_the_first_ones_pass_and_the_next_one_waits_until_the_window_ends(clock: list[float]):
    counted = Rates()
    assert [counted.seconds_to_wait(3, 60, "ana") for _ in range(3)] == [None] * 3
    clock[0] += 20
    assert counted.seconds_to_wait(3, 60, "ana") == 40
    assert counted.seconds_to_wait(3, 60, "ben") is None
    clock[0] += 40
    assert counted.seconds_to_wait(3, 60, "ana") is None


def test_a_clock_that_is_set_back_begins_a_new_window(clock: list[float]):
    counted = Rates()
    counted.seconds_to_wait(1, 60, "ana")
    clock[0] -= 3600
    assert counted.seconds_to_wait(1, 60, "ana") is None


def test_windows_that_have_ended_are_forgotten(clock: list[float], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rates, "_TIDY_FROM", 10)
    counted = Rates()
    for number in range(1000):
        clock[0] += 10
        counted.seconds_to_wait(1, 60, str(number))
        assert len(counted._windows) <= 20  # pyright: ignore[reportPrivateUsage] - what it holds
