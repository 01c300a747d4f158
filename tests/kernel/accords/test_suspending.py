"""Either suspends an accord at once, and nobody but them lifts that; new terms need both again."""

import pytest

from api.kernel import clock, removals
from api.kernel.accords import later, standing
from api.kernel.ids import new_id
from api.kernel.tombstones import Tombstone
from tests.kernel.accords.promising import ACCORD, VowSuspension, settled
from tests.kernel.accords.vows import Act, Vows
from tests.kernel.everything import nothing_changes
from tests.moving_clock import Watch


def suspend(vows: Vows, who: int) -> str:
    """The id of a suspension by one of the two."""
    own = new_id()
    assert vows.do(Act(who, "suspend", own=own)) == 201
    return own


@pytest.mark.parametrize("who", [0, 1])
def test_either_suspends_it_at_once_and_resumes_it(agreed: Vows, who: int):
    own = suspend(agreed, who)
    assert (agreed.state, agreed.accepted_by(), agreed.suspended_by()) == (
        "suspended",
        {0, 1},
        {who},
    )
    assert agreed.do(Act(who, "resume", own=own)) == 204
    assert (agreed.state, agreed.suspended_by()) == ("accepted", set())
    assert settled == ["suspended", "accepted"]


def test_nobody_lifts_what_the_other_has_said(agreed: Vows):
    own = suspend(agreed, 0)
    with nothing_changes():
        assert agreed.do(Act(1, "resume", own=own)) == "not_found"
    theirs = suspend(agreed, 1)
    agreed.do(Act(1, "resume", own=theirs))
    assert (agreed.state, agreed.suspended_by()) == ("suspended", {0})


def test_it_is_in_force_once_both_have_lifted_theirs(agreed: Vows):
    first, second = suspend(agreed, 0), suspend(agreed, 1)
    agreed.do(Act(0, "resume", own=first))
    assert agreed.state == "suspended"
    agreed.do(Act(1, "resume", own=second))
    assert agreed.state == "accepted"


def test_a_suspension_of_another_phone_outlives_the_lifting_of_an_earlier_one(agreed: Vows):
    first = suspend(agreed, 0)
    second = suspend(agreed, 0)
    with nothing_changes():
        assert agreed.do(Act(0, "resume", own=first)) == 204
    assert agreed.state == "suspended"
    agreed.do(Act(0, "resume", own=second))
    assert agreed.state == "accepted"


def test_what_was_lifted_stays_so_though_it_comes_again(agreed: Vows):
    own = suspend(agreed, 0)
    with nothing_changes():
        assert agreed.do(Act(0, "suspend", own=own)) == 200
    agreed.do(Act(0, "resume", own=own))
    with nothing_changes():
        assert agreed.do(Act(0, "suspend", own=own)) == "gone"
        assert agreed.do(Act(0, "resume", own=own)) == 204


def test_only_some_traces_are_kept(agreed: Vows, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(standing, "TRACES", 2)
    for _ in range(3):
        agreed.do(Act(0, "resume", own=suspend(agreed, 0)))
    traces = Tombstone.select().where(Tombstone.kind == ACCORD.suspensions.name)
    assert traces.count() == 2


def test_nothing_is_left_to_count_once_it_is_lifted(agreed: Vows):
    own = suspend(agreed, 0)
    agreed.do(Act(0, "resume", own=own))
    assert not VowSuspension.select().exists()
    for phone in agreed.couple:
        assert agreed.feed_of(phone) == agreed.shown()


def test_a_suspension_that_crosses_the_yes_of_both_holds(vows: Vows):
    suspend(vows, 1)
    vows.do(Act(1, "yes", 1))
    assert (vows.state, vows.accepted_by()) == ("suspended", {0, 1})


@pytest.mark.parametrize("who", [0, 1])
def test_new_terms_of_either_need_both_again_and_end_the_suspension(agreed: Vows, who: int):
    suspend(agreed, 0)
    agreed.do(Act(who, "edit", 2, "flowers"))
    assert (agreed.state, agreed.suspended_by()) == ("proposed", set())
    agreed.do(Act(1 - who, "yes", 2))
    assert agreed.state == "accepted"


def test_what_is_no_term_leaves_it_suspended(agreed: Vows):
    suspend(agreed, 0)
    agreed.do(Act(1, "edit", 2, "dishes", "red"))
    assert agreed.state == "suspended"


def test_what_it_replaced_does_not_come_back_while_it_is_suspended(agreed: Vows):
    change = agreed.beside()
    change.do(Act(1, "edit", 1, "flowers", replaces=agreed.vow_id))
    change.do(Act(0, "yes", 1))
    suspend(change, 0)
    assert (agreed.state, change.state) == ("replaced", "suspended")


def test_either_still_declines_and_ends_it(agreed: Vows):
    suspend(agreed, 0)
    assert agreed.do(Act(1, "no", 1)) == 201
    assert agreed.state == "declined"
    assert agreed.do(Act(1, "end")) == 201
    assert agreed.state == "ended"
    assert not VowSuspension.select().exists()


def test_what_has_ended_cannot_be_suspended(agreed: Vows):
    agreed.do(Act(1, "end"))
    with nothing_changes():
        assert agreed.do(Act(0, "suspend", own=new_id())) == "already_ended"


def test_who_has_lost_the_seat_holds_nobody(agreed: Vows):
    suspend(agreed, 1)
    VowSuspension.update(author_id=agreed.couple[0].device_id).execute()
    assert (agreed.state, agreed.suspended_by()) == ("accepted", set())


def test_found_words_suspend_but_lift_nothing_of_others(agreed: Vows):
    own = suspend(agreed, 0)
    thief = agreed.as_newcomer(0)
    with nothing_changes():
        assert thief.do(Act(0, "resume", own=own)) == "too_soon"
    theirs = new_id()
    assert thief.do(Act(0, "suspend", own=theirs)) == 201
    assert thief.do(Act(0, "resume", own=theirs)) == 204


def test_a_restore_does_not_bring_it_back_into_force(agreed: Vows):
    suspend(agreed, 0)
    VowSuspension.delete().execute()  # the backup is older
    removals.load()
    later.after_restore(ACCORD)
    assert (agreed.state, agreed.suspended_by()) == ("suspended", {0})


def test_a_restore_suspends_nothing_that_was_resumed_on_a_later_day(agreed: Vows, watch: Watch):
    own = suspend(agreed, 0)
    watch.at += clock.DAY
    agreed.do(Act(0, "resume", own=own))
    removals.load()
    later.after_restore(ACCORD)
    assert agreed.state == "accepted"
