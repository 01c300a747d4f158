"""Mutual: seen only while both are ready, by both in the same moment; one side alone leaves no trace."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import clock, feed
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import energy, in_hours, path_of, say, seen
from tests.practices.refusing import not_found
from tests.practices.working import work

HOUR = clock.HOUR


def cursor(phone: Phone) -> str:
    return feed.cursor(phone.person_id)


def test_both_see_it_in_the_moment_the_second_is_ready(cast: Cast):
    ana, ben = cast.couple
    say(ana, "touch", "ready", energy=2)
    assert seen(ben, of=ana) == {}
    say(ben, "touch", "ready", energy=5)
    assert seen(ben, of=ana)["touch"]["state"] == "ready"
    assert seen(ana, of=ben)["touch"]["state"] == "ready"
    assert energy(ben.get("readiness", f"{ana.person_id}/touch")) == 2
    assert energy(ana.get("readiness", f"{ben.person_id}/touch")) == 5


@pytest.mark.parametrize(("mine", "theirs"), [("maybe", "ready"), ("ready", "maybe")])
def test_maybe_is_not_enough(cast: Cast, mine: str, theirs: str):
    ana, ben = cast.couple
    say(ana, "intimacy", mine)
    say(ben, "intimacy", theirs)
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}


def test_another_area_is_not_enough(cast: Cast):
    ana, ben = cast.couple
    say(ana, "intimacy", "ready")
    say(ben, "touch", "ready")
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}


def test_it_shows_to_one_who_always_shows(cast: Cast):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready", reveal="always")
    assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}


def test_its_end_is_the_earlier_one_for_both(cast: Cast):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 8 * 3600)
    say(ben, "touch", "ready", 2 * 3600)
    assert in_hours(seen(ana, of=ben)["touch"]) == in_hours(seen(ben, of=ana)["touch"]) == 2
    assert in_hours(seen(ana, of=ana)["touch"]) == 8


@pytest.mark.parametrize("state", ["not_now", "maybe"])
def test_taken_back_it_goes_for_both(cast: Cast, state: str):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready")
    assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
    say(ana, "touch", state)
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}
    assert seen(ben, of=ben)["touch"]["state"] == "ready"


def test_at_the_earlier_end_it_goes_for_both(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 3600)
    say(ben, "touch", "ready", 2 * 3600)
    seen(ana, of=ben)
    clock.forward(milliseconds=HOUR)
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
    assert (cursor(ben), asks(ben, of=ana)) == (before, asked)
    clock.forward(milliseconds=2 * HOUR)
    work()
    assert (cursor(ben), asks(ben, of=ana)) == (before, asked)


def test_a_longer_end_of_the_later_one_is_not_seen(cast: Cast):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 2 * 3600)
    say(ben, "touch", "ready", 3600)
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


def test_after_a_match_one_side_alone_leaves_no_trace(cast: Cast):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ben, "touch", "ready")
    say(ben, "touch", "not_now")
    ben.changes()
    before = cursor(ben)
    for state in ("not_now", "ready", "maybe", "ready"):
        say(ana, "touch", state)
    assert cursor(ben) == before


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
    """All that a phone can ask for about somebody's readiness."""
    areas = ("talk", "money", "touch", "intimacy")
    answers = [phone.api.request("GET", path_of(of, area)) for area in areas]
    feed_now = phone.api.request("GET", "/changes").json
    return [(answer.status, answer.json) for answer in answers], feed_now
