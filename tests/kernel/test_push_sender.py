"""Sending: what reaches the browser, and what happens without an answer."""

import asyncio
from dataclasses import replace

import pytest
from flask import Flask

from api.config import settings
from api.kernel.ids import new_id
from api.kernel.push import claims, sender
from api.kernel.push.claims import Outcome
from api.kernel.push.models import PushSubscription
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import HOUR, choose, queue, queued, ready, send_due, turn_on, verdicts


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
