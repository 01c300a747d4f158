"""Mutual: shown to both at once, only while both are ready; one person alone leaves no trace."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import clock, feed
from api.kernel.rounds.times import STANDS
from api.practices.readiness.models import Readiness
from api.practices.readiness.times import QUARTER
from tests.moving_clock import MovingClock, Watch
from tests.people import Cast
from tests.practices.readiness.saying import energy, in_hours, path_of, say, seen, stand
from tests.practices.refusing import not_found
from tests.practices.working import act, planned, work

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def cursor(phone: Phone) -> str:
    return feed.cursor(phone.person_id)


def test_both_see_it_once_both_have_stood_ready(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", energy=2)
    stand(clock)
    say(ben, "touch", "ready", energy=5)
    act()
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}
    stand(clock)
    assert seen(ben, of=ana)["touch"]["state"] == "ready"
    assert seen(ana, of=ben)["touch"]["state"] == "ready"
    assert energy(ben.get("readiness", f"{ana.person_id}/touch")) == 2
    assert energy(ana.get("readiness", f"{ben.person_id}/touch")) == 5


def test_no_write_and_no_clock_but_the_worker_makes_the_match(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready")
    clock.forward(milliseconds=2 * STANDS)
    for phone, other in ((ana, ben), (ben, ana)):
        say(phone, "touch", "ready", 8 * 3600)
        not_found(phone, "GET", path_of(other, "touch"))
    act()
    assert seen(ben, of=ana).keys() == seen(ana, of=ben).keys() == {"touch"}


def test_it_matches_on_full_five_minutes_and_not_before_five(cast: Cast, watch: Watch):
    ana, ben = cast.couple
    for phone in (ana, ben):
        watch.at += MINUTE + 1
        say(phone, "touch", "ready")
    stood = watch.at + STANDS
    while not seen(ana, of=ben):
        watch.at += MINUTE - watch.at % MINUTE
        act()
    assert watch.at % STANDS == 0
    assert stood <= watch.at < stood + STANDS


def test_what_is_said_meanwhile_neither_hastens_nor_delays_it(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 3600)
    say(ben, "touch", "ready")
    since = {row.person_id: row.ready_since for row in Readiness.select()}
    clock.forward(milliseconds=3 * MINUTE)
    say(ana, "touch", "ready", 8 * 3600, energy=5)
    say(ana, "touch", "ready", 8 * 3600, reveal="always")
    say(ana, "touch", "ready", 8 * 3600, ago=HOUR)
    assert {row.person_id: row.ready_since for row in Readiness.select()} == since
    assert len(planned("readiness_match")) == 2
    clock.forward(milliseconds=7 * MINUTE)
    act()
    assert seen(ana, of=ben).keys() == {"touch"}


@pytest.mark.parametrize("between", ["not_now", "maybe"])
def test_taken_back_and_said_again_it_stands_anew(cast: Cast, clock: MovingClock, between: str):
    ana, ben = cast.couple
    for phone in (ana, ben):
        say(phone, "touch", "ready")
    stand(clock)
    say(ana, "touch", between)
    say(ana, "touch", "ready")
    act()
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}
    stand(clock)
    assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}


def test_said_long_ago_and_heard_now_it_stands_since_now(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ben, "touch", "ready")
    stand(clock)
    say(ana, "touch", "ready", ago=HOUR)
    act()
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}


@pytest.mark.parametrize(("mine", "theirs"), [("maybe", "ready"), ("ready", "maybe")])
def test_maybe_is_not_enough(cast: Cast, clock: MovingClock, mine: str, theirs: str):
    ana, ben = cast.couple
    say(ana, "intimacy", mine)
    say(ben, "intimacy", theirs)
    stand(clock)
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}


def test_another_area_is_not_enough(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "intimacy", "ready")
    say(ben, "touch", "ready")
    stand(clock)
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}


def test_it_shows_to_one_who_always_shows_after_the_same_time(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready", reveal="always")
    assert (seen(ana, of=ben)["touch"]["matched"], seen(ben, of=ana)) == (False, {})
    stand(clock)
    assert seen(ana, of=ben)["touch"]["matched"] is seen(ben, of=ana)["touch"]["matched"] is True


def test_its_end_is_the_earlier_one_for_both(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 8 * 3600)
    say(ben, "touch", "ready", 2 * 3600)
    stand(clock)
    assert seen(ana, of=ben)["touch"]["until"] == seen(ben, of=ana)["touch"]["until"]
    assert seen(ana, of=ben)["touch"]["until"] == seen(ben, of=ben)["touch"]["until"]
    assert in_hours(seen(ana, of=ana)["touch"]) == 8


@pytest.mark.parametrize("state", ["not_now", "maybe"])
def test_taken_back_it_goes_for_both(cast: Cast, clock: MovingClock, state: str):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready")
    stand(clock)
    assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
    say(ana, "touch", state)
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}
    assert seen(ben, of=ben)["touch"]["state"] == "ready"


def test_at_the_earlier_end_it_goes_for_both(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 3600)
    say(ben, "touch", "ready", 2 * 3600)
    stand(clock)
    seen(ana, of=ben)
    clock.forward(milliseconds=HOUR + QUARTER)
    work()
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}
    assert seen(ben, of=ben)["touch"]["state"] == "ready"
    assert seen(ana, of=ana)["touch"]["state"] == "not_now"


def test_one_side_alone_leaves_no_trace(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ben, "touch", "maybe")
    say(ben, "talk", "not_now")
    before, asked = cursor(ben), asks(ben, of=ana)
    for state in ("ready", "maybe", "ready", "not_now", "ready"):
        say(ana, "touch", state, 3600)
        assert cursor(ben) == before
    say(ana, "touch", "ready", 3600, energy=1)
    say(ana, "touch", "ready", 7200, energy=5)
    stand(clock)
    assert (cursor(ben), asks(ben, of=ana)) == (before, asked)
    clock.forward(milliseconds=3 * HOUR)
    work()
    assert (cursor(ben), asks(ben, of=ana)) == (before, asked)


def test_a_longer_end_of_the_later_one_is_not_seen(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 2 * 3600)
    say(ben, "touch", "ready", 3600)
    stand(clock)
    before = cursor(ben)
    words = ana.get("readiness", f"{ana.person_id}/touch").view["words"]
    again = ana.api.call("GET", path_of(ana, "touch"))
    body = {
        "space_id": again["space_id"],
        "edit": 1,
        "sealed_by": ana.person_id,
        "words": words,
        "state": "ready",
        "reveal": "mutual",
        "started_at": again["started_at"],
        "duration_seconds": 4 * 3600,
    }
    ana.api.call("PUT", path_of(ana, "touch"), body)
    assert cursor(ben) == before
    assert in_hours(seen(ana, of=ana)["touch"]) == 4


def test_after_a_match_one_side_alone_leaves_no_trace(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready")
    stand(clock)
    say(ben, "touch", "not_now")
    ben.changes()
    before = cursor(ben)
    for state in ("not_now", "ready", "maybe", "ready"):
        say(ana, "touch", state)
    stand(clock)
    assert cursor(ben) == before


@pytest.mark.parametrize("matched", [False, True])
def test_a_change_of_rule_shows_nothing_of_the_partner(
    cast: Cast, clock: MovingClock, matched: bool
):
    ana, ben = cast.couple
    say(ben, "touch", "ready")
    say(ana, "touch", "ready")
    if matched:
        stand(clock)
    before = seen(ana, of=ben)
    for reveal in ("always", "mutual", "always", "mutual"):
        say(ana, "touch", "ready", reveal=reveal)
        assert seen(ana, of=ben) == before
    assert bool(before) is matched


def test_only_the_two_see_anything(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    say(ana, "touch", "ready")
    hidden = not_found(ben, "GET", path_of(ana, "touch"))
    assert hidden == not_found(ben, "GET", path_of(ana, "money"))
    for other in (cast.stranger, cast.cleo, cast.dan):
        for area in ("talk", "touch"):
            assert not_found(other, "GET", path_of(ana, area)) == hidden
        other.changes()
        assert [key for key in other.store.records if key[0] == "readiness"] == []


def asks(phone: Phone, of: Phone) -> Any:
    """All that a phone can fetch about somebody's readiness."""
    areas = ("talk", "money", "touch", "intimacy")
    answers = [phone.api.request("GET", path_of(of, area)) for area in areas]
    feed_now = phone.api.request("GET", "/changes").json
    return [(answer.status, answer.json) for answer in answers], feed_now
