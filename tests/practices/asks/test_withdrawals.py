"""Withdrawing: always possible, at once, by either, in whatever order it arrives; nobody keeps a withdrawn yes."""

import pytest

from api.kernel import clock
from api.kernel.ids import new_id
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
    seen,
    withdraw,
    withdrawal,
)
from tests.practices.refusing import not_found

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def test_an_ask_taken_back_is_over_for_both_and_rests(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    view = ask(ana)
    clock.forward(milliseconds=HOUR)
    taken = withdraw(ana, view["id"])
    assert taken.keys() == {"id", "space_id", "author_id", "at"}
    now = seen(ben)
    assert now[("ask_withdrawals", view["id"])] == taken
    assert now[("asks", view["id"])]["ends_at"] == taken["at"]
    assert now == seen(ana)
    assert told(sent(ben, sealed_answer(ben, view["id"], "yes"))) == "already_ended"
    clock.forward(milliseconds=12 * HOUR - MINUTE)
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=MINUTE)
    assert sent(ana, sealed_ask(ana)).status == 201


def test_the_one_who_asked_takes_a_yes_back_too(cast: Cast):
    ana, ben = cast.couple
    view = ask(ana)
    said = say(ben, view["id"], "yes")
    assert ("ask_answers", said["id"]) in seen(ana)
    withdraw(ana, view["id"])
    assert kinds_seen(ana) == kinds_seen(ben) == ["ask_withdrawals", "asks"]
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    assert told(sent(ben, sealed_answer(ben, view["id"], "yes"))) == "already_ended"


def test_the_one_who_said_yes_takes_it_back_and_nothing_of_it_stays(cast: Cast):
    ana, ben = cast.couple
    view = ask(ana)
    request = sealed_answer(ben, view["id"], "yes", line="Gladly.")
    said = sent(ben, request).json
    taken = withdraw(ben, said["id"])
    assert taken.keys() == {"id", "ask_id", "space_id", "author_id", "at"}
    now = seen(ana)
    assert sorted(kind for kind, _ in now) == ["ask_answer_withdrawals", "asks"]
    assert now[("asks", view["id"])]["ends_at"] == taken["at"]
    assert now == seen(ben)
    for phone in (ana, ben):
        not_found(phone, "GET", f"/asks/{said['id'].replace('/', '/answers/')}")
    assert not AskAnswer.select().exists()
    assert told(sent(ben, request)) == "already_ended"
    assert told(sent(ben, sealed_answer(ben, view["id"], "yes"))) == "already_ended"
    assert told(sent(ana, sealed_ask(ana))) == "resting"


@pytest.mark.parametrize("answer", ["yes", "later", "not_now", "rest"])
def test_an_answer_that_comes_after_its_withdrawal_never_was(cast: Cast, answer: str):
    ana, ben = cast.couple
    view = ask(ana)
    answer_id = new_id()
    before = seen(ana)
    withdraw(ben, f"{view['id']}/{answer_id}")
    late = sealed_answer(ben, view["id"], answer, answer_id=answer_id)
    assert told(sent(ben, late)) == "already_ended"
    assert seen(ana) == before
    assert kinds_seen(ben) == ["ask_answer_withdrawals", "asks"]
    assert sent(ben, sealed_answer(ben, view["id"], "yes")).status == 201


def test_an_ask_that_comes_after_its_withdrawal_never_was(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    withdraw(ana, request.path.rpartition("/")[2])
    assert kinds_seen(ana) == ["ask_withdrawals"]
    assert told(sent(ana, request)) == "already_ended"
    assert kinds_seen(ben) == []
    assert sent(ana, sealed_ask(ana)).status == 201


@pytest.mark.parametrize("answer", ["not_now", "rest"])
def test_other_answers_can_be_taken_back_and_the_ask_stays_as_it_is(cast: Cast, answer: str):
    ana, ben = cast.couple
    view = ask(ana)
    said = say(ben, view["id"], answer)
    before = seen(ana)[("asks", view["id"])]
    withdraw(ben, said["id"])
    assert seen(ana)[("asks", view["id"])] == before
    left = ["asks"] if answer == "rest" else ["ask_answer_withdrawals", "asks"]
    assert kinds_seen(ana) == left
    assert kinds_seen(ben) == ["ask_answer_withdrawals", "asks"]


def test_after_its_time_a_withdrawal_is_taken_and_changes_no_rest(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    expired, agreed = ask(ana, "talk", 3600), ask(ana, "money", 3600)
    said = say(ben, agreed["id"], "yes", 3600)
    clock.forward(milliseconds=2 * HOUR)
    before = {key: view for key, view in seen(ana).items() if key[0] == "asks"}
    withdraw(ana, expired["id"])
    withdraw(ben, said["id"])
    assert {key: view for key, view in seen(ana).items() if key[0] == "asks"} == before
    assert sent(ana, sealed_ask(ana, "money")).status == 201


def test_again_changes_nothing(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    view = ask(ana)
    back = f"{view['id']}/{new_id()}"
    for phone, one in ((ben, back), (ana, view["id"])):
        first = sent(phone, withdrawal(phone, one))
        for other in (ana, ben):
            other.changes()
        clock.forward(milliseconds=MINUTE)
        again = sent(phone, withdrawal(phone, one))
        assert (first.status, again.status, again.json) == (201, 200, first.json)
        assert ana.changes() == ben.changes() == []


def test_each_takes_back_their_own(cast: Cast):
    ana, ben = cast.couple
    view = ask(ana)
    said = say(ben, view["id"], "yes")
    nothing = not_found(ben, "GET", f"/asks/{new_id()}")
    for phone, one in ((ben, view["id"]), (ana, said["id"]), (ana, f"{view['id']}/{new_id()}")):
        request = withdrawal(phone, one)
        assert not_found(phone, "PUT", request.path, request.body) == nothing
    assert kinds_seen(ana) == ["ask_answers", "asks"]


def test_nobody_voids_what_the_other_has_not_sent_yet(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    withdraw(ben, request.path.rpartition("/")[2])
    assert sent(ana, request).status == 201
    assert kinds_seen(ana) == ["asks"]
