"""Races of two people who become ready, or of one who withdraws: either order is possible."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel.clock import SECOND, from_text
from api.kernel.db import database
from api.kernel.rounds.times import STANDS
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.racing import together
from tests.practices.readiness.saying import say, sealed_readiness, seen, stand, traces
from tests.practices.working import act

ROUNDS = 5
MANY = 25


def saying(phone: Phone, state: str) -> Callable[[], int]:
    request = sealed_readiness(phone, "touch", state)
    return lambda: phone.api.request("PUT", request.path, request.body).status


def working() -> int:
    with database.connection_context():
        act()
    return 0


def test_two_who_are_ready_at_once_see_each_other(app: Flask, cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        together(saying(ana, "ready"), saying(ben, "ready"))
        stand(clock)
        assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
        together(saying(ana, "not_now"), saying(ben, "not_now"))
        assert seen(ana, of=ben) == seen(ben, of=ana) == {}


def test_one_who_takes_it_back_is_not_seen(app: Flask, cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        say(ana, "touch", "ready")
        together(saying(ana, "not_now"), saying(ben, "ready"))
        stand(clock)
        assert seen(ana, of=ben) == seen(ben, of=ana) == {}
        say(ben, "touch", "not_now")


@pytest.mark.slow
def test_of_a_match_and_a_taking_back_the_taking_back_wins(
    app: Flask, cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    for number in range(MANY):
        for phone in (ana, ben):
            say(phone, "touch", "ready")
        clock.forward(milliseconds=2 * STANDS)
        who = (ana, ben)[number % 2]
        done = together(working, working, saying(who, "not_now"))
        assert done[2] == 200
        for _ in range(2):
            assert seen(ana, of=ben) == seen(ben, of=ana) == {}
            assert traces(ana) == traces(ben)
            clock.forward(milliseconds=2 * SECOND)
            act()


def test_two_workers_make_one_match(app: Flask, cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        for phone in (ana, ben):
            say(phone, "touch", "ready")
        clock.forward(milliseconds=2 * STANDS)
        together(working, working)
        clock.forward(milliseconds=2 * SECOND)
        act()
        assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
        assert traces(ana) == traces(ben) != {}
        say(ana, "touch", "not_now")


def test_an_end_and_a_new_start_do_not_wait_for_each_other(
    app: Flask, cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        say(ana, "touch", "ready", 60)
        clock.to(end_of(ana))
        done = together(working, saying(ana, "ready"), saying(ben, "ready"))
        assert done[0] == 0
        stand(clock)
        assert seen(ana, of=ana)["touch"]["state"] == "ready"
        assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}


def end_of(phone: Phone) -> int:
    """When somebody's readiness ends."""
    return from_text(seen(phone, of=phone)["touch"]["until"])
