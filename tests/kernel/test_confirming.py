"""A handover is complete when both have confirmed the four words; nothing is shared before."""

from api.client import pairing
from api.client.phone import Phone
from api.kernel.ids import new_id
from tests.kernel.asking import invalid, refused
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import confirmed, met, offered
from tests.people import Cast


def couple_of(phone: Phone) -> str | None:
    couple = phone.session()["couple"]
    return couple and couple["id"]


def test_of_two_pairings_half_done_one_comes_about(cast: Cast):
    ana, ben, other = cast.ana, cast.started(), cast.started()
    first, second = met(ana, ben), met(other, ana)
    for both in (first, second):
        assert confirmed(both, ana).status == 200
    assert confirmed(first, ben).json["state"] == "done"
    body = pairing.confirmation(second, other.ring)
    refused(other, "already_paired", "PUT", f"{second.path}/confirmation", body)
    assert couple_of(other) is None


def test_a_couple_is_not_founded_in_a_space_that_there_is(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    taking = {**pairing.confirmation(both, ana.ring), "couple_id": cast.stranger.person_id}
    ana.api.call("PUT", f"{both.path}/confirmation", taking)
    refused(ben, "id_taken", "PUT", f"{both.path}/confirmation", {})


def test_the_first_root_goes_to_phones_of_the_two_only(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    body = pairing.confirmation(both, ana.ring)
    body["epoch"]["wraps"][1]["device_id"] = cast.stranger.device_id
    ana.api.call("PUT", f"{both.path}/confirmation", body)
    invalid(ben, "PUT", f"{both.path}/confirmation", {}, "wraps")


def test_nothing_is_shared_before_both_have_confirmed(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    assert confirmed(both, ana).json["confirmed_by"] == [ana.person_id]
    assert [couple_of(phone) for phone in (ana, ben)] == [None, None]
    done = confirmed(both, ben).json
    assert (done["state"], done["confirmed_by"]) == ("done", [ana.person_id, ben.person_id])
    assert couple_of(ana) == couple_of(ben) is not None


def test_the_one_who_took_it_may_confirm_first(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    assert confirmed(both, ben).json["state"] == "taken"
    assert confirmed(both, ana).json["state"] == "done"


def test_confirming_again_changes_nothing(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    for phone in (ana, ben):
        confirmed(both, phone)
    with nothing_changes():
        for phone in (ana, ben):
            assert confirmed(both, phone).json["state"] == "done"


def test_nothing_can_be_confirmed_before_it_is_taken(cast: Cast):
    ana = cast.ana
    handover = offered(ana)
    refused(ana, "not_taken", "PUT", f"{handover.path}/confirmation", {})


def test_nobody_else_confirms(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    path = f"{both.path}/confirmation"
    refused(cast.stranger, "not_found", "PUT", path, {})
    refused(cast.unused(), "sign_in", "PUT", path, {})


def test_each_confirms_with_what_is_theirs_to_say(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    path = f"{both.path}/confirmation"
    invalid(ana, "PUT", path, {}, "couple_id")
    invalid(ben, "PUT", path, {"couple_id": new_id()}, "couple_id")
