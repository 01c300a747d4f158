"""Any match, however short, leaves an equal trace for both for an hour; the trace expires by the clock."""

import pytest

from api.kernel import feed
from api.kernel.clock import HOUR, now
from api.kernel.identity.models import SeatChange
from api.practices.readiness.models import ReadinessMatch
from api.practices.readiness.times import QUARTER
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import say, seen, stand, traces
from tests.practices.working import act, planned


def matched(cast: Cast, clock: MovingClock, area: str = "touch", **how: str) -> dict[str, int]:
    """Both are ready; what both see of that."""
    for phone in cast.couple:
        say(phone, area, "ready", **how)
    stand(clock)
    ana, ben = cast.couple
    assert traces(ana) == traces(ben)
    return traces(ana)


def test_both_see_it_alike_whoever_takes_it_back(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    trace = matched(cast, clock)
    assert trace.keys() == {"touch"}
    say(ana, "touch", "not_now")
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}
    assert traces(ana) == traces(ben) == trace
    say(ben, "touch", "not_now")
    assert traces(ana) == traces(ben) == trace


def test_it_names_nobody_and_no_minute(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    until = matched(cast, clock)["touch"]
    key = ("readiness_matches", ana.space("us"), "touch")
    views = [phone.store.records[key].view for phone in (ana, ben)]
    assert views[0] == views[1]
    assert views[0].keys() == {"id", "space_id", "until"}
    assert until % QUARTER == 0


def test_it_lasts_an_hour_and_goes_without_a_number(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    until = matched(cast, clock)["touch"]
    assert HOUR <= until - now() + 1000 <= HOUR + QUARTER + 1000
    say(ana, "touch", "not_now")
    act()
    before = [feed.cursor(phone.person_id) for phone in (ana, ben)]
    clock.to(until)
    act()
    assert [feed.cursor(phone.person_id) for phone in (ana, ben)] == before
    assert list(ReadinessMatch.select()) == []
    for phone in (ana, ben):
        page = phone.api.call("GET", "/changes")
        assert "readiness_matches" not in page["records"]
        assert "readiness_matches" not in [gone["kind"] for gone in page["gone"]]


def test_a_match_outlasts_its_trace(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    clock.to(matched(cast, clock)["touch"])
    act()
    assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
    clock.forward(milliseconds=4 * HOUR)
    act()
    assert list(ReadinessMatch.select()) == []
    assert planned("readiness_trace") == planned("readiness_match") == []


def test_another_match_is_another_hour(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    first = matched(cast, clock)["touch"]
    say(ana, "touch", "not_now")
    clock.forward(milliseconds=HOUR // 2)
    say(ana, "touch", "ready")
    stand(clock)
    assert traces(ana) == traces(ben)
    assert traces(ana)["touch"] > first
    clock.to(first)
    act()
    assert traces(ana) == traces(ben) != {}


def test_where_both_saw_it_anyway_there_is_none(cast: Cast, clock: MovingClock):
    assert matched(cast, clock, "talk") == {}


def test_nobody_makes_one_alone(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    for state in ("ready", "not_now", "ready", "maybe"):
        say(ana, "touch", state)
        say(ben, "touch", "ready")
        act()
        assert traces(ana) == traces(ben) == {}
    stand(clock)
    assert traces(ana) == traces(ben) == {}


def test_it_goes_with_the_couple(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    matched(cast, clock)
    ben.leave()
    for phone in (ana, ben):
        assert "readiness_matches" not in phone.api.call("GET", "/changes")["records"]
    for _ in range(5):
        clock.forward(milliseconds=HOUR)
        act()
    assert list(ReadinessMatch.select()) == []


def test_it_goes_with_a_seat(cast: Cast, clock: MovingClock):
    _, ben = cast.couple
    matched(cast, clock)
    new = cast.started()
    ben.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ben.space("us"))
    assert list(ReadinessMatch.select()) == []
    assert traces(ben) == traces(new) == {}
    act()
    assert seen(new, of=ben) == seen(ben, of=new) == {}


@pytest.mark.parametrize("other", ["stranger", "cleo", "dan"])
def test_nobody_else_hears_of_it(cast: Cast, clock: MovingClock, other: str):
    phone = getattr(cast, other)
    before = feed.cursor(phone.person_id)
    matched(cast, clock)
    assert feed.cursor(phone.person_id) == before
