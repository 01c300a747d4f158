"""The daily reminder comes less often while it is ignored; a check-in brings it back to daily."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, MINUTE, SECOND, from_text
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.checkins.checking_in import check_in
from tests.practices.working import planned, pushed, queued
from tests.push_service import PushService
from tests.pushing import choose, turn_on

KIND = "check_in_reminder"
EVENING = "20:00"
FIRST = from_text("2040-03-01T19:00:00.000Z")
"""Eight in the evening in Berlin, on the day the tests begin."""


@pytest.fixture
def ana(noon: int, cast: Cast, service: PushService) -> Phone:
    """She wants to be reminded at eight in the evening."""
    turn_on(cast.ana, service)
    choose(cast.ana, check_in_reminder_at=EVENING)
    return cast.ana


def evenings(
    phone: Phone, service: PushService, clock: MovingClock, days: int, start: int = FIRST
) -> list[int]:
    """The evenings, counted from the first, on which a reminder came without any check-in."""
    came: list[int] = []
    for day in range(days):
        clock.to(start + day * DAY + MINUTE)
        if pushed(service):
            came.append(day)
    return came


def test_it_comes_at_the_time_chosen(ana: Phone, service: PushService, clock: MovingClock):
    clock.to(FIRST - MINUTE)
    assert pushed(service) == []
    clock.to(FIRST + SECOND)
    [payload] = pushed(service)
    assert payload["twofold"]["kind"] == KIND
    assert (payload["notification"]["title"], payload["notification"]["body"]) == ("Reminder", "")
    assert payload["twofold"]["every_days"] == 1
    assert planned(KIND) == [FIRST + DAY]


def test_it_is_skipped_on_a_day_with_a_check_in(
    ana: Phone, service: PushService, clock: MovingClock
):
    check_in(ana)
    assert evenings(ana, service, clock, 2) == [1]


def test_a_day_is_the_persons_own(ana: Phone, service: PushService, clock: MovingClock):
    clock.to(FIRST + MINUTE)
    assert len(pushed(service)) == 1
    clock.to(from_text("2040-03-01T22:59:00.000Z"))  # a minute before midnight in Berlin
    check_in(ana)
    clock.to(FIRST + DAY + MINUTE)
    assert len(pushed(service)) == 1
    clock.to(from_text("2040-03-02T23:01:00.000Z"))
    check_in(ana)
    clock.to(FIRST + 2 * DAY + MINUTE)
    assert pushed(service) == []


def test_a_private_check_in_counts_and_the_partners_does_not(
    ana: Phone, cast: Cast, service: PushService, clock: MovingClock
):
    check_in(cast.ben)
    clock.to(FIRST + MINUTE)
    assert len(pushed(service)) == 1
    clock.to(FIRST + DAY - HOUR)
    check_in(ana, audience="me")
    clock.to(FIRST + DAY + MINUTE)
    assert pushed(service) == []


def test_ignored_it_comes_every_second_day_then_weekly(
    ana: Phone, service: PushService, clock: MovingClock
):
    assert evenings(ana, service, clock, 24) == [0, 1, 2, 4, 6, 8, 15, 22]


def test_it_says_when_the_next_one_comes(ana: Phone, service: PushService, clock: MovingClock):
    said: list[int] = []
    for day in (0, 1, 2, 4, 6, 8):
        clock.to(FIRST + day * DAY + MINUTE)
        said += [payload["twofold"]["every_days"] for payload in pushed(service)]
    assert said == [1, 1, 2, 2, 2, 7]


def test_a_check_in_starts_it_afresh(ana: Phone, service: PushService, clock: MovingClock):
    assert evenings(ana, service, clock, 9) == [0, 1, 2, 4, 6, 8]
    clock.to(FIRST + 9 * DAY - HOUR)
    check_in(ana)
    assert planned(KIND) == [FIRST + 9 * DAY]
    assert evenings(ana, service, clock, 4, FIRST + 9 * DAY) == [1, 2, 3]


def test_across_the_change_of_clocks_it_stays_at_its_time(
    ana: Phone, service: PushService, clock: MovingClock
):
    saturday = from_text("2040-03-24T19:00:00.000Z")
    clock.to(saturday - HOUR)
    check_in(ana)
    pushed(service)
    assert planned(KIND) == [saturday]
    clock.to(saturday + MINUTE)
    assert pushed(service) == []
    assert planned(KIND) == [from_text("2040-03-25T18:00:00.000Z")]


def test_a_pause_and_quiet_hours_let_it_go_by_unpunished(
    ana: Phone, service: PushService, clock: MovingClock
):
    for edit in range(2, 6):
        choose(
            ana, edit=edit, check_in_reminder_at=EVENING, quiet_from="19:00", quiet_until="21:00"
        )
        clock.to(FIRST + (edit - 2) * DAY + MINUTE)
        assert pushed(service) == []
    choose(ana, edit=6, check_in_reminder_at=EVENING)
    assert evenings(ana, service, clock, 3, FIRST + 4 * DAY) == [0, 1, 2]


def test_turned_off_it_is_gone(ana: Phone, service: PushService, clock: MovingClock):
    choose(ana, edit=2, check_in_reminder_at=None)
    assert planned(KIND) == []
    choose(ana, edit=3, check_in_reminder_at=EVENING, notices={KIND: False})
    assert planned(KIND) == []
    check_in(ana)
    assert planned(KIND) == []
    assert evenings(ana, service, clock, 2) == []


def test_a_check_in_does_not_turn_it_on(noon: int, cast: Cast):
    check_in(cast.ana)
    assert planned(KIND) == []


def test_after_a_downtime_it_is_not_made_up_for(
    ana: Phone, service: PushService, clock: MovingClock
):
    clock.to(FIRST + 3 * HOUR)
    assert pushed(service) == []
    assert planned(KIND) == [FIRST + DAY]
    clock.to(FIRST + 5 * DAY + 3 * HOUR)
    assert pushed(service) == []
    assert evenings(ana, service, clock, 3, FIRST + 6 * DAY) == [0, 1, 2]
    assert queued(ana.person_id) == []
