"""A day after its end nothing of an ask is left, neither on the server nor on the phones."""

from api.kernel import clock
from api.kernel.identity.models import SeatChange
from api.kernel.ids import new_id
from api.kernel.repeats import Edit
from api.practices.asks.models import Ask, AskAnswer, AskWithdrawal
from tests.kernel.asking import sent, told
from tests.kernel.everything import Rows, everything, put_back
from tests.moving_clock import MovingClock, Watch
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
from tests.practices.working import planned, work

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def traces_of(ask_id: str) -> list[tuple[str, object]]:
    """Every row of every table that names an ask or what belongs to it."""
    return [
        (table, row) for table, rows in everything().items() for row in rows if ask_id in repr(row)
    ]


def without_numbers(rows: Rows) -> dict[str, list[object]]:
    """What is stored, except the numbers of feeds: the server does not tell what moved them."""
    numbers = {"reader": 1, "feed": 4}
    return {
        table: sorted(
            (row[: numbers[table]] + row[numbers[table] + 1 :] for row in found), key=repr
        )
        if table in numbers
        else list(found)
        for table, found in rows.items()
    }


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
    asked = sent(ana, request).json["id"]
    late = sealed_answer(ben, asked, "rest")
    clock.forward(milliseconds=25 * HOUR)
    work()
    assert told(sent(ana, request)) == told(sent(ben, late)) == "gone"
    assert told(sent(ana, withdrawal(ana, asked))) == "gone"
    assert told(sent(ben, withdrawal(ben, f"{asked}/{new_id()}"))) == "gone"


def test_a_withdrawal_of_what_never_came_is_forgotten_too(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    request = sealed_ask(ana, "talk", 72 * 3600)
    withdraw(ana, request.path.rpartition("/")[2])
    clock.forward(milliseconds=96 * HOUR)
    work()
    assert stored() == 0
    assert "ask_withdrawals" not in ana.api.call("GET", "/changes")["records"]
    assert told(sent(ana, request)) == "gone"


def test_after_eight_days_more_no_table_holds_anything_of_it(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    never_came = sealed_ask(ana, "talk", 72 * 3600).path.rpartition("/")[2]
    withdraw(ana, never_came)
    asked = {area: ask(ana, area, 3600)["id"] for area in ("talk", "money", "touch", "share")}
    turned_down, taken_back = asked["talk"], asked["money"]
    withdraw(ben, say(ben, turned_down, "rest")["id"])
    say(ben, turned_down, "rest")
    withdraw(ben, say(ben, taken_back, "yes")["id"])
    withdraw(ana, taken_back)
    say(ben, asked["touch"], "later")
    say(ben, asked["share"], "yes", 3600)
    assert all(traces_of(one) for one in (never_came, *asked.values()))
    for hours in (96, 8 * 24):
        clock.forward(milliseconds=hours * HOUR)
        work()
    assert [traces_of(one) for one in (never_came, *asked.values())] == [[]] * 5
    assert planned("ask_retention") == planned("ask_trace") == []


def test_what_was_let_rest_cannot_be_counted_later(cast: Cast, watch: Watch):
    ana, ben = cast.couple
    asking = sealed_ask(ana, "talk", 3600)
    rest = sealed_answer(ben, asking.path.rpartition("/")[2], "rest")
    beginning, begins = everything(), watch.at

    def a_day_later(*, let_rest: bool) -> object:
        put_back(beginning)
        watch.at = begins
        sent(ana, asking)
        if let_rest:
            assert sent(ben, rest).status == 201
        watch.at += 26 * HOUR
        work()
        return without_numbers(everything())

    assert a_day_later(let_rest=True) == a_day_later(let_rest=False)


def test_it_is_forgotten_also_where_they_part(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    asked = ask(ana, "talk", 3600)["id"]
    say(ben, asked, "rest")
    ben.leave()
    for hours in (26, 8 * 24):
        clock.forward(milliseconds=hours * HOUR)
        work()
    assert traces_of(asked) == []


def test_a_space_that_both_erased_plans_nothing(cast: Cast):
    ana, ben = cast.couple
    ask(ana)
    ana.erase()
    ben.erase()
    assert planned("ask_retention") == []


def test_it_goes_with_a_seat_that_passes(cast: Cast, clock: MovingClock):
    """No yes holds for a person it was not said to, or in the name of one who did not say it."""
    ana, ben = cast.couple
    hers, his = ask(ana)["id"], ask(ben, "money")["id"]
    said = say(ben, hers, "yes")["id"]
    say(ana, his, "rest")
    late = [withdrawal(ben, said), withdrawal(ben, his), sealed_answer(ben, hers, "yes")]
    new = cast.started()
    ben.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ben.space("us"))
    ben.refresh()
    new.refresh()
    assert kinds_seen(ben) == kinds_seen(new) == []
    assert (stored(), planned("ask_retention")) == (0, [])
    assert [told(sent(ben, request)) for request in late] == ["gone"] * 3
    fed = [row for row in everything()["feed"] if new.person_id in row]
    assert not [row for row in fed if hers in repr(row) or his in repr(row)]
    assert ask(new, "money")["id"] in {record_id for _, record_id in seen(ben)}
    clock.forward(milliseconds=9 * 24 * HOUR)
    work()
    assert traces_of(hers) == traces_of(his) == []


def test_erasing_a_person_leaves_nothing_of_theirs(cast: Cast):
    ana, ben = cast.couple
    mine, theirs = ask(ana), ask(ben)
    say(ben, mine["id"], "yes")
    say(ana, theirs["id"], "yes")
    withdraw(ana, f"{theirs['id']}/{new_id()}")
    ana.erase()
    for model in (Ask, AskAnswer, AskWithdrawal):
        assert {row.author_id for row in model.select()} <= {ben.person_id}
