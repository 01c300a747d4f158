"""We're in it: either says it, both phones get it at once, and a pause or a flood changes nothing of what holds."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel.clock import DAY, HOUR, MINUTE
from api.practices.patterns.models import PatternMoment
from api.practices.patterns.moments import FRESH, KEPT, LATE_IN_A_DAY, QUARTER
from tests.moving_clock import MovingClock
from tests.people import Cast, came_back
from tests.practices.patterns.owning import (
    answer,
    end,
    in_it,
    moment_path,
    owned,
    propose,
    seen,
)
from tests.practices.pauses.asking import end as end_pause
from tests.practices.pauses.asking import pause
from tests.practices.refusing import not_found, refused
from tests.practices.working import act, pushed, queued
from tests.push_service import PushService
from tests.pushing import choose


@pytest.fixture
def pattern_id(couple: tuple[Phone, Phone], service: PushService) -> str:
    """Both have accepted it, and have seen so."""
    pattern_id = owned(*couple)
    pushed(service)
    for phone in couple:
        phone.changes()
    return pattern_id


@pytest.mark.parametrize("who", [0, 1])
def test_both_get_it_and_both_get_the_push(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService, who: int
):
    said = in_it(couple[who], pattern_id)
    assert said.status == 201
    assert said.json.keys() == {"id", "space_id", "pattern_id", "edit", "at"}
    for phone in couple:
        assert [record.view for record in phone.changes()] == [said.json]
    came = pushed(service)
    assert [one["twofold"]["kind"] for one in came] == ["pattern", "pattern"]
    assert [one["twofold"]["record_id"] for one in came] == [pattern_id, pattern_id]
    assert [one["notification"]["title"] for one in came] == ["Reminder", "Reminder"]


def test_said_by_both_it_is_one(couple: tuple[Phone, Phone], pattern_id: str, service: PushService):
    first, again, other = (in_it(couple[who], pattern_id) for who in (0, 0, 1))
    assert (first.status, again.status, other.status) == (201, 200, 200)
    assert first.json == again.json == other.json
    assert len(seen(couple[0])) == len(seen(couple[1])) == 1
    assert len(pushed(service)) == 2


@pytest.mark.parametrize("who", [0, 1])
def test_a_paused_phone_gets_it_without_a_push(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService, who: int
):
    """Whoever says it: the one who is paused, or the other."""
    _ana, ben = couple
    pause(ben)
    pushed(service)
    in_it(couple[who], pattern_id)
    assert queued(ben.person_id) == []
    assert len(pushed(service)) == 1
    for phone in couple:
        assert len(seen(phone)) == 1


def test_no_number_of_taps_pierces_a_pause(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService, clock: MovingClock
):
    """Nor does anything wait for its end."""
    ana, ben = couple
    paused = pause(ben, 4 * 60 * 60)
    pushed(service)
    for _ in range(12):
        in_it(ana, pattern_id)
        assert queued(ben.person_id) == []
        clock.forward(milliseconds=QUARTER)
    pushed(service)
    end_pause(ben, paused["id"])
    told = [one["twofold"]["kind"] for one in pushed(service)]
    assert told == ["pause_end"]


def test_a_pause_takes_back_what_waits_to_be_sent(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService
):
    ana, ben = couple
    in_it(ana, pattern_id)
    assert queued(ben.person_id) == ["pattern"]
    pause(ben)
    assert "pattern" not in queued(ben.person_id)


@pytest.mark.slow
def test_a_flood_comes_to_one_loud_push_an_hour_and_two_a_day(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    patterns = [pattern_id, *(owned(ana, ben) for _ in range(3))]
    pushed(service)
    came = []
    for _ in range(8 * 4):
        for one in patterns:
            for _ in range(3):
                in_it(ana, one)
        came += pushed(service)
        clock.forward(milliseconds=QUARTER)
    assert len(came) == 2 * 2
    assert sum(not one["notification"]["silent"] for one in came) == 2


def test_quiet_hours_hold(couple: tuple[Phone, Phone], pattern_id: str, service: PushService):
    _ana, ben = couple
    choose(ben, edit=2, quiet_from="00:00", quiet_until="23:59")
    in_it(couple[0], pattern_id)
    assert len(pushed(service)) == 1


def test_either_switches_its_push_off(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService
):
    _ana, ben = couple
    choose(ben, edit=2, notices={"patterns": False})
    in_it(couple[0], pattern_id)
    assert len(pushed(service)) == 1


def test_an_end_takes_back_what_waits_to_be_sent(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService
):
    ana, ben = couple
    in_it(ana, pattern_id)
    end(ben, pattern_id)
    assert pushed(service) == []


def test_only_what_both_accepted_can_be_said(cast: Cast):
    ana, ben = cast.couple
    proposed = propose(ana)["id"]
    body = {"space_id": ana.couple_id, "edit": 1}
    for phone in cast.couple:
        refused(phone, moment_path(proposed), body, "not_agreed")
    answer(ben, proposed, "refusal")
    refused(ana, moment_path(proposed), body, "not_agreed")


def test_one_said_late_counts_without_a_push(
    couple: tuple[Phone, Phone], pattern_id: str, service: PushService
):
    """A phone that was offline."""
    ana, ben = couple
    assert in_it(ana, pattern_id, ago=FRESH).status == 201
    assert pushed(service) == []
    assert len(seen(ben)) == 1
    body = {"space_id": ana.couple_id, "edit": 1}
    refused(ana, moment_path(pattern_id, ago=7 * DAY + QUARTER), body, "gone")
    refused(ana, moment_path(pattern_id, ago=-HOUR), body, "invalid")


@pytest.mark.slow
def test_nobody_writes_a_week_of_moments_at_once(
    couple: tuple[Phone, Phone], pattern_id: str, clock: MovingClock
):
    """Nobody could take them back. What is said in time is never refused, and a repeat is known."""
    ana, ben = couple
    clock.forward(milliseconds=8 * DAY)
    quarters = range(FRESH, 6 * DAY, QUARTER)
    said = [in_it(ana, pattern_id, ago=ago).status for ago in quarters]
    assert said.count(201) <= 7 * LATE_IN_A_DAY
    assert len(seen(ben)) == said.count(201)
    assert set(said) == {201, 410}
    assert in_it(ben, pattern_id).status == 201
    assert in_it(ben, pattern_id, ago=FRESH).status == 200


def test_the_two_share_what_a_day_takes_late(
    couple: tuple[Phone, Phone], pattern_id: str, clock: MovingClock
):
    """Else what is refused to one would tell who said the others."""
    ana, ben = couple
    clock.forward(milliseconds=2 * DAY - server_clock.now() % DAY + 20 * HOUR)
    said = [
        in_it(phone, pattern_id, ago=HOUR + number * QUARTER).status
        for number, phone in enumerate((ana, ana, ben, ana, ben, ana))
    ]
    assert said == [201, 201, 201, 201, 410, 410]


@pytest.mark.parametrize(
    "quarter", ["2040-03-01T11:05Z", "2040-03-01T11:00", "2040-02-31T11:00Z", "now", "2040"]
)
def test_a_moment_is_named_by_a_quarter_of_an_hour(
    couple: tuple[Phone, Phone], pattern_id: str, quarter: str
):
    ana, _ben = couple
    body = {"space_id": ana.couple_id, "edit": 1}
    not_found(ana, "PUT", f"/patterns/{pattern_id}/moments/{quarter}", body)


def test_nobody_else_says_it_or_hears_of_it(cast: Cast, service: PushService):
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    for phone in (cast.stranger, cast.cleo):
        not_found(phone, "PUT", moment_path(pattern_id), {"space_id": ana.couple_id, "edit": 1})
        own = {"space_id": phone.person_id, "edit": 1}
        not_found(phone, "PUT", moment_path(pattern_id), own)
    in_it(ana, pattern_id)
    assert seen(cast.stranger) == seen(cast.cleo) == []


def test_after_half_a_year_nothing_of_it_is_left(
    couple: tuple[Phone, Phone], pattern_id: str, clock: MovingClock
):
    ana, ben = couple
    in_it(ana, pattern_id)
    clock.forward(milliseconds=KEPT - MINUTE)
    act()
    assert (PatternMoment.select().count(), len(seen(ben))) == (1, 1)
    cursors = [phone.api.call("GET", "/changes")["cursor"] for phone in couple]
    clock.forward(milliseconds=2 * QUARTER)
    act()
    assert PatternMoment.select().count() == 0
    for phone, cursor in zip(couple, cursors, strict=True):
        assert seen(phone) == []
        later: Any = phone.api.call("GET", f"/changes?after={cursor}")
        assert (later["records"], later["gone"], later["cursor"]) == ({}, [], cursor)


def test_it_vanishes_with_the_couple(couple: tuple[Phone, Phone], pattern_id: str):
    ana, ben = couple
    in_it(ana, pattern_id)
    ben.leave()
    assert seen(ana) == seen(ben) == []
    assert queued(ana.person_id) == queued(ben.person_id) == []


def test_a_phone_that_came_back_by_words_may_say_it(cast: Cast):
    ana, ben = cast.couple
    pattern_id = owned(ana, ben)
    assert in_it(came_back(cast, ana), pattern_id).status == 201
