"""Somebody who gets the database later, to count what the partner was ready for, and when."""

from typing import Any

import pytest

from api.kernel import clock as server_clock
from api.practices.readiness.models import Readiness, ReadinessMatch
from tests.kernel.everything import everything
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import say, seen, stand
from tests.practices.working import act

HOUR, DAY = server_clock.HOUR, server_clock.DAY


def rows() -> list[dict[str, Any]]:
    found: Any = Readiness.select().dicts()
    return list(found)


def later(clock: MovingClock, milliseconds: int) -> None:
    clock.forward(milliseconds=milliseconds)
    act()


def test_an_hour_later_nothing_says_how_often_somebody_was_ready(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    say(ana, "intimacy", "not_now")
    before = rows()
    for _ in range(3):
        say(ana, "intimacy", "ready")
        say(ana, "intimacy", "not_now")
    later(clock, HOUR)
    same = {"started_at": 0, "digest": ""}
    assert [row | same for row in rows()] == [row | same for row in before]


def test_the_count_goes_for_who_stays_ready_too(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    say(ana, "talk", "ready", 24 * 3600)
    later(clock, HOUR)
    [row] = rows()
    assert (row["state"], row["counted_from"], row["count"]) == ("ready", 0, 0)
    later(clock, DAY)
    assert [row["state"] for row in rows()] == ["not_now"]


@pytest.mark.parametrize("how", ["leave", "erase"])
def test_who_has_left_is_not_ready_any_longer_than_was_said(
    cast: Cast, clock: MovingClock, how: str
):
    ana, ben = cast.couple
    for phone in (ana, ben):
        say(phone, "intimacy", "ready", 2 * 3600)
        say(phone, "talk", "ready", 2 * 3600)
    stand(clock)
    ids = ana.person_id, ana.device_id
    getattr(ana, how)()
    assert how == "leave" or not any(one in str(everything()) for one in ids)
    for _ in range(3):
        later(clock, HOUR)
    assert rows() == [] == list(ReadinessMatch.select())
    assert seen(ben, of=ben) == {}
    assert "readiness" not in str(everything()["reminder"])
