"""Handovers: offered for a day, taken once, withdrawn; a replay or misuse changes nothing."""

from api.kernel import clock as server_clock
from tests.kernel.asking import changed, invalid, refused
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import confirmed, met, offer_of, offered, state, taken, taking_of
from tests.moving_clock import MovingClock
from tests.people import Cast

DAY = server_clock.DAY


def test_an_offer_stands_open_for_a_day(cast: Cast, clock: MovingClock):
    ana, ben = cast.ana, cast.started()
    handover, body = offer_of(ana)
    answer = ana.api.request("PUT", handover.path, body)
    assert (answer.status, answer.json["state"], answer.json["taking"]) == (201, "offered", None)
    assert cast.unused().api.call("GET", handover.path) == answer.json, (
        "whoever has the code may look"
    )
    clock.forward(milliseconds=DAY)
    refused(ben, "not_found", "GET", handover.path)
    _, taking = taking_of(handover, ben)
    refused(ben, "not_found", "PUT", f"{handover.path}/taking", taking)
    refused(ana, "not_found", "PUT", f"{handover.path}/confirmation", {})


def test_the_same_offer_again_changes_nothing(cast: Cast):
    ana = cast.ana
    handover, body = offer_of(ana)
    first = ana.api.call("PUT", handover.path, body)
    with nothing_changes():
        again = ana.api.request("PUT", handover.path, body)
    assert (again.status, again.json) == (200, first)


def test_nobody_takes_over_the_place_of_an_offer(cast: Cast):
    ana, other = cast.ana, cast.started()
    handover = offered(ana)
    _, body = offer_of(other)
    refused(other, "id_taken", "PUT", handover.path, body)
    _, own = offer_of(ana)
    refused(ana, "id_taken", "PUT", handover.path, own)


def test_a_newer_offer_replaces_an_open_one_of_the_same_purpose(cast: Cast):
    ana = cast.ana
    first, device = offered(ana), offered(ana, "device")
    second = offered(ana)
    refused(ana, "not_found", "GET", first.path)
    assert [state(ana, one) for one in (second, device)] == ["offered", "offered"]


def test_one_offers_only_the_phone_one_holds(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover, body = offer_of(ana)
    invalid(ben, "PUT", handover.path, body, "offer")
    stolen = changed(body, "offer.device_id", ben.device_id)
    invalid(ben, "PUT", handover.path, stolen, "offer")
    refused(cast.unused(), "sign_in", "PUT", handover.path, body)


def test_once_taken_only_its_two_people_see_it(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    taken(handover, ben)
    assert [state(phone, handover) for phone in (ana, ben)] == ["taken", "taken"]
    for other in (cast.stranger, cast.unused()):
        refused(other, "not_found", "GET", handover.path)


def test_it_is_taken_once(cast: Cast):
    ana, ben, other = cast.ana, cast.started(), cast.started()
    handover = offered(ana)
    _, late = taking_of(handover, other)
    taken(handover, ben)
    refused(other, "taken", "PUT", f"{handover.path}/taking", late)
    _, different = taking_of(handover, ben)
    different["session"] = "cookie"
    refused(ben, "taken", "PUT", f"{handover.path}/taking", different)


def test_the_same_taking_again_gets_the_same_answer(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    _, body = taking_of(handover, ben)
    first = ben.api.call("PUT", f"{handover.path}/taking", body)
    with nothing_changes():
        assert ben.api.call("PUT", f"{handover.path}/taking", body) == first


def test_a_stranger_who_replays_a_taking_learns_nothing(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    _, body = taking_of(handover, ben)
    ben.api.call("PUT", f"{handover.path}/taking", body)
    for other in (cast.stranger, cast.unused()):
        refused(other, "not_found", "PUT", f"{handover.path}/taking", body)


def test_nobody_pairs_with_themselves(cast: Cast):
    ana = cast.ana
    second = cast.unused()
    ana.pair(second)
    handover = offered(ana)
    for own in (ana, second):
        _, body = taking_of(handover, own)
        refused(own, "own_code", "PUT", f"{handover.path}/taking", body)


def test_one_answers_only_with_the_phone_one_holds(cast: Cast):
    ana, ben, other = cast.ana, cast.started(), cast.started()
    handover = offered(ana)
    _, body = taking_of(handover, ben)
    path = f"{handover.path}/taking"
    refused(cast.unused(), "sign_in", "PUT", path, body)
    invalid(other, "PUT", path, body, "taking")
    for field in ("signing_key", "device_signature"):
        invalid(ben, "PUT", path, changed(body, f"taking.{field}", None), "taking")
    assert state(ana, handover) == "offered"


def test_whoever_is_in_a_couple_pairs_with_nobody_else(cast: Cast):
    ana, ben = cast.couple
    free = cast.stranger
    handover, body = offer_of(ana)
    refused(ana, "already_paired", "PUT", handover.path, body)
    open_one = offered(free)
    _, taking = taking_of(open_one, ben)
    refused(ben, "already_paired", "PUT", f"{open_one.path}/taking", taking)


def test_an_offer_from_before_pairing_cannot_be_taken_after(cast: Cast):
    ana, late = cast.ana, cast.started()
    handover = offered(ana)
    other = met(cast.stranger, ana)
    for phone in (cast.stranger, ana):
        confirmed(other, phone)
    _, body = taking_of(handover, late)
    refused(late, "already_paired", "PUT", f"{handover.path}/taking", body)


def test_an_offer_can_be_taken_back_until_it_is_done(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    refused(ben, "not_found", "DELETE", handover.path)
    both = taken(handover, ben)
    ana.api.call("DELETE", handover.path)
    refused(ben, "not_found", "GET", handover.path)
    refused(ben, "not_found", "PUT", f"{both.path}/confirmation", {})
    second = met(ana, ben)
    for phone in (ana, ben):
        confirmed(second, phone)
    refused(ana, "not_found", "DELETE", second.path)
    assert ana.session()["couple"] is not None


def test_whoever_sees_other_words_ends_it_for_both(cast: Cast):
    ana, ben = cast.ana, cast.started()
    for first_says_yes in (False, True):
        both = met(ana, ben)
        if first_says_yes:
            confirmed(both, ana)
        refused(cast.stranger, "not_found", "DELETE", both.path)
        refused(cast.unused(), "sign_in", "DELETE", both.path)
        ben.api.call("DELETE", both.path)
        refused(ana, "not_found", "GET", both.path)
        refused(ana, "not_found", "PUT", f"{both.path}/confirmation", {})
    assert [phone.session()["couple"] for phone in (ana, ben)] == [None, None]


def test_whoever_took_it_cannot_end_what_is_done(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    for phone in (ana, ben):
        confirmed(both, phone)
    refused(ben, "not_found", "DELETE", both.path)
    assert ben.session()["couple"] is not None


def test_an_app_of_before_the_words_were_committed_to_is_asked_to_update(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover, body = offer_of(ana)
    refused(ana, "update_needed", "PUT", handover.path, changed(body, "offer.v", ...))
    refused(ana, "update_needed", "PUT", handover.path, changed(body, "offer.v", 1))
    ana.api.call("PUT", handover.path, body)
    _, taking = taking_of(handover, ben)
    path = f"{handover.path}/taking"
    refused(ben, "update_needed", "PUT", path, changed(taking, "taking.v", ...))
    refused(ben, "update_needed", "PUT", path, changed(taking, "taking.v", 1))
    assert state(ana, handover) == "offered"
