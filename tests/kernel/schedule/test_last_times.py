"""A single date, and a ritual with a last day: reminders come while there are times, and never after."""

from collections.abc import Callable
from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR
from api.practices.rituals import rules
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.rituals.planning import (
    FRIDAY,
    NEXT_FRIDAY,
    SEVEN,
    WEEKLY,
    accept,
    agreed,
    change,
    occurrence_body,
    occurrence_path,
    propose,
    sealed_ritual,
    state,
)
from tests.practices.rituals.test_calendar import fetch, link, starts
from tests.practices.working import bodies, planned
from tests.push_service import PushService

__all__ = ["fetch"]

ONCE: dict[str, Any] = {**WEEKLY, "frequency": "once", "weekdays": None}
TWICE: dict[str, Any] = {**WEEKLY, "until": NEXT_FRIDAY[:10]}
WEEK = 7 * DAY


def test_a_single_date_reminds_both_once(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple, recurrence=ONCE)
    assert planned("ritual") == [SEVEN - HOUR] * 2
    clock.to(SEVEN - HOUR)
    assert bodies(service) == ["19:00.", "19:00."]
    assert planned("ritual") == []


def test_a_ritual_with_a_last_day_reminds_until_then(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple, recurrence=TWICE)
    for week in range(2):
        clock.to(SEVEN + week * WEEK - HOUR)
        assert bodies(service) == ["19:00.", "19:00."]
    assert planned("ritual") == []


def test_a_single_date_can_be_moved_and_skipped(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben, recurrence=ONCE)
    change(ben, ritual_id, "moved", moved_to="2040-03-03T20:00")
    assert planned("ritual") == [SEVEN + DAY] * 2
    change(ana, ritual_id, "skipped", edit=2)
    assert planned("ritual") == []


def test_no_time_is_there_after_the_last(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for recurrence, after in ((ONCE, NEXT_FRIDAY), (TWICE, "2040-03-16T19:00")):
        path = occurrence_path(agreed(ana, ben, recurrence=recurrence), after)
        not_found(ben, "PUT", path, occurrence_body(ben, "skipped"))


@pytest.mark.parametrize(("recurrence", "times"), [(ONCE, 1), (TWICE, 2)])
def test_a_calendar_has_the_times_there_are(
    couple: tuple[Phone, Phone],
    fetch: Callable[..., Any],
    clock: MovingClock,
    recurrence: dict[str, Any],
    times: int,
):
    agreed(*couple, recurrence=recurrence)
    clock.to(SEVEN - DAY)
    url = link(couple[0])
    assert len(starts(fetch(url))) == times
    clock.to(SEVEN + 100 * DAY)
    assert starts(fetch(url)) == []


def test_a_new_last_day_needs_both_again(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben, recurrence=TWICE)
    propose(ben, ritual_id=ritual_id, edit=2, recurrence={**TWICE, "until": "2040-03-30"})
    assert state(ana, ritual_id) == "proposed"
    accept(ana, ritual_id, edit=2)
    assert state(ana, ritual_id) == "accepted"


def test_no_last_day_is_the_same_left_out_or_null(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    shown = propose(ben, ritual_id=ritual_id, edit=2, recurrence={**WEEKLY, "until": None})
    assert (shown["state"], shown["recurrence"]["until"]) == ("accepted", None)
    back = propose(ana, ritual_id=ritual_id, edit=3)
    assert (back["state"], "until" in back["recurrence"]) == ("accepted", False)


@pytest.mark.parametrize(
    ("recurrence", "field"),
    [
        ({**ONCE, "interval": 2}, "interval"),
        ({**ONCE, "weekdays": ["fr"]}, "weekdays"),
        ({**ONCE, "nth": {"weekday": "fr", "week": 1}}, "nth"),
        ({**ONCE, "until": FRIDAY[:10]}, "until"),
        ({**WEEKLY, "until": "2040-03-01"}, "until"),
        ({**WEEKLY, "until": "2040-02-30"}, "until"),
        ({**WEEKLY, "until": NEXT_FRIDAY}, "until"),
        ({**WEEKLY, "until": "1999-12-31"}, "until"),
        ({**WEEKLY, "until": 20400309}, "until"),
    ],
)
def test_what_does_not_fit_together_is_refused(cast: Cast, recurrence: dict[str, Any], field: str):
    body = {**sealed_ritual(cast.ana).body, "recurrence": recurrence}
    errors = refused(cast.ana, sealed_ritual(cast.ana).path, body, "invalid")
    assert field in errors["recurrence"]


def test_dates_that_are_over_make_room(
    couple: tuple[Phone, Phone], clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rules, "MOST", 2)
    ana, _ = couple
    propose(ana, recurrence=ONCE)
    propose(ana)
    late = sealed_ritual(ana)
    refused(ana, late.path, late.body, "full")
    clock.to(SEVEN + 32 * DAY)
    assert ana.send(late).view["state"] == "proposed"
