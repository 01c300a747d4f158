"""What the server deletes by itself."""

import pytest

from api.client.transport import ApiProblem
from api.kernel import clock as server_clock
from api.kernel import retention
from api.kernel.feed import Feed
from api.kernel.identity.models import Device, Handover, Session
from api.kernel.ids import new_id
from api.kernel.push.models import Notice, NoticeDay
from api.kernel.tombstones import Tombstone
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import HOUR, choose, queue, turn_on

DAY = server_clock.DAY


def sweep() -> None:
    while retention.sweep():
        pass


def test_nothing_is_forgotten_before_its_time(cast: Cast):
    ana, _ = cast.couple
    ana.offer("device")
    assert retention.sweep() == 0


def test_deletions_are_remembered_for_90_days(cast: Cast, clock: MovingClock):
    check_in = new_id()
    at = server_clock.to_text(server_clock.now())
    cast.ana.put("check_ins", check_in, audience="me", words={"mood": 4}, at=at)
    cast.ana.api.call("DELETE", f"/check-ins/{check_in}")
    clock.forward(milliseconds=90 * DAY)
    sweep()
    assert Tombstone.select().count() == 1
    with pytest.raises(ApiProblem, match="gone"):
        cast.ana.put("check_ins", check_in, audience="me", words={"mood": 4}, at=at)
    clock.forward(milliseconds=DAY)
    sweep()
    assert Tombstone.select().count() == 0


def test_then_no_feed_names_them_and_who_has_not_heard_loads_everything_afresh(
    cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    check_in = new_id()
    at = server_clock.to_text(server_clock.now())
    ana.put("check_ins", check_in, audience="us", words={"mood": 4}, at=at)
    behind = ben.api.call("GET", "/changes")["cursor"]
    ana.api.call("DELETE", f"/check-ins/{check_in}")
    up_to_date = ben.api.call("GET", "/changes")["cursor"]
    clock.forward(milliseconds=91 * DAY)
    sweep()
    named = Feed.record_id == check_in
    assert Feed.select().where(named).count() == 0
    with pytest.raises(ApiProblem, match="long_away"):
        ben.api.call("GET", f"/changes?after={behind}")
    assert ben.api.call("GET", f"/changes?after={up_to_date}")["gone"] == []


def test_who_loads_afresh_gets_to_the_end_of_a_feed_of_many_pages(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    at = server_clock.to_text(server_clock.now())
    written = [new_id() for _ in range(4)]
    for check_in in written:
        ana.put("check_ins", check_in, audience="us", words={"mood": 4}, at=at)
    ana.api.call("DELETE", f"/check-ins/{written[-1]}")
    clock.forward(milliseconds=91 * DAY)
    sweep()
    page = ben.api.call("GET", "/changes?limit=1")
    found: list[str] = []
    while True:
        found += [view["id"] for view in page["records"].get("check_ins", [])]
        if not page["more"]:
            break
        page = ben.api.call("GET", f"/changes?limit=1&after={page['cursor']}")
    assert found == written[:-1]
    assert ben.api.call("GET", f"/changes?after={page['cursor']}")["records"] == {}


def test_notices_and_their_counts_do_not_pile_up(
    cast: Cast, service: PushService, clock: MovingClock
):
    choose(cast.ana)
    turn_on(cast.ana, service)
    queue(cast.ana, "check_in", ttl_ms=HOUR)
    queue(cast.ana, ttl_ms=30 * DAY)
    clock.forward(milliseconds=2 * HOUR)
    sweep()
    assert Notice.select().count() == 1
    clock.forward(milliseconds=7 * DAY)
    sweep()
    assert Notice.select().count() == NoticeDay.select().count() == 0


def test_a_code_that_lapsed_takes_the_phone_along_that_waited_for_it(
    cast: Cast, clock: MovingClock
):
    second = cast.unused()
    second.take(cast.ana.offer("device"))
    assert second.session()["device"]["state"] == "waiting"
    clock.forward(milliseconds=DAY + HOUR)
    sweep()
    assert Handover.select().count() == 1
    clock.forward(milliseconds=DAY)
    sweep()
    assert Handover.select().count() == 0
    assert [device.id for device in Device.select()] == [cast.ana.device_id]
    assert second.session()["device"] is None


def test_a_code_that_was_used_is_forgotten_and_the_phone_stays(cast: Cast, clock: MovingClock):
    second = cast.unused()
    cast.ana.pair(second)
    clock.forward(milliseconds=3 * DAY)
    sweep()
    assert Handover.select().count() == 0
    assert second.session()["device"]["state"] == "active"


def test_sessions_that_ended_are_forgotten(cast: Cast, clock: MovingClock):
    assert cast.ana
    clock.forward(milliseconds=401 * DAY)
    sweep()
    assert Session.select().count() == 0
