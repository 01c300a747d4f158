"""Check-ins: for both, or for oneself without a trace; details may follow, and Undo deletes them."""

from typing import Any

import pytest

from api.kernel import clock
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.checkins.checking_in import check_in, sealed_check_in
from tests.practices.refusing import invalid, not_found, refused


def test_the_partner_sees_what_is_for_both(cast: Cast):
    ana, ben = cast.couple
    view = check_in(ana)
    [record] = ben.changes()
    assert (record.view, record.words) == (view, {"mood": 4})


def test_what_is_for_oneself_leaves_no_trace(cast: Cast):
    ana, ben = cast.couple
    cursor = ben.api.call("GET", "/changes")["cursor"]
    view = check_in(ana, audience="me")
    assert ben.api.call("GET", "/changes")["cursor"] == cursor
    nothing = not_found(ben, "GET", f"/check-ins/{new_id()}")
    for method in ("GET", "DELETE"):
        assert not_found(ben, method, f"/check-ins/{view['id']}") == nothing
    assert [record.words for record in ana.changes()] == [{"mood": 4}]


def test_the_partner_may_use_the_id_of_a_private_one(cast: Cast):
    ana, ben = cast.couple
    view = check_in(ana, audience="me")
    assert check_in(ben, check_in_id=view["id"])["author_id"] == ben.person_id


def test_details_may_follow(cast: Cast):
    ana, ben = cast.couple
    view = check_in(ana)
    changed = check_in(ana, check_in_id=view["id"], mood=2, edit=2, at=view["at"])
    assert (changed["edit"], changed["at"]) == (2, view["at"])
    assert [record.words for record in ben.changes()] == [{"mood": 2}]


def test_undo_takes_it_back_for_both(cast: Cast):
    ana, ben = cast.couple
    view = check_in(ana)
    ben.changes()
    ana.delete("check_ins", view["id"])
    ben.changes()
    assert ben.store.records == {}


def test_nobody_touches_the_others(cast: Cast):
    ana, ben = cast.couple
    view = check_in(ana)
    path = f"/check-ins/{view['id']}"
    not_found(ben, "DELETE", path)
    refused(ben, path, sealed_check_in(ben, check_in_id=view["id"], edit=2).body, "not_found")
    for method in ("GET", "DELETE"):
        not_found(cast.stranger, method, path)


@pytest.mark.parametrize("ahead", [4 * clock.MINUTE, 65 * clock.MINUTE, 400 * clock.DAY])
def test_one_from_a_clock_that_was_ahead_is_kept_and_shows_by_its_receipt(cast: Cast, ahead: int):
    ana, ben = cast.couple
    before = clock.now()
    sent = sealed_check_in(ana, ago=-ahead)
    view = ana.send(sent).view
    assert view["at"] == sent.body["at"]
    assert before <= clock.from_text(view["shown_at"]) <= clock.now()
    [record] = ben.changes()
    assert (record.view, record.words) == (view, {"mood": 4})
    # what is added later does not move it
    at = view["at"]
    changed = check_in(ana, check_in_id=view["id"], mood=2, edit=2, at=at)
    assert (changed["at"], changed["shown_at"]) == (at, view["shown_at"])


def test_one_that_was_offline_shows_when_it_was_made(cast: Cast):
    ana, _ = cast.couple
    view = check_in(ana, ago=3 * clock.HOUR)
    assert view["shown_at"] == view["at"]


def test_nobody_says_by_what_time_it_shows(cast: Cast):
    sent = sealed_check_in(cast.ana)
    invalid(cast.ana, sent.path, {**sent.body, "shown_at": sent.body["at"]}, "shown_at")


@pytest.mark.parametrize(
    ("field", "value"), [("at", "now"), ("words", None), ("mood", 4), ("headline", None)]
)
def test_malformed_check_ins_are_refused(cast: Cast, field: str, value: Any):
    sent = sealed_check_in(cast.ana)
    invalid(cast.ana, sent.path, {**sent.body, field: value}, field)
