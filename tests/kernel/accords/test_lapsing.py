"""An accord lapses on its day unless both renew it; either withdraws a renewal."""

import pytest

from api.kernel import clock, removals
from api.kernel.accords import ends, later
from api.kernel.accords.accords import LONGEST, Lapse
from api.kernel.ids import new_id
from tests.kernel.accords.promising import ACCORD, DAYS, LONGEST_DAYS, Vow, VowRenewal, settled
from tests.kernel.accords.vows import Act, Vows, work
from tests.kernel.everything import nothing_changes
from tests.moving_clock import Watch
from tests.practices.working import planned

LATER, LATEST = 2 * DAYS, 3 * DAYS


def renew(vows: Vows, who: int, days: int = LATER) -> str:
    """The id of a renewal by one of the two."""
    own = new_id()
    assert vows.do(Act(who, "renew", vows.vow.edit, own=own, days=days)) == 201
    return own


def test_it_lapses_on_its_day_by_time_and_for_good_by_the_worker(agreed: Vows, watch: Watch):
    watch.at = agreed.day(DAYS) - 1
    work()
    assert agreed.state == "accepted"
    watch.at += 1
    assert (agreed.state, settled) == ("lapsed", [])
    work()
    assert (agreed.state, settled) == ("lapsed", ["lapsed"])
    assert planned(ACCORD.lapse_plan) == []
    for phone in agreed.couple:
        assert agreed.feed_of(phone) == agreed.shown()


@pytest.mark.parametrize("worked", [False, True])
def test_what_has_lapsed_takes_nothing_any_more(agreed: Vows, watch: Watch, worked: bool):
    watch.at = agreed.day(DAYS)
    if worked:
        work()
    acts = [Act(0, "edit", 2, "flowers", days=LATER), Act(0, "no", 1)]
    acts += [Act(1, "suspend", own=new_id()), Act(1, "renew", 1, own=new_id(), days=LATER)]
    with nothing_changes():
        assert [agreed.do(act) for act in acts] == ["already_ended"] * 4
    assert agreed.do(Act(1, "end")) == 201  # a late end is no error
    assert agreed.state == "ended"
    watch.at += ends.TOLD
    work()
    with nothing_changes():
        assert agreed.do(Act(1, "end")) == "already_ended"


def test_the_day_moves_once_both_have_renewed_it(agreed: Vows, watch: Watch):
    renew(agreed, 0)
    assert (agreed.lapses_after(), planned(ACCORD.lapse_plan)) == (DAYS, [agreed.day(DAYS)])
    renew(agreed, 1)
    assert (agreed.lapses_after(), planned(ACCORD.lapse_plan)) == (LATER, [agreed.day(LATER)])
    watch.at = agreed.day(DAYS)
    work()
    assert agreed.state == "accepted"
    watch.at = agreed.day(LATER)
    assert agreed.state == "lapsed"


def test_of_two_days_the_earlier_one_holds(agreed: Vows):
    renew(agreed, 0, LATEST)
    renew(agreed, 1, LATER)
    assert agreed.lapses_after() == LATER


def test_both_are_shown_until_when(agreed: Vows):
    renew(agreed, 0)
    renew(agreed, 1)
    for phone in agreed.couple:
        (vow,) = [one for one in agreed.feed_of(phone) if "renewed_until" in one]
        assert vow["lapses_at"] == clock.to_text(agreed.day(DAYS))
        assert vow["renewed_until"] == clock.to_text(agreed.day(LATER))


@pytest.mark.parametrize("who", [0, 1])
def test_a_withdrawal_wins_whichever_came_first(agreed: Vows, who: int):
    own = renew(agreed, who)
    renew(agreed, 1 - who)
    assert agreed.do(Act(who, "withdraw", own=own)) == 204
    assert agreed.lapses_after() == DAYS
    with nothing_changes():
        assert agreed.do(Act(who, "renew", 1, own=own, days=LATER)) == "gone"
        assert agreed.do(Act(who, "withdraw", own=own)) == 204


def test_a_withdrawal_after_the_day_lets_it_lapse_at_once(agreed: Vows, watch: Watch):
    own = renew(agreed, 0)
    renew(agreed, 1)
    watch.at = agreed.day(DAYS + 1)
    settled.clear()
    agreed.do(Act(0, "withdraw", own=own))
    assert (agreed.state, settled) == ("lapsed", ["lapsed"])


def test_an_earlier_renewal_holds_where_a_later_one_is_withdrawn(agreed: Vows):
    renew(agreed, 0)
    own = renew(agreed, 0, LATEST)
    renew(agreed, 1, LATEST)
    agreed.do(Act(0, "withdraw", own=own))
    assert agreed.lapses_after() == LATER


def test_a_withdrawal_may_come_first(agreed: Vows):
    own = new_id()
    assert agreed.do(Act(0, "withdraw", own=own)) == 204
    with nothing_changes():
        assert agreed.do(Act(0, "renew", 1, own=own, days=LATER)) == "gone"


def test_nobody_withdraws_what_the_other_has_said(agreed: Vows):
    own = renew(agreed, 0)
    with nothing_changes():
        assert agreed.do(Act(1, "withdraw", own=own)) == "not_found"


def test_new_terms_have_a_day_of_their_own(agreed: Vows):
    renew(agreed, 0)
    renew(agreed, 1)
    agreed.do(Act(1, "edit", 2, "dishes", days=DAYS + 1))
    assert (agreed.state, agreed.lapses_after(), agreed.renewed()) == ("proposed", DAYS + 1, set())
    assert planned(ACCORD.lapse_plan) == [agreed.day(DAYS + 1)]


def test_what_is_no_term_can_be_changed_after_the_first_day(agreed: Vows, watch: Watch):
    renew(agreed, 0)
    renew(agreed, 1)
    watch.at = agreed.day(DAYS)
    assert agreed.do(Act(1, "edit", 2, "dishes", "red")) == 200
    assert (agreed.state, agreed.lapses_after()) == ("accepted", LATER)


@pytest.mark.parametrize("days", [0, LONGEST_DAYS + 1])
def test_a_day_that_is_over_or_too_far_off_is_refused(agreed: Vows, days: int):
    with nothing_changes():
        assert agreed.do(Act(0, "edit", 2, "flowers", days=days)) == "invalid"
        assert agreed.do(Act(0, "renew", 1, own=new_id(), days=days)) == "invalid"


def test_no_practice_lets_an_accord_last_longer_than_a_year():
    with pytest.raises(ValueError, match="366 days"):
        Lapse(renewal=VowRenewal, longest=LONGEST + 1)


def test_only_what_both_have_accepted_is_renewed(vows: Vows):
    act = Act(0, "renew", 1, own=new_id(), days=LATER)
    with nothing_changes():
        assert vows.do(act) == "invalid"
    vows.do(Act(1, "yes", 1))
    vows.do(Act(0, "edit", 2, "dishes", "red"))
    assert vows.do(act) == 201
    vows.do(Act(0, "edit", 3, "flowers"))
    with nothing_changes():
        assert vows.do(Act(0, "renew", 2, own=new_id(), days=LATER)) == "stale_edit"


def test_what_was_declined_is_not_renewed(agreed: Vows):
    agreed.do(Act(1, "no", 1))
    with nothing_changes():
        assert agreed.do(Act(0, "renew", 1, own=new_id(), days=LATER)) == "declined"


def test_found_words_renew_nothing(agreed: Vows):
    with nothing_changes():
        thief = agreed.as_newcomer(0)
        assert thief.do(Act(0, "renew", 1, own=new_id(), days=LATER)) == "too_soon"


def test_a_suspended_one_lapses_too(agreed: Vows, watch: Watch):
    agreed.do(Act(0, "suspend", own=new_id()))
    watch.at = agreed.day(DAYS)
    work()
    assert agreed.state == "lapsed"


def test_what_it_replaced_lapses_with_it(agreed: Vows, watch: Watch):
    watch.at = agreed.day(1)
    agreed.do(Act(0, "renew", 1, own=new_id(), days=LATEST))
    agreed.do(Act(1, "renew", 1, own=new_id(), days=LATEST))
    change = agreed.beside()
    change.do(Act(1, "edit", 1, "flowers", replaces=agreed.vow_id))
    change.do(Act(0, "yes", 1))
    watch.at = change.day(DAYS)
    work()
    assert (agreed.state, change.state) == ("lapsed", "lapsed")
    assert not Vow.select().where(Vow.ended.is_null()).exists()


def test_a_restore_brings_back_no_renewal(agreed: Vows):
    own = renew(agreed, 0)
    renew(agreed, 1)
    row = VowRenewal.get(VowRenewal.author_id == agreed.couple[0].person_id)
    agreed.do(Act(0, "withdraw", own=own))
    row.save(force_insert=True)  # the backup is older
    removals.load()
    later.after_restore(ACCORD)
    assert agreed.lapses_after() == DAYS


def test_one_person_has_room_for_some_renewals(agreed: Vows):
    for days in range(DAYS + 1, DAYS + 12):
        renew(agreed, 0, days)
    assert sorted(agreed.renewed()) == [(0, days) for days in range(DAYS + 4, DAYS + 12)]
