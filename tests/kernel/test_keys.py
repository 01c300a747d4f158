"""Roots: who gets which, how a new one starts, and how a phone that lacks one gets it."""

import pytest

from api.client.phone import Phone
from api.client.transport import JsonObject
from api.kernel.ids import new_id
from tests.kernel.asking import changed, check_in, invalid, refused, sent
from tests.kernel.caught import new_epoch_of
from tests.kernel.everything import nothing_changes
from tests.people import Cast


def keys(phone: Phone) -> JsonObject:
    return phone.api.call("GET", "/keys")


def numbers(phone: Phone, space_id: str) -> list[tuple[int, bool, bool]]:
    """A space's epochs: number, whether it is in force, whether this phone has its root."""
    return [
        (epoch["number"], epoch["current"], epoch["wrap"] is not None)
        for epoch in keys(phone)["epochs"]
        if epoch["space_id"] == space_id
    ]


@pytest.fixture
def epoch(cast: Cast) -> tuple[str, JsonObject]:
    """The request by which ana starts a new root for the couple: path and body, not sent."""
    ana, _ = cast.couple
    return new_epoch_of(ana)


def test_each_is_sent_the_keys_of_their_own_spaces(cast: Cast):
    ana, ben = cast.couple
    for mine, other in ((ana, ben), (ben, ana)):
        found = keys(mine)
        spaces = {epoch["space_id"] for epoch in found["epochs"]}
        assert spaces == {mine.person_id, mine.space("us")}
        assert {one["person_id"] for one in found["people"]} == {mine.person_id, other.person_id}
        assert {one["device_id"] for one in found["devices"]} == {mine.device_id, other.device_id}
        assert found["missing"] == []
    assert {one["person_id"] for one in keys(cast.stranger)["people"]} == {cast.stranger.person_id}


def test_a_new_root_is_in_force_at_once(cast: Cast, epoch: tuple[str, JsonObject]):
    ana, ben = cast.couple
    path, body = epoch
    answer = ana.api.request("PUT", path, body)
    assert (answer.status, answer.json) == (201, {})
    for phone in (ana, ben):
        assert numbers(phone, ana.space("us")) == [(1, False, True), (2, True, True)]
    old = check_in(ben)
    refused(ben, "old_key", "PUT", old.path, old.body)
    ben.refresh()
    assert sent(ben, check_in(ben)).status == 201


def test_starting_the_same_root_again_changes_nothing(cast: Cast, epoch: tuple[str, JsonObject]):
    ana = cast.ana
    ana.api.call("PUT", *epoch)
    with nothing_changes():
        assert ana.api.request("PUT", *epoch).status == 200


def test_of_two_who_start_a_root_the_second_is_refused(cast: Cast, epoch: tuple[str, JsonObject]):
    ana, ben = cast.couple
    path, body = epoch
    ana.api.call("PUT", path, body)
    refused(ben, "id_taken", "PUT", path, {**body, "number": 3})
    other = f"/spaces/{ana.space('us')}/epochs/{new_id()}"
    for number in (2, 4):
        refused(ben, "stale_edit", "PUT", other, {**body, "number": number})


def test_nobody_starts_a_root_elsewhere(cast: Cast, epoch: tuple[str, JsonObject]):
    path, body = epoch
    refused(cast.stranger, "not_found", "PUT", path, body)
    for space in (cast.stranger.person_id, cast.ben.person_id, new_id()):
        refused(cast.ana, "not_found", "PUT", f"/spaces/{space}/epochs/{new_id()}", body)


def test_a_root_goes_to_phones_of_its_space_once_each(cast: Cast, epoch: tuple[str, JsonObject]):
    path, body = epoch
    first, second = body["wraps"]
    stranger = {**second, "device_id": cast.stranger.device_id}
    for wraps in ([first, stranger], [first, first], [{**first, "device_id": new_id()}]):
        invalid(cast.ana, "PUT", path, {**body, "wraps": wraps}, "wraps")


def test_a_phone_that_lacks_a_root_is_named_and_given_it_once(
    cast: Cast, epoch: tuple[str, JsonObject]
):
    ana, ben = cast.couple
    path, body = epoch
    wraps = {entry["device_id"]: entry["wrap"] for entry in body["wraps"]}
    only_ana = {**body, "wraps": [{"device_id": ana.device_id, "wrap": wraps[ana.device_id]}]}
    ana.api.call("PUT", path, only_ana)
    lack = {"space_id": ana.space("us"), "epoch_id": path.rpartition("/")[2]}
    for phone in (ana, ben):
        assert keys(phone)["missing"] == [{**lack, "device_id": ben.device_id}]
    give = f"{path}/wraps/{ben.device_id}"
    assert ana.api.request("PUT", give, {"wrap": wraps[ben.device_id]}).status == 204
    assert keys(ben)["missing"] == []
    with nothing_changes():
        other = {"wrap": changed(wraps[ben.device_id], "iv", "A" * 16)}
        assert ana.api.request("PUT", give, other).status == 204, "the first to arrive stands"


def test_roots_are_handed_on_only_where_they_belong(cast: Cast, epoch: tuple[str, JsonObject]):
    ana, stranger = cast.ana, cast.stranger
    path, body = epoch
    ana.api.call("PUT", path, body)
    wrap = {"wrap": body["wraps"][0]["wrap"]}
    own = f"/spaces/{ana.person_id}/epochs/{ana.ring.current[ana.person_id]}/wraps"
    refused(ana, "not_found", "PUT", f"{path}/wraps/{stranger.device_id}", wrap)
    refused(ana, "not_found", "PUT", f"{path}/wraps/{new_id()}", wrap)
    refused(ana, "not_found", "PUT", f"{own}/{cast.ben.device_id}", wrap)
    unknown = f"/spaces/{ana.space('us')}/epochs/{new_id()}/wraps/{cast.ben.device_id}"
    refused(ana, "not_found", "PUT", unknown, wrap)
    refused(stranger, "not_found", "PUT", f"{path}/wraps/{stranger.device_id}", wrap)


def test_a_wrap_names_the_phone_that_made_it(cast: Cast, epoch: tuple[str, JsonObject]):
    ana, stranger = cast.ana, cast.stranger
    path, body = epoch
    for field, value in (("by_device", stranger.device_id), ("by_person", stranger.person_id)):
        forged = [{**one, "wrap": {**one["wrap"], field: value}} for one in body["wraps"]]
        with nothing_changes():
            assert ana.api.request("PUT", path, {**body, "wraps": forged}).status == 422


def test_what_makes_no_sense_in_the_query_is_refused(cast: Cast):
    for query in ("page=-1", "page=all", f"page={'9' * 30}", "limit=1"):
        refused(cast.ana, "invalid", "GET", f"/keys?{query}")
