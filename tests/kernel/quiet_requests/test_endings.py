"""A favour is withdrawn, forgotten after its end, or ends with a restore and a new account."""

import pytest

from api.kernel.clock import DAY, HOUR, SECOND
from api.kernel.db import transaction
from api.kernel.ids import new_id
from api.kernel.quiet_requests import withdrawing
from tests.kernel.everything import everything
from tests.kernel.quiet_requests.favours import (
    FAVOURS,
    Favour,
    FavourAnswer,
    FavourWithdrawal,
    answer,
    favour,
    id_of,
    seen,
    withdrawal,
    work,
)
from tests.kernel.quiet_requests.stage import Two, views

ANSWERS = ("yes", "later", "not_now", "rest")


@pytest.mark.parametrize("said", ANSWERS)
def test_a_withdrawal_of_what_was_asked_wins(two: Two, said: str):
    asked = two.ask()
    two.send(two.ana, withdrawal(two.ana, asked))
    assert two.code(two.ben, answer(two.ben, asked, said)) == "already_ended"
    assert two.again() == "resting"


def test_either_takes_a_yes_back_and_nothing_of_it_stays(two: Two):
    for taker in (two.ana, two.ben):
        asked = two.ask()
        said = two.say(asked, "yes")
        two.send(taker, withdrawal(taker, asked if taker is two.ana else said))
        assert not FavourAnswer.select().exists()
        assert views(two.ana, "favour_answers") == views(two.ben, "favour_answers") == {}
        assert two.again() == "resting"
        two.forward(12 * HOUR)


@pytest.mark.parametrize("said", ANSWERS)
def test_a_withdrawal_may_come_first(two: Two, said: str):
    asked = two.ask()
    late = answer(two.ben, asked, said)
    shown = seen(two.ana)
    two.send(two.ben, withdrawal(two.ben, id_of(late)))
    assert two.code(two.ben, late) == "already_ended"
    assert seen(two.ana) == shown


def test_what_was_withdrawn_before_it_came_is_refused(two: Two):
    request = favour(two.ana)
    two.send(two.ana, withdrawal(two.ana, id_of(request)))
    assert two.code(two.ana, request) == "already_ended"
    assert seen(two.ben) == {}


def test_a_day_after_its_end_it_is_forgotten_and_eight_days_later_its_trace(two: Two):
    asked, other = two.ask(), two.ask(size="large")
    two.say(asked, "rest")
    two.send(two.ana, withdrawal(two.ana, other))
    two.forward(25 * HOUR - SECOND)
    work()
    assert Favour.select().count() == 1
    two.forward(SECOND)
    work()
    for model in (Favour, FavourAnswer, FavourWithdrawal):
        assert not model.select().exists()
    assert two.code(two.ben, answer(two.ben, asked, "rest")) == "gone"
    two.forward(8 * DAY)
    work()
    rows = [row for found in everything().values() for row in found]
    assert not [row for row in rows if asked in repr(row) or other in repr(row)]


def test_a_restore_and_a_new_account_in_a_seat_leave_no_yes(two: Two):
    for forget in (FAVOURS.forget_all, lambda: FAVOURS.drop(two.ana.space("us"), "", "")):
        said = two.say(two.ask(), "yes")
        with transaction():
            forget()
        assert not FavourAnswer.select().exists()
        assert two.code(two.ben, withdrawal(two.ben, said)) == "gone"


def test_what_is_never_refused_stays_few(two: Two, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(withdrawing, "MOST", 3)
    asked = two.ask()
    for _ in range(5):
        two.say(asked, "rest")
        two.send(two.ben, withdrawal(two.ben, f"{asked}/{new_id()}"))
        two.send(two.ana, withdrawal(two.ana, new_id()))
        two.forward(SECOND)
    assert FavourAnswer.select().count() == 3
    assert FavourWithdrawal.select().count() == 6
