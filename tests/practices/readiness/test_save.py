"""Saying what one is ready for: always shown to oneself, and to the partner by one's own rule."""

import pytest

from api.kernel import clock
from api.practices.readiness.times import QUARTER
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import (
    energy,
    in_hours,
    path_of,
    say,
    sealed_readiness,
    seen,
)

MINUTE, HOUR = clock.MINUTE, clock.HOUR


@pytest.mark.parametrize("reveal", ["always", "mutual"])
def test_it_ends_on_a_quarter_of_an_hour(cast: Cast, reveal: str):
    """An end a whole number of hours after the tap would reveal the minute of the tap."""
    ana, ben = cast.couple
    until = clock.from_text(say(ana, "talk", "ready", 3600, reveal=reveal)["until"])
    assert until % QUARTER == 0
    assert 0 <= until - (clock.now() + HOUR) + MINUTE < QUARTER + MINUTE
    day = clock.from_text(say(ana, "money", "maybe", 24 * 3600)["until"])
    assert day % QUARTER == 0
    assert day <= clock.now() + 24 * HOUR
    assert seen(ben, of=ana)["money"]["until"] == clock.to_text(day)


def test_one_sees_ones_own_on_every_phone(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    said = say(ana, "touch", "ready", energy=4)
    assert seen(second, of=ana) == {"touch": said}
    assert said["state"] == "ready"
    assert said["reveal"] == "mutual"
    assert in_hours(said) == 4
    assert energy(second.get("readiness", said["id"])) == 4


@pytest.mark.parametrize("state", ["maybe", "ready"])
def test_always_is_seen_with_its_energy_and_end(cast: Cast, state: str):
    ana, ben = cast.couple
    said = say(ana, "talk", state, 3600, energy=2)
    shown = seen(ben, of=ana)["talk"]
    hidden = {"reveal", "started_at", "duration_seconds"}
    assert shown == {name: said[name] for name in said.keys() - hidden} | {"matched": False}
    assert energy(ben.get("readiness", said["id"])) == 2


def test_not_now_is_nothing_to_the_partner(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    assert "talk" in seen(ben, of=ana)
    own = say(ana, "talk", "not_now")
    assert (own["state"], own["until"], own["words"]) == ("not_now", None, None)
    assert seen(ben, of=ana) == {}


def test_one_may_choose_another_rule(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready", reveal="mutual")
    say(ana, "intimacy", "maybe", reveal="always")
    assert seen(ben, of=ana).keys() == {"intimacy"}
    say(ana, "intimacy", "maybe", reveal="mutual")
    assert seen(ben, of=ana) == {}


def test_what_is_said_takes_the_place_of_what_was(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready", 24 * 3600)
    say(ana, "talk", "maybe", 3600)
    shown = seen(ben, of=ana)["talk"]
    assert (shown["state"], in_hours(shown), shown["edit"]) == ("maybe", 1, 1)


def test_the_same_again_changes_nothing(cast: Cast):
    ana, ben = cast.couple
    request = sealed_readiness(ana, "talk", "ready")
    first = ana.api.request("PUT", request.path, request.body)
    for phone in (ana, ben):
        phone.changes()
    again = ana.api.request("PUT", request.path, request.body)
    assert (first.status, again.status) == (201, 200)
    assert first.json == again.json
    assert ana.changes() == ben.changes() == []


def test_what_comes_late_changes_nothing(cast: Cast):
    ana, ben = cast.couple
    late = sealed_readiness(ana, "talk", "ready", ago=10 * MINUTE)
    say(ana, "talk", "not_now")
    answer = ana.send(late).view
    assert answer["state"] == "not_now"
    assert seen(ben, of=ana) == {}


def test_in_doubt_not_now_wins(cast: Cast):
    """A clock that was corrected between two taps does not undo a withdrawal."""
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    assert say(ana, "talk", "not_now", ago=2 * MINUTE)["state"] == "not_now"
    assert seen(ben, of=ana) == {}


def test_a_start_in_the_future_is_the_receipt(cast: Cast):
    ana, _ = cast.couple
    said = say(ana, "talk", "ready", 3600, ago=-HOUR)
    assert clock.from_text(said["started_at"]) <= clock.now()
    assert in_hours(said) == 1
    assert say(ana, "talk", "maybe")["state"] == "maybe"


def test_what_arrives_after_its_end_is_over(cast: Cast):
    ana, ben = cast.couple
    assert say(ana, "talk", "ready", 3600, ago=2 * HOUR)["state"] == "not_now"
    assert seen(ben, of=ana) == {}


def test_leaving_takes_all_of_it_away(cast: Cast):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    say(ben, "talk", "ready")
    ben.leave()
    assert ana.api.request("GET", path_of(ben, "talk")).status == 404
    assert ana.api.request("GET", path_of(ana, "talk")).status == 404


def test_a_new_key_is_asked_for(cast: Cast):
    ana, _ = cast.couple
    old = sealed_readiness(ana, "talk", "ready")
    second = cast.unused()
    ana.pair(second)
    ana.remove_phone(second.device_id)
    answer = ana.api.request("PUT", old.path, old.body)
    assert (answer.status, answer.json["type"]) == (409, "old_key")


def test_it_ends_at_its_time_though_nobody_cleared_it(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ana, "talk", "ready", 3600)
    clock.forward(milliseconds=HOUR + QUARTER)
    assert ben.api.request("GET", path_of(ana, "talk")).status == 404
