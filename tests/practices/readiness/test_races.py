"""Two who are ready at the same moment, or one who takes it back in it: one order or the other."""

from collections.abc import Callable

from flask import Flask

from api.client.phone import Phone
from tests.people import Cast
from tests.practices.racing import together
from tests.practices.readiness.saying import say, sealed_readiness, seen
from tests.practices.working import act

ROUNDS = 5


def saying(phone: Phone, state: str) -> Callable[[], int]:
    request = sealed_readiness(phone, "touch", state)
    return lambda: phone.api.request("PUT", request.path, request.body).status


def test_two_who_are_ready_at_once_see_each_other(app: Flask, cast: Cast):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        together(saying(ana, "ready"), saying(ben, "ready"))
        assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
        together(saying(ana, "not_now"), saying(ben, "not_now"))
        assert seen(ana, of=ben) == seen(ben, of=ana) == {}


def test_one_who_takes_it_back_is_not_seen(app: Flask, cast: Cast):
    ana, ben = cast.couple
    for _ in range(ROUNDS):
        say(ana, "touch", "ready")
        together(saying(ana, "not_now"), saying(ben, "ready"))
        assert seen(ana, of=ben) == seen(ben, of=ana) == {}
        say(ben, "touch", "not_now")


def test_an_end_and_a_new_start_do_not_wait_for_each_other(app: Flask, cast: Cast):
    ana, ben = cast.couple

    def working() -> int:
        act()
        return 0

    for _ in range(ROUNDS):
        say(ana, "touch", "ready", 60, ago=59_950)
        done = together(working, saying(ana, "ready"), saying(ben, "ready"))
        assert done[0] == 0
        act()
        assert seen(ana, of=ana)["touch"]["state"] == "ready"
        assert seen(ana, of=ben).keys() == seen(ben, of=ana).keys() == {"touch"}
