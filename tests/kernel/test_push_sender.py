"""Sending: what reaches the browser, and what each answer of a push service leads to."""

import asyncio
from dataclasses import replace
from email.utils import formatdate

import pytest
from flask import Flask

from api.config import settings
from api.kernel import clock as server_clock
from api.kernel.ids import new_id
from api.kernel.push import claims, sender
from api.kernel.push.claims import Outcome
from api.kernel.push.models import Notice, PushSubscription
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import HOUR, choose, queue, queued, send_due, turn_on, verdicts

HEADLINE = {"v": 1, "k": "k", "w": 1, "iv": "iv", "ct": "c" * 400}


def ready(cast: Cast, service: PushService) -> None:
    """ana gets pushes at any hour, and a notice with a headline waits for her."""
    choose(cast.ana)
    turn_on(cast.ana, service)
    queue(cast.ana, extra={"headline": HEADLINE})


def next_try() -> int:
    """How long the one queued notice still waits, in milliseconds."""
    return Notice.get().next_try - server_clock.now()


def renewals() -> list[bool]:
    return [row.renew for row in PushSubscription.select()]


def test_a_real_push_reaches_each_phone(cast: Cast, service: PushService):
    second = cast.unused()
    cast.ana.pair(second)
    choose(cast.ana)
    turn_on(cast.ana, service)
    turn_on(second, service)
    queue(cast.ana, record_id="the-walk", urgency="high", ttl_ms=HOUR, extra={"local": "19:00"})
    assert verdicts() == ["delivered", "delivered"]
    assert queued(cast.ana) == 0
    first, other = service.pushes
    assert first.payload["twofold"]["record_id"] == "the-walk"
    assert first.payload["twofold"]["local"] == "19:00"
    assert first.payload["notification"]["navigate"] == "http://localhost/time"
    assert first.headers["urgency"] == "high"
    assert 3590 <= int(first.headers["ttl"]) <= 3600
    assert first.headers["topic"] != other.headers["topic"]
    assert first.tag != other.tag
    assert send_due() == []


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


def test_a_push_is_useful_for_a_second_at_least(
    cast: Cast, service: PushService, clock: MovingClock
):
    ready(cast, service)
    queue(cast.ana, ttl_ms=300_000)
    service.faults += [(503, {"Retry-After": "298"})] * 2
    assert verdicts() == ["later"] * 2
    clock.forward(milliseconds=299_200)
    assert verdicts() == ["delivered"]  # less than a second is left for the other, which is dropped
    assert service.pushes[0].headers["ttl"] != "0"
    assert queued(cast.ana) == 0


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


def test_a_network_failure_is_tried_again(cast: Cast, service: PushService, clock: MovingClock):
    ready(cast, service)
    PushSubscription.update(endpoint="http://127.0.0.1:9/nobody-listens").execute()
    assert verdicts() == ["later"]
    PushSubscription.update(endpoint=next(iter(service.browsers.values())).endpoint).execute()
    clock.forward(milliseconds=5000)
    assert verdicts() == ["delivered"]


def test_no_proxy_of_the_environment_sees_a_push(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    for name in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    ready(cast, service)
    assert verdicts() == ["delivered"]


def test_a_push_service_that_never_answers_is_left(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sender, "TIMEOUT_SECONDS", 0.2)
    ready(cast, service)
    service.hold.clear()
    assert verdicts() == ["later"]
    assert queued(cast.ana) == 1


def test_an_answer_that_came_while_the_machine_slept_counts(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch
):
    ready(cast, service)
    (delivery,) = claims.claim(1)
    service.hold.clear()

    async def send() -> Outcome:
        loop = asyncio.get_running_loop()
        awake = loop.time
        async with sender.Sender(settings(), 1) as sending:
            trying = asyncio.create_task(sending.send(delivery))
            await asyncio.to_thread(service.wait_for_request)
            service.hold.set()
            service.wait_for_answer()  # which the loop cannot read meanwhile
            monkeypatch.setattr(loop, "time", lambda: awake() + 2 * sender.TIMEOUT_SECONDS)
            return await trying

    assert asyncio.run(send()).verdict == "delivered"


@pytest.mark.parametrize("slept_again", [False, True])
def test_an_answer_that_comes_right_after_the_time_limit_counts(
    cast: Cast, service: PushService, monkeypatch: pytest.MonkeyPatch, slept_again: bool
):
    """As of a machine that wakes up: what the push service sent meanwhile comes after the clock has moved on. It may
    sleep again until the time for a last look is over too."""
    ready(cast, service)
    (delivery,) = claims.claim(1)
    service.hold.clear()

    async def send() -> Outcome:
        loop, struck = asyncio.get_running_loop(), asyncio.Event()
        async with sender.Sender(settings(), 1) as sending:
            trying = asyncio.create_task(sending.send(delivery))
            await asyncio.to_thread(service.wait_for_request)
            loop.call_later(sender.TIMEOUT_SECONDS, struck.set)  # after the sender's own
            then = loop.time() + sender.TIMEOUT_SECONDS
            monkeypatch.setattr(loop, "time", lambda: then)
            await struck.wait()
            service.hold.set()
            if slept_again:
                service.wait_for_answer()  # which the loop cannot read meanwhile
                monkeypatch.setattr(loop, "time", lambda: then + sender.TIMEOUT_SECONDS)
            return await trying

    claims.settle([asyncio.run(send())])
    assert queued(cast.ana) == 0
    assert len(service.requests) == 1


def test_the_same_notice_keeps_its_tag(cast: Cast, service: PushService, clock: MovingClock):
    ready(cast, service)
    (lost,) = claims.claim(1)
    assert send_due() == []
    clock.forward(milliseconds=claims.LEASE)
    (sent,) = send_due()
    assert lost.notice_id == sent.delivery.notice_id == service.pushes[0].tag
    claims.settle([Outcome(lost, "delivered")])
    assert queued(cast.ana) == 0


def test_a_worker_does_not_claim_anew_what_it_is_sending(
    cast: Cast, service: PushService, clock: MovingClock
):
    """Not when its lease ends: the machine may have slept, or its clock been set."""
    ready(cast, service)
    (in_hand,) = claims.claim(1)
    clock.forward(milliseconds=claims.LEASE)
    queue(cast.ana)
    claimed = claims.claim(20, [in_hand.notice_id])
    assert len(claimed) == 1
    assert claimed[0].notice_id != in_hand.notice_id


def test_what_is_no_longer_allowed_is_not_sent(cast: Cast, service: PushService, app: Flask):
    ready(cast, service)
    app.config["TWOFOLD"] = replace(settings(), testing=False)
    assert verdicts() == ["refused"]
    assert service.requests == []


def test_tests_send_what_is_for_the_world_to_this_machine(
    cast: Cast, service: PushService, app: Flask
):
    app.config["TWOFOLD"] = replace(settings(), push_reroute=service.base)
    browser = service.subscribe("https://updates.push.services.mozilla.com")
    choose(cast.ana)
    cast.ana.api.call("PUT", f"/push-subscriptions/{new_id()}", {**browser.subscription})
    queue(cast.ana)
    assert verdicts() == ["delivered"]
    assert service.pushes[0].path in browser.endpoint
