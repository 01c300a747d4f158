"""Reveals: made once, after the taking, by the phone that offers, and seen only by the two people."""

from tests.kernel.asking import changed, refused
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import confirmed, met, offered, reveal_of, revealed, taken, taking_of
from tests.people import Cast

NONCE = "A" * 22


def test_both_people_see_what_was_revealed(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = taken(offered(ana), ben)
    assert ben.api.call("GET", both.path)["reveal"] is None
    answer = revealed(both, ana)
    assert (answer.status, answer.json["reveal"]) == (200, reveal_of(both)["reveal"])
    assert ben.api.call("GET", both.path) == answer.json
    for other in (cast.stranger, cast.unused()):
        refused(other, "not_found", "GET", both.path)


def test_nothing_is_revealed_before_it_is_taken(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    both, _ = taking_of(handover, ben)
    refused(ana, "not_taken", "PUT", f"{handover.path}/reveal", reveal_of(both))
    assert ana.api.call("GET", handover.path)["reveal"] is None


def test_only_the_phone_that_offers_reveals(cast: Cast):
    ana, ben, second = cast.ana, cast.started(), cast.unused()
    ana.pair(second)
    both = taken(offered(ana), ben)
    for other in (ben, second, cast.stranger):
        refused(other, "not_found", "PUT", f"{both.path}/reveal", reveal_of(both))
    refused(cast.unused(), "sign_in", "PUT", f"{both.path}/reveal", reveal_of(both))
    assert ben.api.call("GET", both.path)["reveal"] is None


def test_the_same_reveal_again_changes_nothing_and_another_is_refused(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = met(ana, ben)
    with nothing_changes():
        assert revealed(both, ana).status == 200
        other = changed(reveal_of(both), "reveal.nonce", NONCE)
        refused(ana, "taken", "PUT", f"{both.path}/reveal", other)
    assert ben.api.call("GET", both.path)["reveal"] == reveal_of(both)["reveal"]


def test_nobody_confirms_before_it_is_revealed(cast: Cast):
    ana, ben = cast.ana, cast.started()
    own = taken(offered(ana, "device"), cast.unused())
    for both in (taken(offered(ana), ben), own):
        answer = confirmed(both, ana)
        assert (answer.status, answer.json["type"]) == (409, "not_revealed")
    assert ana.session()["couple"] is None


def test_a_seat_needs_the_reveal_too(cast: Cast):
    _, ben = cast.couple
    both = taken(offered(ben, "seat"), cast.started())
    assert confirmed(both, ben).json["type"] == "not_revealed"
    assert revealed(both, ben).status == 200
    assert confirmed(both, ben).status == 200


def test_what_has_ended_is_not_revealed(cast: Cast):
    ana, ben = cast.ana, cast.started()
    both = taken(offered(ana), ben)
    ben.api.call("DELETE", both.path)
    refused(ana, "not_found", "PUT", f"{both.path}/reveal", reveal_of(both))
