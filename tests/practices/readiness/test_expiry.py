"""Readiness expires by itself: it has no effect after its end, and is deleted soon after."""

from api.kernel import clock
from api.practices.readiness.models import Readiness
from api.practices.readiness.times import QUARTER
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import path_of, say, seen
from tests.practices.working import planned, work

HOUR = clock.HOUR


def test_at_its_end_it_is_forgotten(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "talk", "ready", 3600, reveal="mutual")
    say(ana, "money", "maybe", 2 * 3600)
    clock.forward(milliseconds=HOUR + QUARTER)
    work()
    row = Readiness.get(Readiness.area == "talk")
    assert (row.state, row.words, row.until, row.reveal) == ("not_now", None, 0, "mutual")
    assert seen(ben, of=ana).keys() == {"money"}
    assert seen(ana, of=ana)["talk"]["state"] == "not_now"
    assert ana.api.call("GET", path_of(ana, "talk"))["reveal"] == "mutual"


def test_longer_is_longer(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "talk", "ready", 3600)
    say(ana, "talk", "ready", 3 * 3600)
    clock.forward(milliseconds=2 * HOUR)
    work()
    assert seen(ben, of=ana)["talk"]["state"] == "ready"
    assert len(planned("readiness_end")) == 1


def test_taken_back_nothing_is_planned(cast: Cast):
    ana, _ = cast.couple
    say(ana, "talk", "ready")
    say(ana, "talk", "not_now")
    assert planned("readiness_end") == []


def test_expired_it_makes_no_match(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "touch", "ready", 3600)
    clock.forward(milliseconds=HOUR + QUARTER)
    say(ben, "touch", "ready")
    assert seen(ben, of=ana) == seen(ana, of=ben) == {}


def test_leaving_plans_nothing_but_to_forget(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    until = planned("readiness_end")
    ben.leave()
    assert planned("readiness_match") == []
    assert planned("readiness_end") == planned("readiness_end", ana.couple_id) == until
    assert seen(ana, of=ana) == {}


def test_erasing_a_person_leaves_nothing_of_theirs(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    say(ben, "talk", "ready")
    ana.erase()
    assert [row.person_id for row in Readiness.select()] == [ben.person_id]
