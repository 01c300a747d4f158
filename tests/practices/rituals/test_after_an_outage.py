"""Pushes after the worker or a push service was away: one push for one coming time, one summary for several."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import reminders
from api.kernel.clock import DAY, HOUR, MINUTE
from api.practices import PRACTICES
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import (
    DAILY,
    SEVEN,
    agreed,
    answer,
    change,
    occurrence_path,
    propose,
)
from tests.practices.working import act, pushed, queued
from tests.push_service import PushService
from tests.pushing import choose, send_due, turn_on

STARTS = ("18:00", "19:00", "19:30", "20:00", "20:15", "21:00", "22:00")
LATE = 20 * MINUTE


def at(time: str) -> dict[str, Any]:
    """Every Friday at this time in Berlin."""
    return {**DAILY, "frequency": "weekly", "weekdays": ["fr"], "starts": f"2040-03-02T{time}"}


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker acts on one reminder at a time, and sends before it takes the next."""
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 0)


def came(service: PushService) -> list[dict[str, Any]]:
    """What the worker sends, in several rounds: first what is due, then what that queued."""
    actions = {kind: action for one in PRACTICES for kind, action in one.actions.items()}
    while reminders.run_due(actions):
        send_due()
    while send_due():
        pass
    payloads = [push.payload for push in service.pushes]
    service.pushes.clear()
    return payloads


def bodies(payloads: list[dict[str, Any]]) -> list[str]:
    return [payload["notification"]["body"] for payload in payloads]


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("leads", [(0, 60), (60, 0), (0, 15, 120)])
def test_back_a_second_after_the_start_it_tells_once(
    couple: tuple[Phone, Phone],
    service: PushService,
    clock: MovingClock,
    leads: tuple[int, ...],
):
    agreed(*couple, leads=leads)
    clock.to(SEVEN + 1000)
    assert bodies(came(service)) == ["19:00."] * 2
    assert len(reminders.Reminder.select()) == 2 * len(leads)


@pytest.mark.usefixtures("slow")
def test_a_snooze_and_a_lead_time_that_come_together_tell_once(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*couple, leads=(0, 60))
    clock.to(SEVEN - HOUR)
    came(service)
    answer(couple[0], ritual_id, "snooze")
    clock.to(SEVEN + 1000)
    assert bodies(came(service)) == ["19:00."] * 2
    clock.to(SEVEN + HOUR)
    assert came(service) == []


@pytest.mark.usefixtures("slow")
def test_after_three_days_seven_that_are_coming_are_one_push(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    for time in STARTS:
        agreed(*couple, recurrence=at(time), leads=(4320, 1440))
    clock.to(SEVEN + 5 * DAY - HOUR)
    assert (
        bodies(came(service))
        == ["Fri 18:00, Fri 19:00, Fri 19:30, Fri 20:00, Fri 20:15, Fri 21:00 …"] * 2
    )


@pytest.mark.usefixtures("slow")
def test_the_one_for_several_is_neutral_and_opens_the_list(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    for time in ("19:30", "19:00"):
        agreed(*couple, recurrence=at(time), title="Candlelight")
    clock.to(SEVEN - 10 * MINUTE)
    payload, other = came(service)
    shown, twofold = payload["notification"], payload["twofold"]
    assert (shown["title"], shown["body"], shown["silent"]) == ("Reminder", "19:00, 19:30.", False)
    assert shown["navigate"] == "http://localhost/time"
    assert twofold.keys() == {"notice", "kind", "space_id", "record_kind", "record_id", "at"}
    assert twofold["at"] == "2040-03-02T18:30:00.000Z"
    assert twofold["record_id"] != other["twofold"]["record_id"]
    assert came(service) == []


def test_one_that_is_late_alone_keeps_its_answers(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*couple)
    clock.to(SEVEN - HOUR + LATE)
    payload, _ = pushed(service)
    assert payload["notification"]["navigate"] == f"http://localhost{occurrence_path(ritual_id)}"
    assert payload["twofold"]["actions"] == ["snooze", "on_my_way", "not_tonight"]


def test_what_is_on_time_stays_by_itself(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    for time in ("19:00", "19:01"):
        agreed(*couple, recurrence=at(time))
    clock.to(SEVEN - HOUR + MINUTE)
    assert sorted(bodies(pushed(service))) == ["19:00.", "19:00.", "19:01.", "19:01."]


def test_a_push_service_that_was_away_gets_one_for_several(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    for time in ("19:00", "19:30"):
        agreed(*couple, recurrence=at(time))
    for minutes in (60, 30):
        clock.to(SEVEN - minutes * MINUTE)
        act()
        service.faults.extend([(503, {})] * 4)
        send_due()
        service.faults.clear()
    service.pushes.clear()
    clock.to(SEVEN - 10 * MINUTE)
    assert bodies(came(service)) == ["19:00, 19:30."] * 2


def test_of_several_what_was_skipped_meanwhile_is_not_named(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    first, *_ = [agreed(*couple, recurrence=at(time)) for time in ("19:00", "19:30", "20:00")]
    clock.to(SEVEN + LATE)
    act()
    change(couple[0], first, "skipped")
    assert bodies(came(service)) == ["19:30, 20:00."] * 2


def test_a_pause_and_quiet_hours_drop_them_as_ever(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    for time in ("19:00", "19:30"):
        agreed(ana, ben, recurrence=at(time))
    choose(ben, edit=2, quiet_from="18:45", quiet_until="22:00")
    clock.to(SEVEN - 5 * MINUTE)
    pause(ana)
    came(service)
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], [])


@pytest.mark.usefixtures("slow")
def test_ones_own_and_the_couples_stay_apart(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """So that the couple's data is deleted with the couple."""
    ana, ben = couple
    for time in ("19:00", "19:30"):
        propose(ana, recurrence=at(time), audience="me")
        agreed(ana, ben, recurrence=at(time))
    clock.to(SEVEN - 5 * MINUTE)
    act()
    ben.leave()
    assert bodies(came(service)) == ["19:00, 19:30."]


@pytest.mark.usefixtures("slow")
def test_each_phone_gets_one(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, cast: Cast
):
    ana, ben = couple
    further = cast.unused()
    ana.pair(further)
    turn_on(further, service)
    came(service)
    for time in ("19:00", "19:30"):
        agreed(ana, ben, recurrence=at(time))
    clock.to(SEVEN - 5 * MINUTE)
    assert bodies(came(service)) == ["19:00, 19:30."] * 3
