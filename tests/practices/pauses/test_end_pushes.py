"""The notice that a pause is over: once, quietly, to the partner."""

from api.client.phone import Phone
from api.kernel import clock
from tests.moving_clock import MovingClock
from tests.practices.pauses.asking import end, pause
from tests.practices.working import kinds, pushed, queued
from tests.push_service import PushService
from tests.pushing import choose

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def test_at_the_end_one_quiet_push_comes(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    view = pause(couple[0])
    pushed(service)
    clock.forward(milliseconds=29 * MINUTE)
    assert pushed(service) == []
    clock.forward(milliseconds=MINUTE)
    [payload] = pushed(service)
    assert (payload["twofold"]["kind"], payload["twofold"]["record_id"]) == (
        "pause_end",
        view["id"],
    )
    assert payload["notification"]["silent"] is True
    assert payload["notification"]["body"] == ""
    clock.forward(milliseconds=24 * HOUR)
    assert pushed(service) == []


def test_coming_back_early_is_told_quietly_in_place_of_the_end(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple
    view = pause(ana)
    pushed(service)
    clock.forward(milliseconds=5 * MINUTE)
    end(ana, view["id"])
    [payload] = pushed(service)
    assert payload["twofold"]["kind"] == "pause_end"
    assert payload["twofold"]["then"] == "back"
    assert payload["notification"]["silent"] is True
    clock.forward(milliseconds=HOUR)
    assert pushed(service) == []


def test_a_time_to_talk_is_told_in_the_readers_zone(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    choose(ben, edit=2, zone="Asia/Tokyo")
    view = pause(ana)
    pushed(service)
    talk_at = clock.forward(milliseconds=0) + HOUR
    end(ana, view["id"], "talk_at", talk_at=talk_at)
    [payload] = pushed(service)
    assert payload["notification"]["body"] == "21:00."
    assert payload["twofold"]["at"].endswith("Z")


def test_a_pause_taken_back_at_once_is_never_told(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    end(ana, pause(ana)["id"])
    assert queued(ben.person_id) == []
    ana.delete("pauses", pause(ana)["id"])
    assert queued(ben.person_id) == []
    assert pushed(service) == []


def test_what_one_says_after_the_end_pushes_nothing_more(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple
    view = pause(ana)
    pushed(service)
    clock.forward(milliseconds=31 * MINUTE)
    assert kinds(service) == ["pause_end"]
    end(ana, view["id"], "not_today")
    assert pushed(service) == []


def test_undoing_a_longer_pause_brings_the_end_of_the_first_back(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, _ = couple
    first = pause(ana, 1800)
    pushed(service)
    ana.delete("pauses", pause(ana, 3600)["id"])
    assert pushed(service) == []
    clock.forward(milliseconds=31 * MINUTE)
    [payload] = pushed(service)
    assert payload["twofold"]["record_id"] == first["id"]
    clock.forward(milliseconds=HOUR)
    assert pushed(service) == []
