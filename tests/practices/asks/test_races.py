"""Races with a yes: either order is possible, and a withdrawn yes never holds."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import clock
from api.practices.asks.models import AskAnswer
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    say,
    sealed_answer,
    sealed_ask,
    withdrawal,
)
from tests.practices.pauses.asking import sealed_pause
from tests.practices.racing import together
from tests.practices.working import act

pytestmark = pytest.mark.slow

ROUNDS = 5
MINUTE, HOUR = clock.MINUTE, clock.HOUR


def putting(phone: Phone, request: Request) -> Callable[[], str]:
    return lambda: told(sent(phone, request))


def begin(cast: Cast) -> tuple[Phone, Phone, str]:
    """Two who have just paired, and an ask."""
    ana, ben = cast.started(), cast.started()
    ana.pair(ben)
    return ana, ben, ask(ana)["id"]


def test_of_a_yes_and_a_withdrawal_of_the_ask_the_withdrawal_wins(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        yes = sealed_answer(ben, asked, "yes")
        said, back = together(putting(ben, yes), putting(ana, withdrawal(ana, asked)))
        assert (said in ("", "already_ended"), back) == (True, "")
        assert kinds_seen(ana) == kinds_seen(ben) == ["ask_withdrawals", "asks"]
        assert not AskAnswer.select().exists()
        assert told(sent(ana, sealed_ask(ana))) == "resting"


def test_of_a_yes_and_its_own_withdrawal_the_withdrawal_wins(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        yes = sealed_answer(ben, asked, "yes")
        one = f"{asked}/{yes.path.rpartition('/')[2]}"
        said, back = together(putting(ben, yes), putting(ben, withdrawal(ben, one)))
        assert (said in ("", "already_ended"), back) == (True, "")
        was_there = ["ask_answer_withdrawals"] if said == "" else []
        assert kinds_seen(ana) == [*was_there, "asks"]
        assert kinds_seen(ben) == ["ask_answer_withdrawals", "asks"]
        assert not AskAnswer.select().exists()


def test_of_two_who_take_back_a_yes_at_once_both_do(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        said = say(ben, asked, "yes")["id"]
        backs = together(putting(ana, withdrawal(ana, asked)), putting(ben, withdrawal(ben, said)))
        assert backs == ["", ""]
        assert "ask_answers" not in kinds_seen(ana) + kinds_seen(ben)


def test_two_answers_at_once_are_one(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        answers = [sealed_answer(ben, asked, answer) for answer in ("yes", "not_now")]
        told = together(*(putting(ben, answer) for answer in answers))
        assert sorted(told) == ["", "already_ended"]
        assert kinds_seen(ana) == ["ask_answers", "asks"]


def test_the_same_yes_twice_at_once_is_one(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        yes = sealed_answer(ben, asked, "yes")
        assert together(putting(ben, yes), putting(ben, yes)) == ["", ""]
        assert kinds_seen(ana) == ["ask_answers", "asks"]


def test_two_asks_at_once_are_one(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben = cast.started(), cast.started()
        ana.pair(ben)
        told = together(*(putting(ana, sealed_ask(ana)) for _ in range(2)))
        assert sorted(told) == ["", "open_ask"]
        assert kinds_seen(ben) == ["asks"]


def test_an_ask_and_a_pause_of_the_one_who_is_asked(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben = cast.started(), cast.started()
        ana.pair(ben)
        told, paused = together(putting(ana, sealed_ask(ana)), putting(ben, sealed_pause(ben)))
        assert (told in ("", "paused"), paused) == (True, "")
        assert kinds_seen(ben) == ([] if told else ["asks"])


def test_no_answer_slips_past_a_leaving(app: Flask, cast: Cast):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        path = f"/couples/{ana.space('us')}/leaving"
        yes = sealed_answer(ben, asked, "yes")
        left, told = together(putting(ana, Request("leavings", path, {})), putting(ben, yes))
        assert left == ""
        assert told in ("", "not_found")
        for phone in (ana, ben):
            assert phone.api.request("GET", yes.path).status == 404
            assert phone.api.call("GET", "/changes")["records"] == {}


def test_forgetting_and_taking_back_do_not_wait_for_each_other(
    app: Flask, cast: Cast, clock: MovingClock
):
    for _ in range(ROUNDS):
        ana, ben, asked = begin(cast)
        said = say(ben, asked, "yes", 60)["id"]
        clock.forward(milliseconds=25 * HOUR)

        def forgetting() -> str:
            act()
            return ""

        done = together(
            forgetting,
            putting(ana, withdrawal(ana, asked)),
            putting(ben, withdrawal(ben, said)),
        )
        assert done[0] == ""
        assert set(done) <= {"", "gone"}
        clock.forward(milliseconds=5 * MINUTE)
        act()
        assert kinds_seen(ana) == kinds_seen(ben) == []
