"""Snooze is private: a reminder again in a quarter of an hour, and nobody else is told."""

from collections.abc import Callable

import pytest

from api.client.phone import Phone
from api.kernel.clock import HOUR, MINUTE, to_text
from api.practices.rituals.models import RitualAnswer
from tests.moving_clock import MovingClock
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import (
    FRIDAY,
    SEVEN,
    WEEKLY,
    agreed,
    answer,
    answer_path,
    change,
    end,
    propose,
    said,
)
from tests.practices.working import act, bodies, kinds, planned, pushed
from tests.push_service import PushService
from tests.pushing import choose


def test_a_snooze_reminds_oneself_again_and_nobody_else(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - HOUR)
    assert len(pushed(service)) == 2
    answer(ben, ritual_id, "snooze")
    assert planned("ritual_snooze", ana.person_id) == []
    clock.forward(milliseconds=14 * MINUTE)
    assert pushed(service) == []
    clock.forward(milliseconds=2 * MINUTE)
    [payload] = pushed(service)
    assert payload["notification"]["body"] == "19:00."
    assert payload["twofold"]["original"] == FRIDAY
    clock.forward(milliseconds=HOUR)
    assert pushed(service) == []


@pytest.mark.parametrize(
    ("minutes", "asked_after", "comes"),
    [(15, 0, True), (15, 14, True), (180, 100, True), (15, 16, False), (15, 300, False)],
)
def test_one_asked_for_before_the_end_comes_even_after_it(
    couple: tuple[Phone, Phone],
    service: PushService,
    clock: MovingClock,
    minutes: int,
    asked_after: int,
    comes: bool,
):
    ritual_id = agreed(*couple, recurrence={**WEEKLY, "duration_minutes": minutes})
    clock.to(SEVEN + asked_after * MINUTE)
    pushed(service)
    answer(couple[1], ritual_id, "snooze")
    clock.forward(milliseconds=15 * MINUTE)
    assert len(pushed(service)) == comes


def test_nobody_else_learns_of_a_snooze(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    cursor = ana.api.call("GET", "/changes")["cursor"]
    shown = answer(ben, ritual_id, "snooze")
    assert shown["answer"] == "snooze"
    assert ana.api.call("GET", "/changes")["cursor"] == cursor
    assert ben.changes() == []
    assert RitualAnswer.select().count() == 0


def test_a_snooze_sent_twice_is_one(
    couple: tuple[Phone, Phone], ritual_id: str, clock: MovingClock
):
    ben = couple[1]
    path = answer_path(ritual_id)
    assert ben.api.request("PUT", path, said(ben, "snooze")).status == 201
    due = planned("ritual_snooze")
    clock.forward(milliseconds=10 * MINUTE)
    again = ben.api.request("PUT", path, said(ben, "snooze"))
    assert again.status == 200
    assert again.json["answer"] == "snooze"
    assert planned("ritual_snooze") == due


def test_after_a_snooze_nothing_comes_for_what_was_skipped_moved_or_ended(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - HOUR)
    pushed(service)
    answer(ben, ritual_id, "snooze")
    change(ana, ritual_id, "skipped")
    clock.forward(milliseconds=20 * MINUTE)
    assert pushed(service) == []
    change(ana, ritual_id, "planned", edit=2)
    answer(ben, ritual_id, "snooze")
    end(ana, ritual_id)
    assert planned("ritual_snooze") == []


def _asked_near_the_end(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
) -> str:
    """ben has snoozed a short time five minutes before its end, so the reminder is due after it."""
    ritual_id = agreed(*couple, recurrence={**WEEKLY, "duration_minutes": 15})
    clock.to(SEVEN + 10 * MINUTE)
    pushed(service)
    answer(couple[1], ritual_id, "snooze")
    return ritual_id


def test_after_the_end_it_has_no_buttons_and_says_when_it_was_asked_for(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """A snooze then would not be kept, and a skip would take from both what they have said of a time that is over."""
    _asked_near_the_end(couple, service, clock)
    [due] = planned("ritual_snooze")
    clock.forward(milliseconds=15 * MINUTE)
    [payload] = pushed(service)
    assert "actions" not in payload["twofold"]
    assert payload["twofold"]["asked"] == to_text(due)


def test_none_comes_of_a_time_that_the_partner_moved_away(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """It would say "Fri 19:00." on a Friday, four weeks too early."""
    ritual_id = _asked_near_the_end(couple, service, clock)
    change(couple[0], ritual_id, "moved", moved_to="2040-03-30T19:00")
    clock.forward(milliseconds=15 * MINUTE)
    assert pushed(service) == []


def test_one_comes_of_a_time_that_was_moved_a_little(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = _asked_near_the_end(couple, service, clock)
    change(couple[0], ritual_id, "moved", moved_to="2040-03-02T19:45")
    clock.forward(milliseconds=15 * MINUTE)
    assert bodies(service) == ["19:45."]


@pytest.mark.parametrize("queued", [False, True])
@pytest.mark.parametrize("over", ["paused", "quiet", "ended", "parted", "skipped", "kept", "asked"])
def test_its_longer_life_passes_nothing(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, over: str, queued: bool
):
    ana, ben = couple
    ritual_id = _asked_near_the_end(couple, service, clock)
    if queued:
        clock.forward(milliseconds=15 * MINUTE)
        act()
    acts: dict[str, Callable[[], object]] = {
        "paused": lambda: pause(ben, 3600),
        "quiet": lambda: choose(ben, edit=2, quiet_from="19:00", quiet_until="23:00"),
        "ended": lambda: end(ana, ritual_id),
        "parted": ana.leave,
        "skipped": lambda: change(ana, ritual_id, "skipped"),
        "kept": lambda: change(ana, ritual_id, "kept"),
        "asked": lambda: propose(ana, ritual_id=ritual_id, edit=2, leads=(30,)),
    }
    acts[over]()
    clock.forward(milliseconds=15 * MINUTE)
    assert [one for one in kinds(service) if one == "ritual"] == []
