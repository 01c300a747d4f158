"""A person can become ready in an area six times an hour at most. A withdrawal is always accepted."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel.identity import access
from api.kernel.rounds.pace import AN_HOUR
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import sealed_pause
from tests.practices.readiness.saying import path_of, say, sealed_readiness, seen
from tests.practices.refusing import refused

HOUR, MINUTE = server_clock.HOUR, server_clock.MINUTE


def test_the_seventh_is_refused_until_the_hour_is_over(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    for state in ("not_now", "maybe") * (AN_HOUR // 2):
        say(ana, "talk", "ready")
        say(ana, "talk", state)
    clock.forward(milliseconds=HOUR - MINUTE)
    refused(ana, path_of(ana, "talk"), sealed_readiness(ana, "talk", "ready").body, "often_ready")
    assert seen(ana, of=ana)["talk"]["state"] == seen(ben, of=ana)["talk"]["state"] == "maybe"
    say(ana, "talk", "not_now")
    clock.forward(milliseconds=2 * MINUTE)
    assert say(ana, "talk", "ready")["state"] == "ready"


def test_each_area_has_its_own_and_each_person(cast: Cast):
    ana, ben = cast.couple
    for _ in range(AN_HOUR):
        say(ana, "touch", "ready")
        say(ana, "touch", "not_now")
    say(ana, "intimacy", "ready")
    say(ben, "touch", "ready")
    refused(ana, path_of(ana, "touch"), sealed_readiness(ana, "touch", "ready").body, "often_ready")


def test_two_phones_share_it(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    for phone in (ana, second) * (AN_HOUR // 2):
        say(phone, "touch", "ready")
        say(phone, "touch", "not_now")
    body = sealed_readiness(second, "touch", "ready").body
    refused(second, path_of(second, "touch"), body, "often_ready")


def test_what_is_said_while_one_is_ready_counts_for_nothing(cast: Cast):
    ana, _ = cast.couple
    for level in (1, 2, 3, 4, 5) * 3:
        assert say(ana, "touch", "ready", energy=level)["state"] == "ready"


def test_maybe_and_not_now_are_never_counted(cast: Cast):
    ana, _ = cast.couple
    for _ in range(3 * AN_HOUR):
        say(ana, "touch", "maybe")
        assert say(ana, "touch", "not_now")["state"] == "not_now"


def test_a_refusal_is_the_same_whether_the_partner_is_ready_or_not(cast: Cast):
    ana, ben = cast.couple
    answers = list[object]()
    for _ in range(AN_HOUR):
        say(ana, "touch", "ready")
        say(ana, "touch", "not_now")
    for state in ("not_now", "maybe", "ready"):
        say(ben, "touch", state)
        request = sealed_readiness(ana, "touch", "ready")
        answer = ana.api.request("PUT", request.path, request.body)
        answers.append((answer.status, answer.json))
    assert answers[0] == answers[1] == answers[2]


@pytest.fixture
def few_requests(app: Flask, settings: Settings) -> Iterator[int]:
    access.use_limits(app)  # clears the requests of other tests
    app.config["TWOFOLD"] = replace(settings, requests_per_minute=40)
    yield 40
    app.config["TWOFOLD"] = settings


def test_not_now_is_heard_in_a_flood_and_in_a_pause(cast: Cast, few_requests: int):
    ana, ben = cast.couple
    say(ana, "talk", "ready")
    for phone in (ana, ben):
        phone.send(sealed_pause(phone))
    flood = [ana.api.request("GET", "/session").status for _ in range(few_requests)]
    assert flood[-1] == 429
    request = sealed_readiness(ana, "talk", "ready")
    assert ana.api.request("PUT", request.path, request.body).status == 429
    request = sealed_readiness(ana, "talk", "not_now")
    answer = ana.api.request("PUT", request.path, request.body)
    assert (answer.status, answer.json["state"]) == (200, "not_now")
    assert seen(ben, of=ana) == {}
