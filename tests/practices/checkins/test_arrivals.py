"""Notices of the partner's check-ins: off by default, silent, and not before the time for Undo is over."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, SECOND
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.checkins.checking_in import check_in
from tests.practices.working import pushed, queued
from tests.push_service import PushService
from tests.pushing import choose, turn_on


@pytest.fixture
def couple(noon: int, cast: Cast, service: PushService) -> tuple[Phone, Phone]:
    """ben turns the notices on."""
    for phone in cast.couple:
        turn_on(phone, service)
    choose(cast.ben)
    return cast.couple


def test_the_partner_is_told_silently(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    view = check_in(couple[0])
    assert pushed(service) == []
    clock.forward(milliseconds=11 * SECOND)
    [payload] = pushed(service)
    assert payload["notification"]["silent"] is True
    assert (payload["notification"]["title"], payload["notification"]["body"]) == ("Reminder", "")
    assert payload["twofold"]["kind"] == "check_in"
    assert payload["twofold"]["record_id"] == view["id"]


def test_by_default_nobody_is_told(couple: tuple[Phone, Phone]):
    ana, ben = couple
    check_in(ben)
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], [])


def test_undo_comes_first(couple: tuple[Phone, Phone], service: PushService, clock: MovingClock):
    ana, ben = couple
    view = check_in(ana)
    ana.delete("check_ins", view["id"])
    assert queued(ben.person_id) == []


def test_what_is_private_is_not_told(couple: tuple[Phone, Phone]):
    ana, ben = couple
    check_in(ana, audience="me")
    assert queued(ben.person_id) == []


def test_details_are_not_told_again(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    view = check_in(ana)
    clock.forward(milliseconds=11 * SECOND)
    assert len(pushed(service)) == 1
    check_in(ana, check_in_id=view["id"], edit=2)
    assert queued(ben.person_id) == []


def test_one_that_was_long_offline_is_not_told(couple: tuple[Phone, Phone]):
    ana, ben = couple
    check_in(ana, ago=5 * HOUR)
    assert queued(ben.person_id) == []


def test_two_a_day_are_enough(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple
    came: list[int] = []
    for _day in range(2):
        for _ in range(3):
            check_in(ana)
            clock.forward(milliseconds=11 * SECOND)
            came.append(len(pushed(service)))
        clock.forward(milliseconds=DAY)
    assert came == [1, 1, 0, 1, 1, 0]
