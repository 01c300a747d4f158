"""Names: sealed, and shared with the partner only by writing them for both."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.client.records import Draft
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.refusing import invalid, not_found, refused


def named(phone: Phone, name: str, audience: Any = "us", edit: int = 1) -> Any:
    return phone.put(
        "profiles", phone.person_id, audience=audience, words={"name": name}, edit=edit
    )


def request(phone: Phone, audience: Any = "us", edit: int = 1):
    space = phone.space(audience)
    return phone.seal(Draft("profiles", space, phone.person_id, {}, {"name": "Ana"}, edit=edit))


def read(phone: Phone, person_id: str, space_id: str | None) -> Any:
    return phone.api.call("GET", f"/profiles/{person_id}?space_id={space_id}")


def test_the_partner_learns_a_name_that_was_shared(cast: Cast):
    ana, ben = cast.couple
    view = named(ana, "Ana").view
    assert [record.words for record in ben.changes()] == [{"name": "Ana"}]
    assert read(ben, ana.person_id, ana.couple_id) == view
    assert (view["id"], view["author_id"]) == (ana.person_id, ana.person_id)


def test_ones_own_copy_leaves_no_trace_with_the_partner(cast: Cast):
    ana, ben = cast.couple
    cursor = ben.api.call("GET", "/changes")["cursor"]
    named(ana, "Ana", "me")
    assert ben.api.call("GET", "/changes")["cursor"] == cursor
    nothing = not_found(ben, "GET", f"/profiles/{new_id()}?space_id={ana.person_id}")
    for space_id in (ana.person_id, ana.couple_id):
        path = f"/profiles/{ana.person_id}?space_id={space_id}"
        assert not_found(ben, "GET", path) == nothing
    assert not_found(ben, "GET", f"/profiles/{ana.person_id}") == nothing


def test_pairing_shares_no_name(cast: Cast):
    ana, ben = cast.ana, cast.started()
    named(ana, "Ana", "me")
    ana.pair(ben)
    assert [record.kind for record in ben.changes()] == []


def test_both_copies_have_edits_of_their_own(cast: Cast):
    ana, _ = cast.couple
    named(ana, "Ana", "me")
    named(ana, "Anna", "me", 2)
    assert named(ana, "Ana", "us").edit == 1
    assert ana.api.call("GET", f"/profiles/{ana.person_id}")["edit"] == 2
    assert read(ana, ana.person_id, ana.couple_id)["edit"] == 1


def test_edits_follow_one_another(cast: Cast):
    ana, ben = cast.couple
    first = request(ana)
    created = ana.api.request("PUT", first.path, first.body)
    assert (created.status, created.headers["ETag"]) == (201, '"1"')
    assert ana.api.request("PUT", first.path, first.body).status == 200
    refused(ana, first.path, request(ana).body, "stale_edit")
    second = request(ana, edit=2)
    changed = ana.api.request("PUT", second.path, second.body)
    assert (changed.status, changed.headers["ETag"]) == (200, '"2"')
    assert [record.edit for record in ben.changes()] == [2]


def test_nobody_names_another(cast: Cast):
    ana, ben = cast.couple
    named(ana, "Ana")
    body = request(ben).body
    nothing = not_found(ben, "PUT", f"/profiles/{new_id()}", body)
    assert not_found(ben, "PUT", f"/profiles/{ana.person_id}", {**body, "edit": 2}) == nothing
    theirs = request(cast.stranger, "me").body
    for space_id in (ana.couple_id, ana.person_id):
        path = f"/profiles/{cast.stranger.person_id}"
        assert not_found(cast.stranger, "PUT", path, {**theirs, "space_id": space_id}) == nothing
        path = f"/profiles/{ana.person_id}?space_id={space_id}"
        assert not_found(cast.stranger, "GET", path) == nothing


def test_after_parting_the_name_is_gone(cast: Cast):
    ana, ben = cast.couple
    named(ana, "Ana")
    couple_id = ana.couple_id
    ana.leave()
    for phone in (ana, ben):
        not_found(phone, "GET", f"/profiles/{ana.person_id}?space_id={couple_id}")


@pytest.mark.parametrize(
    ("field", "value"),
    [("words", None), ("words", "Ana"), ("name", "Ana"), ("space_id", "me"), ("edit", 0)],
)
def test_malformed_profiles_are_refused(cast: Cast, field: str, value: Any):
    ana = cast.ana
    sent = request(ana, "me")
    invalid(ana, sent.path, {**sent.body, field: value}, field)


@pytest.mark.parametrize("query", ["space_id=me", "space=1", "space_id="])
def test_malformed_questions_are_refused(cast: Cast, query: str):
    answer = cast.ana.api.request("GET", f"/profiles/{cast.ana.person_id}?{query}")
    assert (answer.status, answer.json["type"]) == (422, "invalid")
