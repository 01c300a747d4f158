"""Somebody who makes the partner's phone ring without end, by day, at night and during a pause."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.client.transport import ApiProblem
from api.kernel import clock as server_clock
from api.kernel.push.hours import MOST
from api.kernel.schedule.recurrence import local_of
from api.practices.rituals.notices import LOUD
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import ask, say, withdraw
from tests.practices.conftest import NOON
from tests.practices.pauses.asking import end, pause
from tests.practices.rituals.planning import DAILY, SEVEN, agreed, change
from tests.practices.working import act
from tests.push_service import PushService
from tests.pushing import choose, queue, queued, send_due, turn_on, verdicts

MINUTE, HOUR, DAY = server_clock.MINUTE, server_clock.HOUR, server_clock.DAY


@pytest.fixture
def couple(cast: Cast, service: PushService, clock: MovingClock) -> tuple[Phone, Phone]:
    """ana floods. ben gets pushes, and has quiet hours all day. It is noon: what is counted by the day is counted to
    its end."""
    clock.to(server_clock.from_text(NOON))
    ana, ben = cast.couple
    choose(ben, quiet_from="00:00", quiet_until="23:59")
    turn_on(ben, service)
    return ana, ben


def wide_awake(phone: Phone) -> None:
    choose(phone, 2)


def came(service: PushService) -> list[tuple[str, bool]]:
    """The pushes since the last call, in order: kind, and whether it was loud."""
    while send_due():
        pass
    got = [push.payload for push in service.pushes]
    service.pushes.clear()
    return [(one["twofold"]["kind"], not one["notification"]["silent"]) for one in got]


def loud(service: PushService) -> list[str]:
    return [kind for kind, is_loud in came(service) if is_loud]


def test_pauses_ended_and_undone_again_and_again_ring_once_in_an_hour(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    wide_awake(ben)
    got: list[tuple[str, bool]] = []
    for number in range(15):
        begun = pause(ana)
        got += came(service)
        if number % 2:
            end(ana, begun["id"])
        else:
            ana.delete("pauses", begun["id"])
        got += came(service)
        clock.forward(milliseconds=MINUTE)
    assert [kind for kind, is_loud in got if is_loud] == ["pause"]
    assert len([kind for kind, _ in got if kind == "pause"]) == MOST
    clock.forward(milliseconds=HOUR)
    came(service)
    pause(ana)
    assert loud(service) == ["pause"]


def test_a_pause_counts_though_its_push_is_merged(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    wide_awake(ben)
    for _ in range(MOST + 3):
        end(ana, pause(ana)["id"])
        came(service)
    pause(ana)
    with pytest.raises(ApiProblem, match="paused"):
        ask(ben)


def test_a_seat_begun_again_and_again_rings_once_in_an_hour_and_is_capped(
    cast: Cast, couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple  # ana says that ben has lost everything
    other = cast.started()
    path = f"/couples/{ana.couple_id}/seat"
    rung: list[str] = []
    for _ in range(2):
        ana.give_seat(other)
        rung += loud(service)
        ana.api.call("DELETE", path)
        rung += loud(service)
    ana.give_seat(other)
    rung += loud(service)
    assert rung == ["seat"]
    clock.forward(milliseconds=HOUR)
    assert loud(service) == ["seat"], "what holds now is told in one more"
    ana.api.call("DELETE", path)
    with pytest.raises(ApiProblem, match="often_today"):
        ana.give_seat(other)
    assert came(service) == []
    clock.forward(milliseconds=DAY)
    ana.give_seat(other)
    assert loud(service) == ["seat"]


def test_a_seat_called_off_before_it_was_told_is_not_told(
    cast: Cast, couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple
    for _ in range(2):
        ana.give_seat(cast.started())
        loud(service)
        ana.api.call("DELETE", f"/couples/{ana.couple_id}/seat")
    clock.forward(milliseconds=HOUR)
    assert came(service) == []


def test_each_new_phone_is_told_at_once_or_when_the_hour_ends(
    cast: Cast, couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    _, ben = couple
    other = cast.unused()
    ben.pair(other)
    assert loud(service) == []
    for _ in range(4):
        other.pair(cast.unused())
        clock.forward(milliseconds=MINUTE)
    assert loud(service) == ["new_device"]
    other.pair(cast.unused())
    clock.forward(milliseconds=HOUR)
    assert loud(service) == ["new_device"]
    assert queued(ben) == 0
    clock.forward(milliseconds=HOUR)
    assert came(service) == []


def test_a_yes_given_and_taken_back_rings_twice_a_day(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    wide_awake(ben)
    asked = ask(ben)
    for _ in range(5):
        try:
            said = say(ana, asked["id"], "yes")
        except ApiProblem:
            break
        came(service)
        withdraw(ana, said["id"])
    assert len(loud(service)) <= 1


def test_a_loud_push_that_has_to_be_sent_again_stays_loud(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    wide_awake(ben)
    service.faults.append((503, {}))
    pause(ana)
    assert verdicts() == ["later"]
    clock.forward(milliseconds=MINUTE)
    assert loud(service) == ["pause"]


def test_each_phone_of_a_person_rings(
    cast: Cast, couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    wide_awake(ben)
    second = cast.unused()
    ben.pair(second)
    turn_on(second, service)
    came(service)
    pause(ana)
    assert loud(service) == ["pause", "pause"]


def test_reminders_one_has_accepted_come_as_accepted(
    couple: tuple[Phone, Phone], service: PushService
):
    _, ben = couple
    wide_awake(ben)
    about: dict[str, Any] = {"body": "19:00."}
    for number in range(3):
        queue(ben, "ritual", topic=f"ritual {number}", **about)
    assert loud(service) == ["ritual"] * 3


@pytest.mark.parametrize("rest", ["quiet hours", "a pause"])
def test_a_pause_that_waited_for_the_end_of_the_hour_breaks_no_rest(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, rest: str
):
    ana, ben = couple
    wide_awake(ben)
    for _ in range(MOST):
        begun = pause(ana)
        came(service)
        end(ana, begun["id"])
        came(service)
    pause(ana, 3 * 3600)
    assert came(service) == [], "it waits"
    if rest == "quiet hours":
        choose(ben, 3, quiet_from="00:00", quiet_until="23:59")
    else:
        pause(ben, 3 * 3600)
    clock.forward(milliseconds=HOUR)
    assert ("pause", False) in came(service)


def test_a_pause_that_has_to_be_sent_again_in_quiet_hours_is_silent(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    wide_awake(ben)
    service.faults.append((503, {}))
    pause(ana)
    assert verdicts() == ["later"]
    choose(ben, 3, quiet_from="00:00", quiet_until="23:59")
    clock.forward(milliseconds=MINUTE)
    assert came(service) == [("pause", False)]


def test_one_time_of_a_ritual_moved_again_and_again_rings_a_few_times_an_hour(
    cast: Cast, service: PushService, clock: MovingClock
):
    clock.to(SEVEN - 8 * HOUR)
    ana, ben = cast.couple
    choose(ben)
    turn_on(ben, service)
    ritual = agreed(ana, ben, recurrence=DAILY, leads=(0,))
    rung: list[str] = []
    for edit in range(1, 15):
        at = local_of(server_clock.now() + MINUTE, "Europe/Berlin")
        change(ana, ritual, "moved", moved_to=at, edit=edit)
        clock.forward(milliseconds=2 * MINUTE)
        act()
        rung += loud(service)
    assert rung == ["ritual"] * LOUD
