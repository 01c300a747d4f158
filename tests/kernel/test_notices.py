"""Which notices are queued, and which of them are still sent when they are due; for quiet hours see
test_quiet_notices.py.
"""

from typing import Any

import pytest

from api.app import SWITCHES
from api.kernel import clock as server_clock
from api.kernel.db import transaction
from api.kernel.ids import new_id
from api.kernel.push import notices
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import (
    HOUR,
    MINUTE,
    at,
    choose,
    message,
    queue,
    queued,
    send_due,
    turn_on,
    verdicts,
)

pytestmark = pytest.mark.usefixtures("reachable")


def test_a_person_without_push_gets_none(cast: Cast):
    queue(cast.stranger)
    assert queued(cast.stranger) == 0


def test_a_failed_write_queues_nothing(cast: Cast):
    def write() -> None:
        with transaction():
            queue(cast.ana)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert queued(cast.ana) == 0


@pytest.mark.parametrize(
    ("kind", "switch"),
    [
        ("pause", "pauses"),
        ("pause_end", "pauses"),
        ("ritual", "rituals"),
        ("ask", "asks"),
        ("ask_answer", "asks"),
        ("ask_end", "asks"),
        ("wobble", "wobbles"),
        ("wobble_answer", "wobbles"),
        ("wobble_end", "wobbles"),
        ("check_in", "check_in_arrived"),
        ("check_in_reminder", "check_in_reminder"),
    ],
)
def test_a_kind_that_is_switched_off(cast: Cast, kind: str, switch: str):
    choose(cast.ana, 2, {switch: False})
    queue(cast.ana, kind)
    assert queued(cast.ana) == 0
    choose(cast.ana, 3, {switch: True})
    queue(cast.ana, kind)
    assert queued(cast.ana) == 1


def test_a_new_phone_is_always_told(cast: Cast):
    off = dict.fromkeys((switch.name for switch in SWITCHES), False)
    choose(cast.ana, 2, off)
    queue(cast.ana, "new_device")
    assert queued(cast.ana) == 1


def test_what_is_switched_off_while_it_waits_is_not_sent(cast: Cast):
    """As while the push service is away, or another worker sends it later."""
    for kind in ("wobble", "pause"):
        queue(cast.ana, kind)
    choose(cast.ana, 2, {"wobbles": False})
    choose(cast.ana, 3, {"wobbles": True})
    assert queued(cast.ana) == 1
    choose(cast.ana, 4, {"pauses": False})
    assert queued(cast.ana) == 0


def test_one_record_can_be_taken_back(cast: Cast, service: PushService):
    ana, ben = cast.couple
    turn_on(ben, service)
    choose(ben)
    walk, space_id = new_id(), ana.space("us")
    for phone in (ana, ben):
        queue(phone, record_id=walk)
        queue(phone)
    with transaction():
        assert notices.drop(space_id, "rituals", walk, ana.person_id) == 1
        assert notices.drop(space_id, "pauses", walk) == 0
    assert (queued(ana), queued(ben)) == (1, 2)
    with transaction():
        assert notices.drop(space_id, "rituals", walk) == 1
    assert (queued(ana), queued(ben)) == (1, 1)


def test_leaving_takes_every_notice_of_the_couple_along(cast: Cast, service: PushService):
    ana, ben = cast.couple
    turn_on(ben, service)
    choose(ben)
    for phone in (ana, ben):
        queue(phone)
    queue(ana, "new_device", space_id=ana.person_id)
    ana.leave()
    assert (queued(ana), queued(ben)) == (1, 0)


def test_what_slipped_in_while_somebody_left_is_not_sent(cast: Cast, service: PushService):
    ana, _ = cast.couple
    couple = str(ana.couple_id)
    ana.leave()
    queue(ana, space_id=couple)
    queue(ana, space_id=new_id())
    assert queued(ana) == 2
    assert send_due() == []
    assert queued(ana) == 0
    assert service.requests == []


def test_two_a_day_besides_pauses_rituals_and_new_phones(cast: Cast, clock: MovingClock):
    at(clock, "12:00")
    for kind in ("check_in", "check_in_reminder", "check_in", "check_in_reminder"):
        queue(cast.ana, kind)
    assert queued(cast.ana) == notices.A_DAY == 2
    for kind in ("pause", "pause_end", "ritual", "new_device"):
        queue(cast.ana, kind)
    assert queued(cast.ana) == 6
    clock.forward(milliseconds=11 * HOUR)
    queue(cast.ana, "check_in")
    assert queued(cast.ana) == 6
    clock.forward(milliseconds=2 * HOUR)
    queue(cast.ana, "check_in")
    assert queued(cast.ana) == 7


def test_several_at_once_are_as_welcome_as_one_by_one(
    cast: Cast, service: PushService, clock: MovingClock
):
    at(clock, "12:00")
    ana, ben = cast.couple
    choose(ben, notices={"rituals": False})
    turn_on(ben, service)
    asked = [
        message(ana, "check_in", topic="check-in"),
        message(ana, "check_in", topic="check-in", body="newer"),
        message(ana, "check_in", body="a third of this day"),
        message(ana, body="over", due=server_clock.now() - 2 * HOUR),
        message(ana, body="19:00."),
        message(ben, body="switched off"),
        message(ben, "check_in", body="his first"),
        message(cast.cleo, body="no phone"),
    ]
    with transaction():
        notices.queue_all(asked)
        notices.queue_all([])
    assert set(verdicts()) == {"delivered"}
    told = sorted(push.payload["notification"]["body"] for push in service.pushes)
    assert told == ["19:00.", "his first", "newer"]


def test_it_is_sent_when_it_is_due_and_not_when_it_is_over(
    cast: Cast, service: PushService, clock: MovingClock
):
    queue(cast.ana, due=server_clock.now() + HOUR, body="soon")
    queue(cast.ana, ttl_ms=MINUTE, body="briefly useful")
    clock.forward(milliseconds=2 * MINUTE)
    assert send_due() == []
    assert queued(cast.ana) == 1
    clock.forward(milliseconds=HOUR)
    assert verdicts() == ["delivered"]
    assert [push.payload["notification"]["body"] for push in service.pushes] == ["soon"]


def test_what_is_over_is_not_even_queued(cast: Cast):
    queue(cast.ana, due=server_clock.now() - 2 * HOUR, ttl_ms=HOUR)
    assert queued(cast.ana) == 0
    queue(cast.ana, due=server_clock.now() - HOUR, ttl_ms=2 * HOUR)
    assert queued(cast.ana) == 1


def test_it_speaks_the_language_of_the_person(cast: Cast, service: PushService):
    choose(cast.ana, 2, language="de-AT")
    queue(cast.ana)
    assert verdicts() == ["delivered"]
    assert service.pushes[0].payload["notification"]["lang"] == "de-AT"


def test_the_lock_screen_says_nothing_by_default(cast: Cast, service: PushService):
    about: dict[str, Any] = {"record_id": new_id(), "body": ""}
    queue(cast.ana, "check_in", **about)
    assert verdicts() == ["delivered"]
    notification = service.pushes[0].payload["notification"]
    assert (notification["title"], notification["body"]) == ("Reminder", "")


def test_a_new_phone_tells_ones_own_phones_and_nobody_else(cast: Cast, service: PushService):
    """Each own phone is told, except the one that lets it in."""
    turn_on(cast.ben, service)
    other, second = cast.unused(), cast.unused()
    cast.ana.pair(other)
    cast.ana.pair(second)
    assert verdicts() == []
    turn_on(other, service)
    third = cast.unused()
    cast.ana.pair(third)
    assert verdicts() == ["delivered"]
    (push,) = service.pushes
    assert push.payload["twofold"]["kind"] == "new_device"
    assert push.payload["twofold"]["record_id"] == third.device_id
