"""Reminders before a ritual: to each at each lead time, in their own zone, and never when unwelcome."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, MINUTE, from_text
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.rituals.planning import (
    DAILY,
    FRIDAY,
    SEVEN,
    agreed,
    change,
    occurrence_path,
    propose,
)
from tests.practices.working import bodies, planned, pushed
from tests.push_service import PushService
from tests.pushing import choose, turn_on


def test_both_are_reminded_at_the_lead_time(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*couple)
    clock.to(SEVEN - HOUR - MINUTE)
    assert pushed(service) == []
    clock.to(SEVEN - HOUR)
    first, second = pushed(service)
    for payload in (first, second):
        shown: dict[str, Any] = payload["notification"]
        assert (shown["title"], shown["body"], shown["silent"]) == ("Reminder", "19:00.", False)
        assert shown["navigate"] == f"http://localhost{occurrence_path(ritual_id)}"
        twofold = payload["twofold"]
        assert (twofold["kind"], twofold["record_id"]) == ("ritual", ritual_id)
        assert (twofold["original"], twofold["local"]) == (FRIDAY, "19:00")
        assert twofold["at"] == "2040-03-02T18:00:00.000Z"
        assert twofold["actions"] == ["snooze", "on_my_way", "not_tonight"]
    assert first["twofold"]["notice"] != second["twofold"]["notice"]
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2


@pytest.mark.parametrize(
    ("lead", "body", "day", "buttons"),
    [
        (DAY, "Fri 19:00.", "2040-03-02", False),
        (19 * HOUR + MINUTE, "Fri 19:00.", "2040-03-02", False),
        (3 * HOUR + MINUTE, "19:00.", None, False),
        (3 * HOUR, "19:00.", None, True),
        (0, "19:00.", None, True),
    ],
)
def test_it_names_another_day_and_has_buttons_only_once_the_time_is_soon(
    couple: tuple[Phone, Phone],
    service: PushService,
    clock: MovingClock,
    lead: int,
    body: str,
    day: str | None,
    buttons: bool,
):
    agreed(*couple, leads=(lead // MINUTE,))
    clock.to(SEVEN - lead)
    for payload in pushed(service):
        assert payload["notification"]["body"] == body
        assert payload["twofold"].get("day") == day
        assert ("actions" in payload["twofold"]) is buttons


def test_the_push_carries_what_opens_its_headline(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    propose(ben, ritual_id=ritual_id, edit=2, title="Dinner")
    clock.to(SEVEN - HOUR)
    twofold = pushed(service)[0]["twofold"]
    view = ana.get("rituals", ritual_id).view
    assert twofold["headline"] == view["headline"]
    assert (twofold["edit"], twofold["sealed_by"]) == (2, ben.person_id)
    assert twofold["signals"] == {
        name: view[name] for name in ("kind", "recurrence", "lead_minutes")
    }


def test_each_reads_the_time_of_their_own_zone(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    choose(couple[1], edit=2, zone="America/New_York")
    agreed(*couple)
    clock.to(SEVEN - HOUR)
    assert bodies(service) == ["13:00.", "19:00."]


def test_at_each_lead_time(couple: tuple[Phone, Phone], service: PushService, clock: MovingClock):
    agreed(*couple, leads=(0, 60, 180))
    for lead in (180, 60, 0):
        clock.to(SEVEN - lead * MINUTE)
        assert bodies(service) == ["19:00.", "19:00."]
    assert planned("ritual", couple[0].person_id) == [
        SEVEN + 7 * DAY - lead * MINUTE for lead in (180, 60, 0)
    ]


def test_lead_times_that_a_downtime_brings_together_remind_once(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple, leads=(0, 60))
    clock.to(SEVEN + 1000)
    assert bodies(service) == ["19:00.", "19:00."]


def test_without_lead_times_it_reminds_nobody(couple: tuple[Phone, Phone]):
    agreed(*couple, leads=())
    assert planned("ritual") == []


def test_week_after_week_it_stays_at_its_clock_time(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple)
    summer = from_text("2040-03-30T17:00:00.000Z")
    for start in (SEVEN, SEVEN + 7 * DAY, SEVEN + 2 * 7 * DAY, SEVEN + 3 * 7 * DAY, summer):
        clock.to(start - HOUR)
        assert bodies(service) == ["19:00.", "19:00."]


def test_a_day_ahead_across_the_change_of_clocks(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """A lead is a duration: a day before 19:00 in summer is 18:00 in winter."""
    agreed(*couple, recurrence=DAILY, leads=(1440,))
    sunday = from_text("2040-03-25T17:00:00.000Z")
    clock.to(sunday - DAY - MINUTE)
    pushed(service)
    assert planned("ritual") == [sunday - DAY] * 2
    clock.to(sunday - DAY)
    assert len(pushed(service)) == 2


def test_a_moved_one_reminds_at_its_new_time_and_the_next_as_ever(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-03T20:00")
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []
    clock.to(SEVEN + DAY)
    assert bodies(service) == ["20:00.", "20:00."]
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2


def test_alone_it_reminds_oneself(noon: int, cast: Cast, service: PushService, clock: MovingClock):
    turn_on(cast.ana, service)
    propose(cast.ana)
    clock.to(SEVEN - HOUR)
    assert len(pushed(service)) == 1
