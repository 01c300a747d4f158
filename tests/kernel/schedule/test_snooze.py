"""Snooze is private: a reminder again in a quarter of an hour, and nobody else is told."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import HOUR, MINUTE
from api.practices.rituals.models import RitualAnswer
from tests.moving_clock import MovingClock
from tests.practices.rituals.planning import (
    FRIDAY,
    SEVEN,
    WEEKLY,
    agreed,
    answer,
    answer_path,
    change,
    end,
    said,
)
from tests.practices.working import planned, pushed
from tests.push_service import PushService


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
    answer(ben, ritual_id, "snooze")
    end(ana, ritual_id)
    assert planned("ritual_snooze") == []
