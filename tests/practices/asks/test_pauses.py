"""No yes starts while either person has a pause. A pause ends none, and anything else may be said during it."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from api.kernel.clock import MINUTE
from api.practices.asks.schemas import AREAS
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    sealed_answer,
    withdrawal,
)
from tests.practices.pauses.asking import end, pause, sealed_pause
from tests.practices.racing import together


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_no_yes_begins_in_a_pause_of_either(cast: Cast, clock: MovingClock, who: str):
    ana, ben = cast.couple
    one = ask(ana)["id"]
    pause(getattr(cast, who))
    request = sealed_answer(ben, one, "yes")
    assert told(sent(ben, request)) == "paused"
    assert kinds(ana) == kinds(ben) == []
    clock.forward(milliseconds=31 * MINUTE)
    assert sent(ben, request).status == 201


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_whoever_ends_the_pause_may_hear_and_say_yes(cast: Cast, who: str):
    ana, ben = cast.couple
    one = ask(ana)["id"]
    paused = getattr(cast, who)
    end(paused, pause(paused)["id"])
    assert sent(ben, sealed_answer(ben, one, "yes")).status == 201


@pytest.mark.parametrize("answer", ["later", "not_now", "rest"])
@pytest.mark.parametrize("who", ["ana", "ben"])
def test_all_else_may_be_said_in_a_pause(cast: Cast, who: str, answer: str):
    ana, ben = cast.couple
    one = ask(ana)["id"]
    pause(getattr(cast, who))
    assert sent(ben, sealed_answer(ben, one, answer)).status == 201


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_a_yes_said_before_stays_and_can_be_taken_back_in_a_pause(cast: Cast, who: str):
    ana, ben = cast.couple
    one = ask(ana)["id"]
    request = sealed_answer(ben, one, "yes")
    yes = sent(ben, request).json
    pause(getattr(cast, who))
    assert sent(ben, request).status == 200
    assert kinds(ana) == ["yes"]
    assert sent(ben, withdrawal(ben, yes["id"])).status == 201
    assert kinds(ana) == kinds(ben) == []


def test_of_a_yes_and_a_pause_that_cross_one_comes_first(app: Flask, cast: Cast):
    ana, ben = cast.couple
    stands = 0
    for area in AREAS:
        answer = sealed_answer(ben, ask(ana, area)["id"], "yes")
        stop = sealed_pause(ana)
        statuses = together(sending(ben, answer), sending(ana, stop))
        assert statuses in ([201, 201], [409, 201])
        stands += statuses[0] == 201
        assert kinds(ana) == kinds(ben) == ["yes"] * stands
        end(ana, stop.path.rpartition("/")[2])


def sending(phone: Phone, request: Request) -> Callable[[], int]:
    return lambda: sent(phone, request).status


def kinds(phone: Phone) -> list[str]:
    """The answers to asks that a phone knows."""
    phone.changes()
    found = [one for key, one in phone.store.records.items() if key[0] == "ask_answers"]
    return [one.view["answer"] for one in found]
