"""Which phones can be reached, and which addresses may be pushed to at all."""

from dataclasses import replace
from typing import Any

import pytest

from api.client.transport import ApiProblem
from api.config import KNOWN_PUSH_HOSTS, settings
from api.kernel.ids import new_id
from api.kernel.push import endpoints, subscriptions
from api.kernel.push.models import PushSubscription
from tests.people import Cast
from tests.push_service import Browser, PushService
from tests.pushing import choose, queue, queued, turn_on

MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"


def stored() -> list[str]:
    return sorted(row.endpoint for row in PushSubscription.select())


def test_a_phone_can_be_reached(cast: Cast):
    path = f"/push-subscriptions/{new_id()}"
    browser = Browser(MOZILLA)
    first = cast.ana.api.request("PUT", path, {**browser.subscription})
    assert (first.status, first.json) == (201, {"id": path.split("/")[2], "renew": False})
    again = cast.ana.api.request("PUT", path, {**browser.subscription})
    assert (again.status, again.json) == (200, first.json)
    assert stored() == [MOZILLA]


def test_a_phone_has_one_subscription(cast: Cast):
    for name in ("one", "two"):
        body = {**Browser(MOZILLA + name).subscription}
        cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", body)
    assert stored() == [f"{MOZILLA}two"]


def test_an_endpoint_belongs_to_the_session_that_posted_it_last(cast: Cast, service: PushService):
    ana, ben = cast.couple
    choose(ana)
    browser = turn_on(ana, service)
    queue(ana)
    assert queued(ana) == 1
    ben.api.call("PUT", f"/push-subscriptions/{new_id()}", {**browser.subscription})
    assert [row.person_id for row in PushSubscription.select()] == [ben.person_id]
    assert queued(ana) == queued(ben) == 0


def test_fresh_keys_take_the_place_of_old_ones(cast: Cast):
    path = f"/push-subscriptions/{new_id()}"
    cast.ana.api.call("PUT", path, {**Browser(MOZILLA).subscription})
    fresh = Browser(MOZILLA).subscription
    assert cast.ana.api.request("PUT", path, {**fresh}).status == 200
    assert PushSubscription.get().p256dh == fresh["p256dh"]


def test_a_refused_subscription_is_to_be_renewed(cast: Cast):
    subscription_id = new_id()
    browser = Browser(MOZILLA)
    path = f"/push-subscriptions/{subscription_id}"
    cast.ana.api.call("PUT", path, {**browser.subscription})
    subscriptions.refused(cast.ana.person_id, subscription_id, MOZILLA, at_once=True)
    assert subscriptions.reachable_of([cast.ana.person_id]) == []
    assert cast.ana.api.call("PUT", path, {**browser.subscription})["renew"] is True
    assert cast.ana.api.call("PUT", path, {**browser.subscription})["renew"] is False
    assert len(subscriptions.reachable_of([cast.ana.person_id])) == 1


def test_turning_push_off(cast: Cast, service: PushService):
    subscription_id = new_id()
    path = f"/push-subscriptions/{subscription_id}"
    choose(cast.ana)
    cast.ana.api.call("PUT", path, {**service.subscribe().subscription})
    queue(cast.ana)
    assert queued(cast.ana) == 1
    for other in (cast.ben, cast.stranger):
        with pytest.raises(ApiProblem, match="not_found"):
            other.api.call("DELETE", path)
    assert cast.ana.api.request("DELETE", path).status == 204
    assert stored() == []
    assert queued(cast.ana) == 0
    with pytest.raises(ApiProblem, match="not_found"):
        cast.ana.api.call("DELETE", path)


def test_signing_out_ends_the_subscription(cast: Cast, service: PushService):
    choose(cast.ana)
    turn_on(cast.ana, service)
    queue(cast.ana)
    assert queued(cast.ana) == 1
    cast.ana.api.call("DELETE", "/session")
    assert stored() == []
    assert queued(cast.ana) == 0


def test_a_removed_phone_cannot_be_reached(cast: Cast, service: PushService):
    second = cast.unused()
    cast.ana.pair(second)
    choose(cast.ana)
    turn_on(cast.ana, service)
    turn_on(second, service)
    queue(cast.ana)
    assert queued(cast.ana) == 2
    cast.ana.remove_phone(second.device_id)
    assert [row.device_id for row in PushSubscription.select()] == [cast.ana.device_id]
    assert queued(cast.ana) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"p256dh": Browser(MOZILLA).subscription["p256dh"][:-4] + "AAAA"},
        {"p256dh": "BA"},
        {"p256dh": 7},
        {"auth": "short"},
        {"auth": None},
        {"endpoint": ""},
        {"endpoint": MOZILLA + "x" * 2000},
        {"expirationTime": None},
    ],
)
def test_malformed_subscriptions_are_refused(cast: Cast, changed: dict[str, Any]):
    body = {**Browser(MOZILLA).subscription, **changed}
    with pytest.raises(ApiProblem, match="invalid") as refused:
        cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", body)
    assert set(refused.value.errors["json"]) == set(changed)
    assert stored() == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://push.example.org/abc",
        "https://mozilla.com/abc",
        "https://updates.push.services.mozilla.com.example.org/abc",
        "https://updates.push.services.mozilla.com:8443/abc",
        "https://ana@updates.push.services.mozilla.com/abc",
        "https://updates.push.services.mozilla.com/abc#fragment",
        "https://updates.push.services.mozilla.com\\@127.0.0.1/abc",
        "https://updates.push.services.mozilla.com /abc",
        "http://updates.push.services.mozilla.com/abc",
        "ftp://updates.push.services.mozilla.com/abc",
        "https://192.168.1.1/abc",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/abc",
        "https://[::ffff:10.0.0.1]/abc",
        "https:///abc",
        "//updates.push.services.mozilla.com/abc",
        "updates.push.services.mozilla.com",
        "https://[/abc",
        "https://updates.push.services.mozilla.com:99999/abc",
        "https://updates.push.services.mozilla.com:0443/abc",
        "https://updates.push.services.mozilla.com:/abc",
        "https://@updates.push.services.mozilla.com/abc",
        "https://updates.push.services.mozilla.com./abc",
    ],
)
def test_other_addresses_are_refused(cast: Cast, endpoint: str):
    body = {**Browser(endpoint).subscription}
    with pytest.raises(ApiProblem, match="invalid") as refused:
        cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", body)
    assert list(refused.value.errors["json"]) == ["endpoint"]
    assert stored() == []


@pytest.mark.parametrize(
    "endpoint",
    [
        MOZILLA,
        "https://fcm.googleapis.com/fcm/send/abc:APA91",
        "https://jmt17.google.com/fcm/send/abc",
        "https://web.push.apple.com/QOcabc",
        "https://db5p.notify.windows.com/w/?token=Bxyz",
    ],
)
def test_known_push_services_are_allowed(app: object, endpoint: str):
    earnest = replace(settings(), push_hosts=KNOWN_PUSH_HOSTS, testing=False)
    assert endpoints.refusal(endpoint, earnest) is None
    assert endpoints.refusal("https://notify.windows.com/abc", earnest) is not None


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://127.0.0.1.push.apple.com/abc",
        "https://127-0-0-1.push.apple.com/abc",
        "https://0x7f000001.push.apple.com/abc",
        "https://2130706433.notify.windows.com/abc",
        "https://fd00--1.push.apple.com/abc",
        "https://.push.apple.com/abc",
    ],
)
def test_addresses_in_numbers_below_a_known_name_are_refused(app: object, endpoint: str):
    earnest = replace(settings(), push_hosts=KNOWN_PUSH_HOSTS, testing=False)
    assert endpoints.refusal(endpoint, earnest) is not None


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:9001/abc",
        "https://127.0.0.1/abc",
        "https://localhost/abc",
        "https://2130706433/abc",
        "https://0x7f.0.0.1/abc",
        "https://router/abc",
        "https://push.router.local/abc",
        "https://push.corp.internal/abc",
    ],
)
def test_this_machine_and_private_nets_are_refused_even_if_listed(app: object, endpoint: str):
    hosts = ("127.0.0.1", "localhost", "2130706433", "0x7f.0.0.1", "router", ".local", ".internal")
    earnest = replace(settings(), push_hosts=hosts, testing=False)
    assert endpoints.refusal(endpoint, earnest) is not None
