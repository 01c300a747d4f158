"""What each answer of a push service leads to."""

from email.utils import formatdate

import pytest

from api.kernel import clock as server_clock
from api.kernel.push import claims, sender
from api.kernel.push.claims import Outcome
from api.kernel.push.models import Notice, PushSubscription
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import HOUR, choose, queue, queued, ready, send_due, turn_on, verdicts


def next_try() -> int:
    """How long the one queued notice still waits, in milliseconds."""
    return Notice.get().next_try - server_clock.now()


def renewals() -> list[bool]:
    return [row.renew for row in PushSubscription.select()]


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_forgotten(cast: Cast, service: PushService, status: int):
    ready(cast, service)
    queue(cast.ana, due=server_clock.now() + HOUR)
    service.faults.append((status, {}))
    assert verdicts() == ["gone"]
    assert renewals() == []
    assert queued(cast.ana) == 0


def test_a_new_endpoint_survives_the_news_that_the_old_one_is_gone(
    cast: Cast, service: PushService
):
    ready(cast, service)
    (delivery,) = claims.claim(1)
    path = f"/push-subscriptions/{delivery.subscription_id}"
    fresh = service.subscribe()
    cast.ana.api.call("PUT", path, {**fresh.subscription})
    claims.settle([Outcome(delivery, "gone")])
    assert [row.endpoint for row in PushSubscription.select()] == [fresh.endpoint]


@pytest.mark.parametrize("status", [400, 401, 402, 403, 406, 411, 415, 422, 451])
def test_one_message_that_is_refused_does_not_condemn_the_phone(
    cast: Cast, service: PushService, capsys: pytest.CaptureFixture[str], status: int
):
    ready(cast, service)
    for _ in range(2):
        service.faults.append((status, {"X-WNS-Error-Description": "The payload is {odd}."}))
        assert verdicts() == ["bad_message"]
        queue(cast.ana)
    assert verdicts() == ["delivered"]
    assert renewals() == [False]
    told = capsys.readouterr().err
    assert f'"status": {status}, "reason": "The payload is odd."' in told
    assert "/push/" not in told
    for _ in range(3):
        queue(cast.ana)
        service.faults.append((status, {}))
        assert verdicts() == ["bad_message"]
    assert renewals() == [True]


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({}, b'{"reason": "BadJwtToken"}', "BadJwtToken"),
        ({}, b'{"code": 400, "message": "Invalid token", "more": "x"}', "Invalid token"),
        ({}, b'{"message": 7}', ""),
        ({}, b"[1]", ""),
        ({}, b"<p>no</p>", ""),
        ({"X-WNS-Error-Description": "no more " * 50}, b"", ("no more " * 50)[:200]),
        (
            {},
            b'{"message": "no such phone as https://push.example/wpush/v2/gAAAAABn-x_Y="}',
            "no such phone as …",
        ),
    ],
)
def test_the_reason_is_the_push_services_own(headers: dict[str, str], body: bytes, reason: str):
    assert sender.reason_of(headers, body) == reason


@pytest.mark.parametrize("status", [301, 307, 405])
def test_a_refused_push_is_dropped_and_the_phone_renews(
    cast: Cast, service: PushService, status: int
):
    ready(cast, service)
    service.faults.append((status, {"Location": f"{service.base}/elsewhere"}))
    assert verdicts() == ["refused"]
    assert renewals() == [True]
    assert queued(cast.ana) == 0
    assert len(service.requests) == 1
    queue(cast.ana)
    assert queued(cast.ana) == 0


def test_too_large_goes_again_without_the_sealed_part(cast: Cast, service: PushService):
    ready(cast, service)
    service.faults.append((413, {}))
    assert verdicts() == ["too_large"]
    assert verdicts() == ["delivered"]
    (push,) = service.pushes
    assert "headline" not in push.payload["twofold"]
    assert push.payload["notification"]["title"] == "Reminder"


def test_too_large_without_a_sealed_part_is_dropped(cast: Cast, service: PushService):
    choose(cast.ana)
    turn_on(cast.ana, service)
    queue(cast.ana)
    service.faults.append((413, {}))
    assert verdicts() == ["too_large"]
    assert queued(cast.ana) == 0


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_push_service_is_tried_again_when_it_says(
    cast: Cast, service: PushService, clock: MovingClock, status: int
):
    ready(cast, service)
    service.faults.append((status, {"Retry-After": "120"}))
    assert verdicts() == ["later"]
    assert 118_000 < next_try() <= 120_000
    assert send_due() == []
    clock.forward(milliseconds=120_000)
    assert verdicts() == ["delivered"]
    assert renewals() == [False]


def test_a_date_to_try_again_is_understood(cast: Cast, service: PushService):
    ready(cast, service)
    at = server_clock.now() / 1000 + 300
    service.faults.append((503, {"Retry-After": formatdate(at, usegmt=True)}))
    assert verdicts() == ["later"]
    assert 290_000 < next_try() <= 300_000


def test_without_a_word_the_wait_doubles_with_jitter(
    cast: Cast, service: PushService, clock: MovingClock
):
    ready(cast, service)
    for wait in (1000, 2000, 4000, 8000):
        service.faults.append((500, {"Retry-After": "soon"}))
        assert verdicts() == ["later"]
        assert wait * 0.4 <= next_try() <= wait * 1.5
        clock.forward(milliseconds=wait * 2)
    assert verdicts() == ["delivered"]


def test_waiting_longer_than_it_is_useful_drops_it(cast: Cast, service: PushService):
    ready(cast, service)
    service.faults.append((429, {"Retry-After": "3600"}))
    assert verdicts() == ["later"]
    assert queued(cast.ana) == 0
