"""A pause, its end, a withdrawal, a no and leaving are accepted at once, whatever limit a phone has reached.

Somebody who holds the phone, or a script that runs wild on it, must not use up what a person needs to stop
something.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from api.client.phone import Phone
from api.config import Settings
from api.kernel.identity import access
from tests.kernel.asking import check_in, sent
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    say,
    sealed_ask,
    withdrawal,
)
from tests.practices.pauses.asking import end_body, sealed_pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.rituals.planning import propose

FEW = 40


@pytest.fixture
def few_requests(app: Flask, settings: Settings) -> Iterator[None]:
    access.use_limits(app)  # clears the requests of other tests
    app.config["TWOFOLD"] = replace(settings, requests_per_minute=FEW)
    yield
    app.config["TWOFOLD"] = settings


def flood(phone: Phone) -> None:
    assert [phone.api.request("GET", "/session").status for _ in range(FEW)][-1] == 429


def test_what_protects_is_heard(cast: Cast, few_requests: None):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    own, theirs = ask(ben, "money")["id"], ask(ana)["id"]
    yes = say(ben, theirs, "yes")["id"]
    second, written = cast.unused(), check_in(ben)
    ben.pair(second)
    sent(ben, written)
    flood(ben)
    assert sent(ben, sealed_ask(ben, "touch")).status == 429
    pause = sealed_pause(ben)
    assert sent(ben, pause).status == 201
    assert sent(ben, withdrawal(ben, yes)).status == 201
    assert sent(ben, withdrawal(ben, own)).status == 201
    assert sent(ben, sealed_readiness(ben, "talk", "not_now")).status == 201
    no = {"space_id": ben.couple_id, "edit": 1}
    assert ben.api.request("PUT", f"/rituals/{ritual_id}/refusal", no).status == 201
    assert ben.api.request("PUT", f"{pause.path}/end", end_body(ben)).status == 201
    assert ben.api.request("DELETE", written.path).status == 204
    assert ben.api.request("DELETE", f"/devices/{second.device_id}").status == 204
    ben.leave()
    assert ana.api.request("GET", f"/asks/{theirs}").status == 404
