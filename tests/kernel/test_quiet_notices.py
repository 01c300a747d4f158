"""Quiet hours and pauses: which notices they skip, drop or let through."""

import pytest

from api.kernel import clock as server_clock
from api.kernel import silence
from api.kernel.db import transaction
from api.kernel.push import notices
from api.kernel.push.models import Notice
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import (
    HOUR,
    MINUTE,
    at,
    choose,
    queue,
    queued,
    turn_on,
    verdicts,
)

pytestmark = pytest.mark.usefixtures("reachable")


def test_quiet_hours_skip_and_never_queue_up(cast: Cast, clock: MovingClock):
    choose(cast.ana, 2, quiet_from="22:00", quiet_until="07:00")
    at(clock, "23:00")
    queue(cast.ana, ttl_ms=24 * HOUR)
    assert queued(cast.ana) == 0
    queue(cast.ana, "pause")
    assert queued(cast.ana) == 1


def test_a_kind_passes_quiet_hours_where_its_reader_lets_it_through(
    cast: Cast, clock: MovingClock, service: PushService
):
    hours = {"quiet_from": "22:00", "quiet_until": "07:00"}
    choose(cast.ana, 2, {"wobbles_in_quiet_hours": True}, **hours)
    at(clock, "23:00")
    queue(cast.ana)
    assert queued(cast.ana) == 0
    queue(cast.ana, "wobble")
    assert verdicts() == ["delivered"]
    assert [push.payload["notification"]["silent"] for push in service.pushes] == [False]
    with transaction():
        silence.silence(cast.ana.person_id, server_clock.now() + HOUR)
    queue(cast.ana, "wobble")
    assert queued(cast.ana) == 0
    choose(cast.ana, 3, {"wobbles_in_quiet_hours": False}, **hours)
    with transaction():
        silence.silence(cast.ana.person_id, 0)
    queue(cast.ana, "wobble")
    assert queued(cast.ana) == 0


def test_a_reader_who_no_longer_lets_a_kind_through_is_not_woken_by_what_waits(
    cast: Cast, clock: MovingClock, service: PushService
):
    hours = {"quiet_from": "22:00", "quiet_until": "07:00"}
    choose(cast.ana, 2, {"wobbles_in_quiet_hours": True}, **hours)
    choose(cast.ben, 1, {"wobbles_in_quiet_hours": True}, **hours)
    at(clock, "23:00")
    queue(cast.ana, "wobble")
    choose(cast.ben, 2, {"wobbles_in_quiet_hours": False}, **hours)
    assert Notice.get().passes_quiet_hours is True
    choose(cast.ana, 3, {"wobbles_in_quiet_hours": False}, **hours)
    assert verdicts() == []
    assert service.pushes == []


def test_quiet_hours_count_when_it_is_due(cast: Cast, clock: MovingClock):
    choose(cast.ana, 2, quiet_from="22:00", quiet_until="07:00")
    at(clock, "21:00")
    queue(cast.ana, due=server_clock.now() + 2 * HOUR)
    assert queued(cast.ana) == 0
    at(clock, "06:00")
    queue(cast.ana, due=server_clock.now() + 2 * HOUR)
    assert queued(cast.ana) == 1


def test_quiet_hours_that_began_before_it_was_sent(cast: Cast, clock: MovingClock):
    choose(cast.ana, 2, quiet_from="22:00", quiet_until="07:00")
    at(clock, "21:59")
    queue(cast.ana)
    queue(cast.ana, "pause")
    clock.forward(milliseconds=MINUTE)
    assert verdicts() == ["delivered"]
    assert queued(cast.ana) == 0


def test_a_pause_silences(cast: Cast):
    with transaction():
        silence.silence(cast.ana.person_id, server_clock.now() + HOUR)
    queue(cast.ana)
    assert queued(cast.ana) == 0
    queue(cast.ana, "pause")
    queue(cast.ana, due=server_clock.now() + 2 * HOUR)
    assert queued(cast.ana) == 2


def test_a_pause_that_began_before_it_was_sent(cast: Cast, service: PushService):
    queue(cast.ana)
    queue(cast.ana, "pause")
    with transaction():
        silence.silence(cast.ana.person_id, server_clock.now() + HOUR)
    assert verdicts() == ["delivered"]
    assert [push.payload["twofold"]["kind"] for push in service.pushes] == ["pause"]
    assert queued(cast.ana) == 0


def test_what_the_couple_had_queued_vanishes_with_a_pause(cast: Cast, service: PushService):
    ana, ben = cast.couple
    turn_on(ben, service)
    choose(ben)
    couple = str(ana.couple_id)
    queue(ana)
    queue(ben)
    queue(ana, "pause")
    queue(ana, "check_in_reminder", space_id=ana.person_id)
    queue(ana, due=server_clock.now() + HOUR)
    with transaction():
        notices.drop_queued(ana.person_id, couple)
    left = {notice.kind for notice in Notice.select().where(Notice.person_id == ana.person_id)}
    assert left == {"pause", "check_in_reminder", "ritual"}
    assert (queued(ana), queued(ben)) == (3, 1)
