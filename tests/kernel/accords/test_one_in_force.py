"""Of a ritual and all its changes, one reminds at most, whatever is accepted, declined, edited or ended."""

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR
from api.practices.rituals.models import RitualAcceptance
from tests.people import Cast
from tests.practices.rituals.planning import (
    DAILY,
    SEVEN,
    WEEKLY,
    accept,
    decline,
    end,
    propose,
    state,
)
from tests.practices.working import planned

SATURDAYS = {**WEEKLY, "weekdays": ["sa"], "starts": "2040-03-03T19:00"}
SUNDAYS = {**WEEKLY, "weekdays": ["su"], "starts": "2040-03-04T19:00"}
FRIDAY_PLAN, SATURDAY_PLAN, SUNDAY_PLAN = ([SEVEN + n * DAY - HOUR] * 2 for n in range(3))


def change(phone: Phone, ritual_id: str, recurrence: object = SATURDAYS) -> str:
    proposed: str = propose(phone, recurrence=recurrence, replaces=ritual_id)["id"]
    return proposed


def states(phone: Phone, *ritual_ids: str) -> list[str]:
    return [state(phone, one) for one in ritual_ids]


def test_a_change_beside_one_that_was_declined_after_a_yes(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first, second = change(ben, ritual_id), change(ben, ritual_id, SUNDAYS)
    accept(ana, first)
    decline(ana, first)
    assert ana.get("rituals", second).view["replaces"] == ritual_id
    accept(ana, second)
    assert states(ana, ritual_id, first, second) == ["replaced", "declined", "accepted"]
    assert planned("ritual") == SUNDAY_PLAN


def test_a_change_beside_one_whose_times_were_edited_in_place(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first, second = change(ben, ritual_id), change(ben, ritual_id, SUNDAYS)
    accept(ana, first)
    propose(ben, ritual_id=first, edit=2, recurrence=DAILY)
    assert state(ana, ritual_id) == "accepted"
    accept(ana, second)
    assert states(ana, ritual_id, first, second) == ["replaced", "proposed", "accepted"]
    assert planned("ritual") == SUNDAY_PLAN
    accept(ana, first, edit=2)
    assert states(ana, ritual_id, first, second) == ["replaced", "accepted", "replaced"]


def test_a_change_whose_own_change_is_in_force_may_be_declined(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first = change(ben, ritual_id)
    accept(ana, first)
    second = change(ana, first, SUNDAYS)
    accept(ben, second)
    decline(ana, first)
    assert states(ben, ritual_id, first, second) == ["replaced", "replaced", "accepted"]
    assert planned("ritual") == SUNDAY_PLAN
    decline(ana, second)
    assert states(ben, ritual_id, first, second) == ["accepted", "declined", "declined"]
    assert planned("ritual") == FRIDAY_PLAN


def test_both_phones_hear_what_is_in_force_again(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    first, second = change(ben, ritual_id), change(ben, ritual_id, SUNDAYS)
    accept(ana, first)
    for phone in couple:
        phone.changes()
    decline(ana, first)
    for phone in couple:
        told = {one.id: one.view for one in phone.changes() if one.kind == "rituals"}
        assert {one: view["state"] for one, view in told.items()} == {
            ritual_id: "accepted",
            first: "declined",
            second: "proposed",
        }
        assert told[second]["replaces"] == ritual_id


def test_a_change_of_a_mere_proposal_is_one_of_what_is_in_force(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first = change(ben, ritual_id)
    second = propose(ana, recurrence=SUNDAYS, replaces=first)
    assert second["replaces"] == ritual_id
    accept(ben, second["id"])
    assert states(ana, ritual_id, first, second["id"]) == ["replaced", "proposed", "accepted"]
    assert planned("ritual") == SUNDAY_PLAN


def test_a_change_of_one_that_has_ended_is_one_of_what_is_in_force(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first = change(ben, ritual_id)
    end(ben, first)
    second = propose(ana, recurrence=SUNDAYS, replaces=first)
    assert second["replaces"] == ritual_id
    accept(ben, second["id"])
    assert states(ana, ritual_id, second["id"]) == ["replaced", "accepted"]


def test_changes_of_one_that_ended_exclude_one_another(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    first, second = change(ben, ritual_id), change(ben, ritual_id, SUNDAYS)
    accept(ana, first)
    end(ana, first)
    third = change(ana, ritual_id, DAILY)
    accept(ana, second)
    accept(ben, third)
    assert states(ana, ritual_id, first, second, third) == [
        "ended",
        "ended",
        "replaced",
        "accepted",
    ]


def test_ending_the_last_ends_what_was_declined_meanwhile(
    couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    first = change(ben, ritual_id)
    accept(ana, first)
    second = change(ana, first, SUNDAYS)
    accept(ben, second)
    decline(ana, first)
    end(ben, second)
    assert states(ana, ritual_id, first, second) == ["ended"] * 3
    assert planned("ritual") == []


def test_one_reminds_after_a_seat_has_passed(cast: Cast):
    """The new account has accepted nothing: all are proposals again, accepted in any order."""
    ana, ben = cast.couple
    first = propose(ben)["id"]
    accept(ana, first)
    second = change(ben, first)
    accept(ana, second)
    third = change(ben, second, SUNDAYS)
    accept(ana, third)
    RitualAcceptance.delete().where(RitualAcceptance.author_id == ana.person_id).execute()
    for one in (third, first, second):
        accept(ana, one)
    assert states(ben, first, second, third) == ["replaced", "replaced", "accepted"]
    assert planned("ritual") == SUNDAY_PLAN
