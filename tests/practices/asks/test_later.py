"""Later: the ask is over, and its area is free again at the agreed time, neither before nor after."""

import pytest

from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    say,
    sealed_answer,
    sealed_ask,
    seen,
    withdraw,
)
from tests.practices.asks.test_retention import stored
from tests.practices.refusing import invalid, not_found
from tests.practices.working import work

MINUTE, HOUR, DAY = clock.MINUTE, clock.HOUR, clock.DAY


@pytest.mark.parametrize("ahead", [2 * HOUR, 12 * HOUR, 14 * DAY])
def test_one_may_ask_again_from_the_agreed_time_on(cast: Cast, clock: MovingClock, ahead: int):
    """Times sooner than twelve hours, and later than the ask itself would be kept."""
    ana, ben = cast.couple
    asked = ask(ana)
    said = say(ben, asked["id"], "later", later_in=ahead, line="After dinner.")
    for phone in (ana, ben):
        now = seen(phone)
        assert now[("ask_answers", said["id"])] == said
        assert now[("asks", asked["id"])]["again_at"] == said["later_at"]
    clock.forward(milliseconds=ahead - MINUTE)
    work()
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=MINUTE)
    assert sent(ana, sealed_ask(ana)).status == 201


def test_a_later_holds_in_its_own_area_only(cast: Cast):
    ana, ben = cast.couple
    say(ben, ask(ana)["id"], "later")
    assert sent(ana, sealed_ask(ana, "money")).status == 201
    assert sent(ben, sealed_ask(ben)).status == 201


def test_a_later_that_arrives_after_its_time_frees_at_once(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    request = sealed_answer(ben, ask(ana)["id"], "later", later_in=HOUR)
    clock.forward(milliseconds=2 * HOUR)
    assert sent(ben, request).status == 201
    assert sent(ana, sealed_ask(ana)).status == 201


def test_who_asked_cannot_bring_the_time_forward(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    said = say(ben, asked, "later", later_in=2 * DAY)
    withdraw(ana, asked)
    assert seen(ana)[("asks", asked)]["again_at"] == said["later_at"]
    clock.forward(milliseconds=2 * DAY - MINUTE)
    assert told(sent(ana, sealed_ask(ana))) == "resting"


@pytest.mark.parametrize("ahead", [HOUR, 3 * DAY])
def test_a_withdrawn_later_leaves_the_usual_rest(cast: Cast, clock: MovingClock, ahead: int):
    ana, ben = cast.couple
    said = say(ben, ask(ana)["id"], "later", later_in=ahead)
    clock.forward(milliseconds=30 * MINUTE)
    withdraw(ben, said["id"])
    clock.forward(milliseconds=11 * HOUR)
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=30 * MINUTE)
    assert sent(ana, sealed_ask(ana)).status == 201


def test_strangers_and_the_other_couple_learn_nothing_of_a_later(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    later = sealed_answer(ben, asked, "later")
    said = sent(ben, later).json["id"]
    assert cast.dan.couple_id
    cast.cleo.refresh()
    nothing = not_found(cast.stranger, "GET", f"/asks/{new_id()}")
    back = {"space_id": ana.couple_id}
    for other in (cast.stranger, cast.cleo):
        body = {**later.body, "sealed_by": other.person_id}
        assert not_found(other, "PUT", later.path, body) == nothing
        for path in (f"/asks/{asked}", later.path):
            assert not_found(other, "GET", path) == nothing
        assert not_found(other, "PUT", f"{later.path}/withdrawal", back) == nothing
        assert seen(other) == {}
    assert sent(cast.cleo, sealed_ask(cast.cleo)).status == 201
    assert ("ask_answers", said) in seen(ana)


def test_it_is_forgotten_a_day_after_the_agreed_time(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ben, ask(ana)["id"], "later", later_in=5 * DAY)
    clock.forward(milliseconds=6 * DAY - MINUTE)
    work()
    assert stored() == 2
    clock.forward(milliseconds=MINUTE)
    work()
    assert stored() == 0
    assert seen(ana) == seen(ben) == {}


def test_a_time_more_than_fourteen_days_ahead_is_refused(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    for ago in (0, -DAY):
        request = sealed_answer(ben, asked, "later", ago=ago, later_in=14 * DAY + MINUTE)
        invalid(ben, request.path, request.body, "later_at")
    assert seen(ana).keys() == {("asks", asked)}
