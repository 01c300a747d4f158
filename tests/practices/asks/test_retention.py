"""A day after its end nothing of an ask is left: not here, not on the phones."""

from api.kernel import clock
from api.kernel.identity.models import SeatChange
from api.kernel.ids import new_id
from api.kernel.records import Edit
from api.practices.asks.models import Ask, AskAnswer, AskWithdrawal
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    code,
    kinds_seen,
    put,
    say,
    sealed_answer,
    sealed_ask,
    seen,
    withdraw,
    withdrawal,
)
from tests.practices.working import planned, work

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def stored() -> int:
    return sum(model.select().count() for model in (Ask, AskAnswer, AskWithdrawal))


def test_after_a_day_all_of_it_is_gone(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    quiet, money = ask(ana, "talk", 3600), ask(ana, "money", 3600)
    say(ben, quiet["id"], "rest")
    withdraw(ben, say(ben, money["id"], "yes")["id"])
    withdraw(ana, money["id"])
    clock.forward(milliseconds=24 * HOUR - MINUTE)
    work()
    assert stored() == 5
    clock.forward(milliseconds=HOUR + MINUTE)
    work()
    assert stored() == Edit.select().where(Edit.kind.startswith("ask")).count() == 0
    assert planned("ask_retention") == []
    assert seen(ana) == seen(ben) == {}


def test_a_yes_is_kept_as_long_as_it_holds_and_a_day(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    say(ben, ask(ana, "talk", 3600)["id"], "yes", 48 * 3600)
    clock.forward(milliseconds=71 * HOUR)
    work()
    assert kinds_seen(ana) == ["ask_answers", "asks"]
    clock.forward(milliseconds=HOUR)
    work()
    assert stored() == 0


def test_what_comes_after_that_is_refused(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    request = sealed_ask(ana, "talk", 3600)
    asked = put(ana, request).json["id"]
    late = sealed_answer(ben, asked, "rest")
    clock.forward(milliseconds=25 * HOUR)
    work()
    assert code(put(ana, request)) == code(put(ben, late)) == "gone"
    assert code(put(ana, withdrawal(ana, asked))) == "gone"
    assert code(put(ben, withdrawal(ben, f"{asked}/{new_id()}"))) == "gone"


def test_a_withdrawal_of_what_never_came_is_forgotten_too(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    request = sealed_ask(ana, "talk", 72 * 3600)
    withdraw(ana, request.path.rpartition("/")[2])
    clock.forward(milliseconds=96 * HOUR)
    work()
    assert stored() == 0
    assert kinds_seen(ana) == []
    assert code(put(ana, request)) == "gone"


def test_leaving_plans_nothing(cast: Cast):
    ana, ben = cast.couple
    ask(ana)
    ben.leave()
    assert planned("ask_retention") == []


def test_a_seat_that_passes_keeps_the_plan(cast: Cast):
    ana, ben = cast.couple
    ask(ana)
    new = cast.started()
    ben.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ben.space("us"))
    assert len(planned("ask_retention")) == 1


def test_erasing_a_person_leaves_nothing_of_theirs(cast: Cast):
    ana, ben = cast.couple
    mine, theirs = ask(ana), ask(ben)
    say(ben, mine["id"], "yes")
    say(ana, theirs["id"], "yes")
    withdraw(ana, f"{theirs['id']}/{new_id()}")
    ana.erase()
    for model in (Ask, AskAnswer, AskWithdrawal):
        assert {row.author_id for row in model.select()} <= {ben.person_id}
