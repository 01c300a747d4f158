"""What tests of practices share: a first day, and two people who get pushes."""

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel.clock import from_text
from tests.moving_clock import MovingClock, Watch
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, turn_on

NOON = "2040-03-01T11:00:00.000Z"
"""Thursday noon in Berlin. Three weeks later, on 25 March, its clocks go forward."""


@pytest.fixture
def noon(app: Flask, clock: MovingClock) -> int:
    """The server's clock starts here, whatever the day of the test run."""
    return clock.to(from_text(NOON))


@pytest.fixture
def watch(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """The server's clock stands still at the same instant until it is set."""
    watch = Watch(from_text(NOON))
    monkeypatch.setattr(server_clock, "time", watch)
    return watch


@pytest.fixture
def couple(noon: int, cast: Cast, service: PushService) -> tuple[Phone, Phone]:
    """ana and ben, at noon in Berlin, both with push and without quiet hours."""
    for phone in cast.couple:
        turn_on(phone, service)
        choose(phone)
    return cast.couple
