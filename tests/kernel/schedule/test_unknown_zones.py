"""A zone in the database that is unknown here, as from an older version or another machine, blocks nobody."""

import pytest
from flask import Flask
from icalendar import Calendar

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR
from api.kernel.identity.models import Person
from api.kernel.ids import new_id
from api.practices.rituals.models import Ritual
from tests.kernel.asking import check_in, sent
from tests.moving_clock import MovingClock
from tests.practices.asks.asking import sealed_ask
from tests.practices.pauses.asking import pause
from tests.practices.refusing import not_found
from tests.practices.rituals.planning import (
    DAILY,
    FRIDAY,
    NEXT_FRIDAY,
    SEVEN,
    accept,
    agreed,
    change,
    end,
    occurrence_path,
    propose,
    state,
)
from tests.practices.working import kinds, planned, pushed
from tests.push_service import PushService
from tests.pushing import choose

ZONES = ("localtime", "Factory", "Nowhere/Land", "../etc/passwd", "")


@pytest.fixture(params=ZONES)
def odd(request: pytest.FixtureRequest) -> str:
    return request.param


def live_in(phone: Phone, zone: str) -> None:
    Person.update(zone=zone).where(Person.id == phone.person_id).execute()


def put_into(ritual_id: str, zone: str) -> None:
    row = Ritual.get(Ritual.id == ritual_id)
    recurrence = row.recurrence.replace("Europe/Berlin", zone)
    Ritual.update(recurrence=recurrence).where(Ritual.id == ritual_id).execute()


def test_pushes_go_out_to_who_lives_there_and_to_all_others(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, odd: str
):
    ana, ben = couple
    agreed(ana, ben, recurrence=DAILY)
    live_in(ben, odd)
    clock.to(SEVEN - HOUR)
    assert sorted(one["notification"]["body"] for one in pushed(service)) == ["18:00.", "19:00."]
    pause(ana)
    assert "pause" in kinds(service)


def test_who_lives_there_does_all_else_as_ever(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, odd: str
):
    ana, ben = couple
    choose(ben, edit=2, check_in_reminder_at="20:00")
    live_in(ben, odd)
    sent(ben, check_in(ben))
    ana.send(sealed_ask(ana, line="Tonight?"))
    assert kinds(service) == ["ask"]
    before = planned("check_in_reminder")
    clock.to(before[0] + 1000)
    pushed(service)
    assert planned("check_in_reminder")[0] > before[0]
    choose(ben, edit=3, zone="Europe/Berlin")
    assert Person.get_by_id(ben.person_id).zone == "Europe/Berlin"


def test_a_ritual_there_has_no_times_and_stops_no_other(
    app: Flask, couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, odd: str
):
    ana, ben = couple
    ritual_id, other = agreed(ana, ben), agreed(ana, ben)
    put_into(ritual_id, odd)
    clock.to(SEVEN - HOUR)
    assert [one["twofold"]["record_id"] for one in pushed(service)] == [other] * 2
    url: str = ana.api.call("PUT", f"/calendar-links/{new_id()}", {})["url"]
    feed = app.test_client().get(url.removeprefix("http://localhost"))
    assert len(Calendar.from_ical(feed.text).events) == 53


def test_a_ritual_there_can_be_changed_and_ended(couple: tuple[Phone, Phone], odd: str):
    ana, ben = couple
    ritual_id, other = agreed(ana, ben), agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-03T20:00")
    put_into(ritual_id, odd)
    body = {"space_id": ana.couple_id, "edit": 1, "state": "skipped", "moved_to": None}
    not_found(ana, "PUT", occurrence_path(ritual_id, NEXT_FRIDAY), body)
    change(ben, ritual_id, "skipped", FRIDAY, edit=2)
    propose(ana, ritual_id=ritual_id, edit=2)
    accept(ben, ritual_id, 2)
    assert len(planned("ritual")) == 4
    put_into(other, odd)
    end(ben, other)
    assert state(ana, other) == "ended"


def test_after_a_day_there_nothing_of_it_is_left_to_do(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock, odd: str
):
    ritual_id = agreed(*couple)
    put_into(ritual_id, odd)
    clock.to(SEVEN - HOUR + DAY)
    assert pushed(service) == []
    assert planned("ritual") == []
