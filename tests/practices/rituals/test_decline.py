"""Declining a proposal: both see it and nobody else, nothing ends, and a no wins over a yes."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.identity.models import SeatChange
from tests.people import Cast
from tests.practices.racing import together
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.rituals.planning import (
    DAILY,
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
from tests.practices.working import planned, pushed
from tests.push_service import PushService


def test_both_see_who_declined_and_when(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    for phone in couple:
        phone.changes()
    said = decline(ben, ritual_id)
    assert (said["author_id"], said["edit"]) == (ben.person_id, 1)
    for phone in couple:
        seen = views(phone)
        assert seen["ritual_refusals"] == said
        assert seen["rituals"]["state"] == "declined"


def test_no_push_tells_of_it(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    pushed(service)
    decline(ben, ritual_id)
    assert pushed(service) == []


def test_declining_again_changes_nothing(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    first = decline(ben, ritual_id)
    ana.changes()
    assert decline(ben, ritual_id) == first
    assert ana.changes() == []


def test_nothing_ends_and_other_times_can_be_proposed(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    assert views(ben)["rituals"]["state"] == "declined"
    changed = propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    assert changed["state"] == "proposed"
    gone = ben.api.call("GET", "/changes")["gone"]
    assert ("ritual_refusals", ritual_id) in [(one["kind"], one["id"]) for one in gone]
    accept(ben, ritual_id, edit=2)
    assert state(ana, ritual_id) == "accepted"


def test_the_one_who_declined_can_propose_other_times(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    propose(ben, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    assert state(ana, ritual_id) == "proposed"
    accept(ana, ritual_id, edit=2)
    assert state(ben, ritual_id) == "accepted"


def test_nobody_declines_a_schedule_they_have_not_seen(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    propose(ana, ritual_id=ritual_id, edit=3, recurrence=DAILY, title="Tea")
    for edit in (1, 4):
        body = {"space_id": ana.couple_id, "edit": edit}
        refused(ben, f"/rituals/{ritual_id}/refusal", body, "stale_edit")
    assert decline(ben, ritual_id, 2)["author_id"] == ben.person_id


def test_other_words_leave_it_declined(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    assert propose(ana, ritual_id=ritual_id, edit=2, title="Dinner")["state"] == "declined"


def test_of_a_yes_and_a_no_of_one_person_the_no_wins(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for first, second in ((accept, decline), (decline, accept)):
        ritual_id = propose(ana)["id"]
        first(ben, ritual_id)
        if second is decline:
            decline(ben, ritual_id)
        else:
            body = {"space_id": ben.couple_id, "edit": 1}
            refused(ben, f"/rituals/{ritual_id}/acceptance", body, "declined")
        assert state(ana, ritual_id) == "declined"
        assert planned("ritual") == []


def test_nobody_accepts_what_one_of_the_two_has_declined(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ana, ritual_id)
    for phone in couple:
        body = {"space_id": phone.couple_id, "edit": 1}
        refused(phone, f"/rituals/{ritual_id}/acceptance", body, "declined")
    assert state(ben, ritual_id) == "declined"


def test_a_no_stands_after_the_seat_of_who_said_it_has_passed(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    new = cast.started()
    ana.give_seat(new)
    SeatChange.update(due=0).execute()
    new.take_seat(ana.space("us"))
    for phone in (ana, new):
        phone.refresh()
    body = {"space_id": ana.couple_id, "edit": 1}
    refused(new, f"/rituals/{ritual_id}/acceptance", body, "declined")
    assert state(ana, ritual_id) == "declined"
    propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    accept(new, ritual_id, edit=2)
    assert state(ana, ritual_id) == "accepted"


def test_of_a_yes_and_a_no_at_the_same_moment_the_no_wins(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = propose(ana)["id"]
        path, body = f"/rituals/{ritual_id}", {"space_id": ben.couple_id, "edit": 1}
        yes, no = together(
            putting(ben, f"{path}/acceptance", body), putting(ben, f"{path}/refusal", body)
        )
        assert (yes, no) in ((201, 201), (409, 201))
        assert state(ana, ritual_id) == "declined"
        assert planned("ritual") == []


def test_a_no_never_meets_times_it_did_not_see(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = propose(ana)["id"]
        edit = sealed_ritual(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
        body = {"space_id": ben.couple_id, "edit": 1}
        edited, declined = together(
            putting(ana, edit.path, edit.body), putting(ben, f"{edit.path}/refusal", body)
        )
        assert edited == 200
        assert declined in (201, 412)
        assert state(ben, ritual_id) == "proposed"


def test_what_has_ended_cannot_be_declined(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    end(ana, ritual_id)
    body = {"space_id": ben.couple_id, "edit": 1}
    refused(ben, f"/rituals/{ritual_id}/refusal", body, "already_ended")


def test_strangers_the_other_couple_and_exes_can_decline_nothing(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    path, body = f"/rituals/{ritual_id}/refusal", {"space_id": ana.couple_id, "edit": 1}
    for phone in (cast.stranger, cast.cleo):
        not_found(phone, "PUT", path, body)
    assert state(ben, ritual_id) == "proposed"
    ben.leave()
    not_found(ben, "PUT", path, body)


@pytest.mark.parametrize(
    ("field", "value"), [("edit", 0), ("edit", "1"), ("space_id", None), ("why", "no")]
)
def test_malformed_refusals_are_refused(couple: tuple[Phone, Phone], field: str, value: Any):
    ana, ben = couple
    path = f"/rituals/{propose(ana)['id']}/refusal"
    invalid(ben, path, {"space_id": ben.couple_id, "edit": 1, field: value}, field)


def test_a_refusal_that_says_no_edit_is_refused(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    invalid(ben, f"/rituals/{ritual_id}/refusal", {"space_id": ben.couple_id}, "edit")
