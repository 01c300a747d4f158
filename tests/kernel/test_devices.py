"""A person's phones: listed, and removed one by one with all that belongs to them."""

from api.kernel.ids import new_id
from api.kernel.push.models import Notice, PushSubscription
from tests.kernel.asking import refused
from tests.kernel.everything import everything
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, queue, turn_on


def traces_of(device_id: str) -> set[str]:
    """The tables that still name a phone."""
    return {table for table, rows in everything().items() if any(device_id in row for row in rows)}


def test_own_phones_are_listed_with_the_day_they_came(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    for phone in (ana, second):
        listed = phone.api.call("GET", "/devices")["devices"]
        assert {one["id"]: one["current"] for one in listed} == {
            ana.device_id: phone is ana,
            second.device_id: phone is second,
        }
        assert all(set(one) == {"id", "added_day", "current", "recovered"} for one in listed)
        assert not any(one["recovered"] for one in listed)


def test_a_removed_phone_is_out_at_once_and_leaves_no_trace(cast: Cast, service: PushService):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    choose(ana)
    turn_on(second, service)
    queue(ana)
    ana.api.call("DELETE", f"/devices/{second.device_id}")
    refused(second, "sign_in", "GET", "/changes")
    assert not PushSubscription.select().exists()
    assert not Notice.select().exists()
    assert traces_of(second.device_id) <= {"handover"}
    refused(ana, "not_found", "DELETE", f"/devices/{second.device_id}")


def test_nobody_removes_the_phone_of_somebody_else(cast: Cast):
    ana, ben = cast.couple
    for other in (ben, cast.stranger):
        refused(other, "not_found", "DELETE", f"/devices/{ana.device_id}")
    refused(ana, "not_found", "DELETE", f"/devices/{new_id()}")


def test_signing_out_ends_this_phone_and_no_other(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    assert ana.api.request("DELETE", "/session").status == 204
    refused(ana, "sign_in", "GET", "/devices")
    refused(ana, "sign_in", "DELETE", "/session")
    assert traces_of(ana.device_id) <= {"handover"}
    (left,) = second.api.call("GET", "/devices")["devices"]
    assert left["id"] == second.device_id


def test_a_root_sealed_by_a_phone_that_is_gone_is_lacking_until_it_is_given_anew(cast: Cast):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    ana.api.call("DELETE", "/session")
    lacking = {one["device_id"] for one in ben.api.call("GET", "/keys")["missing"]}
    assert lacking == {ben.device_id, second.device_id}
    ben.refresh()
    assert second.api.call("GET", "/keys")["missing"] != []
    second.refresh()
    assert second.api.call("GET", "/keys")["missing"] == []
