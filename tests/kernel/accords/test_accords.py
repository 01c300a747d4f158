"""Rules of every accord, tested with a vow. Rituals test the same through the API."""

from dataclasses import replace

import pytest

from api.kernel import feed
from api.kernel.accords import ends, refusals
from tests.kernel.accords.promising import ACCORD, VOW_ENDS, Vow, VowEnd, VowYes, settled
from tests.kernel.accords.vows import Act, Vows, work
from tests.kernel.everything import nothing_changes
from tests.moving_clock import Watch


def test_it_is_in_force_once_both_have_said_yes(vows: Vows):
    assert (vows.state, vows.accepted_by()) == ("proposed", {0})
    assert vows.do(Act(1, "yes", 1)) == 201
    assert (vows.state, vows.accepted_by()) == ("accepted", {0, 1})
    assert settled == ["accepted"]


@pytest.mark.parametrize("who", [0, 1])
def test_new_terms_need_both_again(agreed: Vows, who: int):
    assert agreed.do(Act(who, "edit", 2, "flowers")) == 200
    assert (agreed.state, agreed.accepted_by()) == ("proposed", {who})
    assert settled == ["proposed"]


def test_what_is_no_term_needs_no_new_yes(agreed: Vows):
    assert agreed.do(Act(1, "edit", 2, "dishes", "red")) == 200
    assert (agreed.state, agreed.accepted_by()) == ("accepted", {0, 1})
    assert settled == []


def test_a_yes_to_other_terms_is_no_yes_to_these(vows: Vows):
    vows.do(Act(0, "edit", 2, "flowers"))
    with nothing_changes():
        assert vows.do(Act(1, "yes", 1)) == "stale_edit"


def test_a_yes_may_have_missed_what_is_no_term(vows: Vows):
    vows.do(Act(0, "edit", 2, "dishes", "red"))
    assert vows.do(Act(1, "yes", 1)) == 201
    assert vows.state == "accepted"


def test_the_same_terms_again_do_not_bring_back_a_yes(agreed: Vows):
    agreed.do(Act(0, "edit", 2, "flowers"))
    agreed.do(Act(0, "edit", 3, "dishes"))
    assert agreed.accepted_by() == {0}


@pytest.mark.parametrize("who", [0, 1])
def test_either_takes_a_yes_back_at_once(agreed: Vows, who: int):
    assert agreed.do(Act(who, "no", 1)) == 201
    assert (agreed.state, agreed.accepted_by()) == ("declined", {1 - who})
    assert settled == ["declined"]
    for one in (0, 1):
        with nothing_changes():
            assert agreed.do(Act(one, "yes", 1)) == (200 if one != who else "declined")


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_at_once_and_for_good(agreed: Vows, who: int):
    assert agreed.do(Act(who, "end")) == 201
    assert agreed.state == "ended"
    with nothing_changes():
        for act in (Act(0, "edit", 2, "flowers"), Act(0, "no", 1)):
            assert agreed.do(act) == "already_ended"
        assert agreed.do(Act(1 - who, "end")) == 200


def test_whoever_comes_into_the_couple_has_accepted_nothing(agreed: Vows):
    """As after a seat has passed: the yes of the person before is no yes of theirs."""
    VowYes.update(author_id=agreed.couple[0].device_id).where(
        VowYes.author_id == agreed.couple[1].person_id
    ).execute()
    assert agreed.state == "proposed"


def test_what_it_replaces_is_in_force_until_both_accept_the_change(agreed: Vows):
    old = agreed.vow_id
    change = agreed.beside()
    assert change.do(Act(1, "edit", 1, "flowers", replaces=old)) == 201
    assert (agreed.state, change.state) == ("accepted", "proposed")
    change.do(Act(0, "yes", 1))
    assert (agreed.state, change.state) == ("replaced", "accepted")
    change.do(Act(0, "no", 1))
    assert (agreed.state, change.state) == ("accepted", "declined")


def test_the_end_of_a_change_ends_what_it_replaced(agreed: Vows):
    change = agreed.beside()
    change.do(Act(1, "edit", 1, "flowers", replaces=agreed.vow_id))
    change.do(Act(0, "yes", 1))
    change.do(Act(1, "end"))
    assert Vow.select().where(Vow.ended.is_null()).count() == 0


def test_without_terms_every_edit_needs_both_again(agreed: Vows, monkeypatch: pytest.MonkeyPatch):
    """The words are what people accept, and the server cannot read them."""
    monkeypatch.setattr(Vows, "accord", replace(ACCORD, terms=None))
    assert agreed.do(Act(1, "edit", 2, "dishes", "red")) == 200
    assert (agreed.state, agreed.accepted_by()) == ("proposed", {1})


@pytest.mark.parametrize("who", [0, 1])
def test_a_day_later_nothing_tells_who_ended_it(agreed: Vows, watch: Watch, who: int):
    """Else whoever often ends something could be held to it for years."""
    change = agreed.beside()
    change.do(Act(who, "edit", 1, "flowers", replaces=agreed.vow_id))
    change.do(Act(1 - who, "yes", 1))
    change.do(Act(who, "end"))
    watch.at += ends.TOLD - 1
    work()
    assert VowEnd.select().count() == 2  # with what it replaced
    watch.at += 1
    work()
    assert not VowEnd.select().exists()
    assert not feed.Feed.select().where(feed.Feed.kind == VOW_ENDS.name).exists()
    for vows in (agreed, change):
        assert vows.state == "ended"
        with nothing_changes():
            assert [vows.do(Act(one, "end")) for one in (0, 1)] == ["already_ended"] * 2


def test_nor_who_let_it_end_by_itself(vows: Vows, watch: Watch):
    vows.do(Act(1, "no", 1))
    watch.at += refusals.KEPT
    work()
    assert vows.state == "ended"
    watch.at += ends.TOLD
    work()
    assert not VowEnd.select().exists()
