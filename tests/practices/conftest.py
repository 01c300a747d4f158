"""What tests of practices share: a day to begin on."""

import pytest
from flask import Flask

from api.kernel.clock import from_text
from tests.moving_clock import MovingClock

NOON = "2040-03-01T11:00:00.000Z"
"""Thursday noon in Berlin. Three weeks later, on 25 March, its clocks go forward."""


@pytest.fixture
def noon(app: Flask, clock: MovingClock) -> int:
    """The server's clock begins here, whatever the day of the test run."""
    return clock.to(from_text(NOON))
