"""Changing what both accepted: the old one is in force until both have accepted the change, and after a no."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.racing import together
from tests.practices.refusing import invalid, refused
from tests.practices.rituals.planning import (
    DAILY,
    SEVEN,
    WEEKLY,
    accept,
    agreed,
    decline,
    end,
    propose,
    sealed_ritual,
    state,
    views,
)
from tests.practices.rituals.test_races import ROUNDS, putting
from tests.practices.working import planned

SATURDAYS = {**WEEKLY, "weekdays": ["sa"], "starts": "2040-03-03T19:00"}
FRIDAY_PLAN = [SEVEN - HOUR] * 2
SATURDAY_PLAN = [SEVEN + DAY - HOUR] * 2


def changed(phone: Phone, ritual_id: str) -> str:
    """A proposal to have it on Saturdays."""
    change: str = propose(phone, recurrence=SATURDAYS, replaces=ritual_id)["id"]
    return change


def test_the_old_one_stands_until_both_accept(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    change = changed(ben, ritual_id)
    assert (state(ana, ritual_id), state(ana, change)) == ("accepted", "proposed")
    assert planned("ritual") == FRIDAY_PLAN
    accept(ana, change)
    assert (state(ana, ritual_id), state(ana, change)) == ("replaced", "accepted")
    assert planned("ritual") == SATURDAY_PLAN


def test_both_phones_hear_that_it_stepped_back(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    change = changed(ben, ritual_id)
    for phone in couple:
        phone.changes()
    accept(ana, change)
    for phone in couple:
        told = {one.id: one.view["state"] for one in phone.changes() if one.kind == "rituals"}
        assert told == {ritual_id: "replaced", change: "accepted"}


def test_the_old_one_stands_after_a_no(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    change = changed(ben, ritual_id)
    decline(ana, change)
    assert (state(ben, ritual_id), state(ben, change)) == ("accepted", "declined")
    assert planned("ritual") == FRIDAY_PLAN


def test_the_old_one_stands_again_where_a_no_overtakes_a_yes(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    change = changed(ben, ritual_id)
    accept(ana, change)
    decline(ana, change)
    assert (state(ben, ritual_id), state(ben, change)) == ("accepted", "declined")
    assert planned("ritual") == FRIDAY_PLAN


def test_a_yes_and_a_no_at_the_same_moment_leave_the_old_one(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    for _ in range(ROUNDS):
        change = changed(ben, ritual_id)
        path, body = f"/rituals/{change}", {"space_id": ana.couple_id, "edit": 1}
        together(putting(ana, f"{path}/acceptance", body), putting(ana, f"{path}/refusal", body))
        assert (state(ben, ritual_id), state(ben, change)) == ("accepted", "declined")
        assert planned("ritual") == FRIDAY_PLAN


def test_ending_the_change_that_stands_ends_the_old_one(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    change = changed(ben, ritual_id)
    accept(ana, change)
    again = propose(ana, recurrence=DAILY, replaces=change)["id"]
    accept(ben, again)
    end(ana, again)
    assert [state(ben, one) for one in (ritual_id, change, again)] == ["ended"] * 3
    assert planned("ritual") == []


def test_ending_a_mere_proposal_ends_nothing_else(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    end(ben, changed(ben, ritual_id))
    assert state(ana, ritual_id) == "accepted"
    assert planned("ritual") == FRIDAY_PLAN


def test_ending_the_old_one_leaves_the_proposal(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    change = changed(ben, ritual_id)
    end(ana, ritual_id)
    accept(ana, change)
    assert (state(ben, ritual_id), state(ben, change)) == ("ended", "accepted")


def test_of_two_changes_only_the_last_one_stands(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    mine, theirs = changed(ben, ritual_id), changed(ana, ritual_id)
    accept(ana, mine)
    assert ben.get("rituals", theirs).view["replaces"] == mine
    accept(ben, theirs)
    assert [state(ana, one) for one in (ritual_id, mine, theirs)] == [
        "replaced",
        "replaced",
        "accepted",
    ]
    assert planned("ritual") == SATURDAY_PLAN


def test_a_change_of_what_was_changed_meanwhile_is_one_of_the_last(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    change = changed(ben, ritual_id)
    accept(ana, change)
    late = propose(ana, recurrence=DAILY, replaces=ritual_id)
    assert late["replaces"] == change
    accept(ben, late["id"])
    assert state(ana, change) == "replaced"


def test_two_yes_to_two_changes_at_once_leave_one(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = agreed(ana, ben)
        mine, theirs = changed(ben, ritual_id), changed(ana, ritual_id)
        body = {"space_id": ana.couple_id, "edit": 1}
        together(
            putting(ana, f"/rituals/{mine}/acceptance", body),
            putting(ben, f"/rituals/{theirs}/acceptance", body),
        )
        states = sorted(state(ana, one) for one in (ritual_id, mine, theirs))
        assert states == ["accepted", "replaced", "replaced"]


def test_it_is_said_once(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    change = changed(ben, ritual_id)
    for edit, replaces in ((2, None), (3, agreed(ana, ben)), (4, new_id())):
        edited = propose(ben, ritual_id=change, edit=edit, recurrence=SATURDAYS, replaces=replaces)
        assert edited["replaces"] == ritual_id


def test_only_a_ritual_of_the_same_space_can_be_replaced(cast: Cast):
    ana, ben = cast.couple
    of_others = propose(cast.stranger)["id"]
    for replaces in (new_id(), of_others, "no id"):
        request = sealed_ritual(ana, replaces=replaces)
        invalid(ana, request.path, request.body, "replaces")
    itself = sealed_ritual(ana)
    own = itself.path.rpartition("/")[2]
    invalid(ana, itself.path, {**itself.body, "replaces": own}, "replaces")
    assert "rituals" not in views(ben)


def test_what_every_record_refuses_is_refused_first(cast: Cast):
    """A phone seals its words again and learns then that it replaces nothing."""
    ana, _ = cast.couple
    late = sealed_ritual(ana, replaces=new_id())
    ana.start_epoch(ana.space("us"))
    refused(ana, late.path, late.body, "old_key")
    again = sealed_ritual(ana, replaces=new_id())
    invalid(ana, again.path, again.body, "replaces")


@pytest.mark.parametrize("person", [0, 1])
def test_it_names_what_it_replaces_to_both(
    couple: tuple[Phone, Phone], ritual_id: str, person: int
):
    change = changed(couple[0], ritual_id)
    assert couple[person].get("rituals", change).view["replaces"] == ritual_id
