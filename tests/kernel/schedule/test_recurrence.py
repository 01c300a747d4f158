"""Recurrence: the vectors that the phone passes too, and what the API adds."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from api.kernel import clock
from api.kernel.schedule.recurrence import (
    instant_of,
    local_of,
    next_daily,
    next_occurrences,
    occurrences,
)

VECTORS = Path(__file__).parents[2] / "vectors" / "recurrence.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"]
WEEKLY: dict[str, Any] = {
    "frequency": "weekly",
    "interval": 2,
    "weekdays": ["fr"],
    "nth": None,
    "starts": "2026-11-27T19:00",
    "zone": "Europe/Berlin",
}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_vectors(case: dict[str, Any]):
    after = clock.from_text(case["after"])
    found = next_occurrences(case["recurrence"], after, case["count"])
    assert [{"original": local, "at": clock.to_text(at)} for local, at in found] == case["expected"]


@pytest.mark.slow
@settings(deadline=None)  # how busy the machine is decides nothing here
@given(
    frequency=some.sampled_from(("daily", "weekly", "monthly")),
    interval=some.integers(1, 12),
    starts=some.datetimes(
        datetime.fromisoformat("2010-01-01"), datetime.fromisoformat("2030-01-01")
    ),
    zone=some.sampled_from(("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")),
    years=some.integers(0, 12),
    days=some.integers(0, 365),
)
def test_the_phase_is_the_same_wherever_one_begins_to_look(
    frequency: str, interval: int, starts: datetime, zone: str, years: int, days: int
):
    start = f"{starts:%Y-%m-%dT%H:%M}"
    rule = {**WEEKLY, "frequency": frequency, "interval": interval, "weekdays": None}
    rule = {**rule, "starts": start, "zone": zone}
    after = instant_of(start, zone) + (365 * years + days) * clock.DAY
    walked = next(time for time in occurrences(rule, 0) if time[1] > after)
    assert next_occurrences(rule, after, 1) == [walked]


def test_a_clock_time_and_its_instant():
    assert (
        clock.to_text(instant_of("2026-11-27T19:00", "Europe/Berlin")) == "2026-11-27T18:00:00.000Z"
    )
    assert (
        local_of(clock.from_text("2026-11-27T18:00:59.999Z"), "Europe/Berlin") == "2026-11-27T19:00"
    )


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-23T18:59:59.999Z", "2026-11-23T19:00:00.000Z"),
        ("2026-11-23T19:00:00.000Z", "2026-11-24T19:00:00.000Z"),
        ("2026-10-24T19:00:00.000Z", "2026-10-25T19:00:00.000Z"),
        ("2026-10-24T17:00:00.000Z", "2026-10-24T18:00:00.000Z"),
    ],
    ids=["just before", "exactly then", "after the clocks go back", "before they do"],
)
def test_the_next_time_of_day(after: str, expected: str):
    assert next_daily("20:00", "Europe/Berlin", clock.from_text(after)) == clock.from_text(expected)
