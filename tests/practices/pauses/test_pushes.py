"""The pushes of a pause: what the partner's phone gets, and what the phone of the person who paused does not."""

from typing import Any

from api.client.phone import Phone
from api.kernel import clock
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause, sealed_pause
from tests.practices.working import kinds, pushed, queued, work
from tests.push_service import PushService
from tests.pushing import choose, queue, turn_on

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def test_the_partner_gets_one_push_at_once(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    view = pause(ana, line="Just tired.")
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], ["pause", "pause_end"])
    [payload] = pushed(service)
    shown: dict[str, Any] = payload["notification"]
    assert (shown["title"], shown["body"]) == ("Reminder", "Until 12:30.")
    assert shown["silent"] is False
    assert shown["navigate"] == f"http://localhost/pauses/{view['id']}"
    twofold = payload["twofold"]
    assert (twofold["kind"], twofold["record_id"]) == ("pause", view["id"])
    assert (twofold["at"], twofold["local"]) == (view["until"], "12:30")
    assert twofold["headline"] == view["headline"]


def test_its_headline_opens_with_what_the_push_carries(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    view = pause(ana, line="Just tired.")
    [payload] = pushed(service)
    twofold = payload["twofold"]
    bound = {name: view[name] for name in ("started_at", "duration_seconds")}
    assert twofold["signals"] == bound
    assert (twofold["edit"], twofold["sealed_by"]) == (1, ana.person_id)
    assert ben.get("pauses", view["id"]).headline == {"line": "Just tired."}


def test_it_is_urgent_and_useful_until_the_pause_ends(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    pause(couple[0], 1800)
    clock.forward(milliseconds=20 * MINUTE)
    work()
    [push] = service.pushes
    assert push.headers["urgency"] == "high"
    assert 9 * 60 < int(push.headers["ttl"]) <= 10 * 60


def test_the_time_is_the_readers_own(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    choose(ben, edit=2, zone="America/New_York")
    pause(ana)
    [payload] = pushed(service)
    assert payload["notification"]["body"] == "Until 06:30."


def test_it_passes_quiet_hours_silently(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    choose(ben, edit=2, quiet_from="11:00", quiet_until="13:00")
    pause(ana)
    [payload] = pushed(service)
    assert payload["notification"]["silent"] is True


def test_it_passes_the_partners_own_pause_silently(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    pause(ben, 3600)
    pushed(service)
    pause(ana)
    [payload] = pushed(service)
    assert payload["twofold"]["kind"] == "pause"
    assert payload["notification"]["silent"] is True


def test_whoever_turned_pauses_off_gets_none(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    choose(ben, edit=2, notices={"pauses": False})
    pause(ana)
    assert pushed(service) == []


def test_nothing_reaches_the_one_who_paused(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    queue(ana)
    queue(ana, due=clock.forward(milliseconds=0) + HOUR)
    pause(ana)
    queue(ana)
    assert queued(ana.person_id) == ["ritual"]
    assert kinds(service) == ["pause"]
    clock.forward(milliseconds=10 * MINUTE)
    queue(ana)
    assert pushed(service) == []
    clock.forward(milliseconds=HOUR)
    assert sorted(kinds(service)) == ["pause_end", "ritual"]
    assert queued(ben.person_id) == []


def test_a_longer_pause_is_a_silent_update(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    pause(ana, 1800)
    assert kinds(service) == ["pause"]
    clock.forward(milliseconds=20 * MINUTE)
    longer = pause(ana, 3600)
    assert queued(ben.person_id) == ["pause", "pause_end"]
    [payload] = pushed(service)
    assert payload["notification"]["body"] == "Until 13:20."
    assert payload["notification"]["silent"] is True
    clock.forward(milliseconds=59 * MINUTE)
    assert pushed(service) == []
    clock.forward(milliseconds=2 * MINUTE)
    [payload] = pushed(service)
    assert payload["twofold"]["record_id"] == longer["id"]


def test_an_update_takes_the_place_of_the_push_that_waits(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, _ = couple
    pause(ana, 1800)
    pause(ana, 3600)
    [payload] = pushed(service)
    assert payload["notification"]["body"] == "Until 13:00."
    assert payload["notification"]["silent"] is False


def test_both_have_one_topic(couple: tuple[Phone, Phone], service: PushService):
    pause(couple[0], 1800)
    work()
    pause(couple[0], 3600)
    work()
    first, second = service.pushes
    assert first.headers["topic"] == second.headers["topic"]


def test_a_shorter_pause_beside_a_longer_one_says_nothing(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    pause(ana, 3600)
    pushed(service)
    pause(ana, 600)
    assert queued(ben.person_id) == ["pause_end"]
    assert pushed(service) == []


def test_one_that_arrives_after_its_end_pushes_nothing(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, _ = couple
    queue(ana)
    pause(ana, 1800, ago=31 * MINUTE)
    assert kinds(service) == ["ritual"]


def test_the_same_request_again_pushes_nothing(couple: tuple[Phone, Phone], service: PushService):
    request = sealed_pause(couple[0])
    couple[0].send(request)
    couple[0].send(request)
    assert kinds(service) == ["pause"]


def test_alone_nobody_is_pushed(noon: int, cast: Cast, service: PushService):
    turn_on(cast.ana, service)
    pause(cast.ana)
    assert pushed(service) == []


def test_leaving_takes_what_is_queued(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    pause(ana)
    ana.leave()
    assert queued(ben.person_id) == []
    assert pushed(service) == []
