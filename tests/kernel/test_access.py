"""Which requests are accepted at all: sessions, other sites, old apps, floods."""

import dataclasses
import time
from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.client.phone import Phone
from api.client.transport import ApiProblem
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel.identity.models import Session
from api.kernel.ids import new_id, new_token
from tests.kernel.asking import check_in, refused
from tests.kernel.caught import start_of
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.proven import ProvenClient

DAY = server_clock.DAY
Headers = Mapping[str, str]


def ask(app: Flask, headers: Headers, path: str = "/devices") -> int:
    client = app.test_client(use_cookies=False)
    return client.get(f"/api/v1{path}", headers=headers).status_code


def ask_from(app: Flask, address: str, path: str) -> TestResponse:
    """Ask without a session, from an address."""
    return app.test_client().get(f"/api/v1{path}", environ_base={"REMOTE_ADDR": address})


def start_from(app: Flask, address: str) -> int:
    _, path, body = start_of(Cast(app))
    client = app.test_client()
    return client.put(
        f"/api/v1{path}", json=body, environ_base={"REMOTE_ADDR": address}
    ).status_code


def write(app: Flask, phone: Phone, headers: Headers) -> tuple[int, str]:
    """Try to check in with these headers; the status and, of a refusal, its code."""
    request = check_in(phone, "me")
    signed_in = {"Authorization": f"Bearer {phone.api.token}", **headers}
    client = app.test_client()
    answer = client.put(f"/api/v1{request.path}", json=request.body, headers=signed_in)
    return answer.status_code, answer.get_json()["type"] if answer.status_code >= 400 else ""


def start_with_cookie(app: Flask, cast: Cast) -> FlaskClient:
    """A browser in which somebody has started."""
    _, path, body = start_of(cast)
    client = app.test_client()
    answer = client.put(f"/api/v1{path}", json={**body, "session": "cookie"})
    assert answer.status_code == 201
    return client


def test_a_token_lets_in_as_bearer_or_as_cookie(app: Flask, cast: Cast):
    token = cast.ana.api.token
    assert ask(app, {"Authorization": f"Bearer {token}"}) == 200
    assert ask(app, {"Authorization": f"bearer {token}"}) == 200
    assert ask(app, {"Cookie": f"twofold={token}"}) == 200


def test_no_other_token_lets_in(app: Flask, cast: Cast):
    token = cast.ana.api.token or ""
    for bad in (new_token(), token[:-1], token + "A", "", "null", "é"):
        assert ask(app, {"Authorization": f"Bearer {bad}"}) == 401
        assert ask(app, {"Cookie": f"twofold={bad}"}) == 401
    assert ask(app, {"Authorization": f"Basic {token}"}) == 401
    assert ask(app, {"Cookie": f"__Host-twofold={token}"}) == 401, "that is for https"


def test_only_the_hash_of_a_token_is_kept(cast: Cast):
    token = cast.ana.api.token or ""
    stored = [session.token_hash for session in Session.select()]
    assert stored
    assert token not in stored


def test_a_browser_gets_a_cookie_that_no_script_and_no_other_site_can_use(app: Flask, cast: Cast):
    client = start_with_cookie(app, cast)
    cookie = client.get_cookie("twofold")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Strict", "/")
    assert client.get("/api/v1/devices").status_code == 200


def test_over_https_the_cookie_is_bound_to_the_host(settings: Settings):
    secure = create_app(dataclasses.replace(settings, origin="https://twofold.example"))
    with secure.app_context():
        client = start_with_cookie(secure, Cast(secure))
        cookie = client.get_cookie("__Host-twofold")
        assert cookie is not None
        assert cookie.secure


def test_signing_out_takes_the_cookie_back(app: Flask, cast: Cast):
    client = start_with_cookie(app, cast)
    answer = client.delete("/api/v1/session")
    assert answer.status_code == 204
    assert client.get_cookie("twofold") is None
    assert client.get("/api/v1/devices").status_code == 401


def test_so_does_signing_out_once_more_where_the_answer_was_lost(app: Flask, cast: Cast):
    client = start_with_cookie(app, cast)
    kept = client.get_cookie("twofold")
    assert kept is not None
    client.delete("/api/v1/session")
    client.set_cookie("twofold", kept.value)
    assert client.delete("/api/v1/session").status_code == 401
    assert client.get_cookie("twofold") is None


def test_a_session_is_renewed_by_use_and_ends_without(app: Flask, cast: Cast, clock: MovingClock):
    used, unused = (
        {"Authorization": f"Bearer {phone.api.token}"} for phone in (cast.ana, cast.ben)
    )
    for _ in range(3):
        clock.forward(milliseconds=201 * DAY)
        assert ask(app, used) == 200
    assert ask(app, unused) == 401


def test_using_a_session_does_not_tell_when(app: Flask, cast: Cast, clock: MovingClock):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    with nothing_changes():
        for _ in range(19):
            clock.forward(milliseconds=10 * DAY)
            assert ask(app, headers) == 200


@pytest.mark.parametrize(
    ("headers", "heard"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": ""}, False),
        ({"Origin": "http://elsewhere.example"}, False),
        ({"Origin": "http://localhost.elsewhere.example"}, False),
        ({"Origin": "http://localhost:8001"}, False),
        ({"Origin": "https://localhost"}, False),
        ({"Origin": "http://["}, False),
        ({"Origin": "null"}, False),
    ],
    ids=str,
)
def test_only_the_own_site_may_write(app: Flask, cast: Cast, headers: Headers, heard: bool):
    ana = cast.ana
    if heard:
        assert write(app, ana, headers) == (201, "")
        return
    with nothing_changes():
        assert write(app, ana, headers) == (403, "cross_site")


def test_any_site_may_link_to_what_is_read(app: Flask, cast: Cast):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}", "Sec-Fetch-Site": "cross-site"}
    assert ask(app, headers) == 200


@pytest.mark.parametrize("version", ["1", "2", "900"])
def test_new_apps_are_heard(app: Flask, cast: Cast, version: str):
    assert write(app, cast.ana, {"Twofold-App": version}) == (201, "")


@pytest.mark.parametrize("version", ["0", "-1", "1.5", "new", "²", "٣", "1" * 5000, "1" * 10])
def test_old_and_odd_apps_are_told_to_update(app: Flask, cast: Cast, version: str):
    ana = cast.ana
    with nothing_changes():
        assert write(app, ana, {"Twofold-App": version}) == (426, "update_needed")


def test_a_flood_from_one_phone_does_not_lock_the_other_out(settings: Settings):
    small = create_app(dataclasses.replace(settings, requests_per_minute=30))
    small.test_client_class = ProvenClient
    with small.app_context():
        cast = Cast(small)
        ana, ben = cast.started(), cast.started()
        for _ in range(30):
            ana.api.call("GET", "/devices")
        with pytest.raises(ApiProblem, match="slow_down") as problem:
            ana.api.call("GET", "/devices")
        assert 1 <= int(problem.value.headers["Retry-After"]) <= 60
        assert ben.api.request("GET", "/devices").status == 200


def test_a_clock_that_is_set_back_keeps_nobody_out(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """The windows of the rate limits end by this machine's clock."""
    small = create_app(dataclasses.replace(settings, requests_per_minute=30))
    small.test_client_class = ProvenClient
    real = time.time
    with small.app_context():
        ana = Cast(small).started()
        for _ in range(30):
            ana.api.call("GET", "/devices")
        with pytest.raises(ApiProblem, match="slow_down"):
            ana.api.call("GET", "/devices")
        monkeypatch.setattr(time, "time", lambda: real() - 3 * 3600)
        assert ana.api.request("GET", "/devices").status == 200


STRANGE = ("/session", f"/handovers/{'A' * 22}", "/devices", f"/calendar/{'A' * 43}.ics")
"""Ids and tokens that are guessed, on operations with and without a session."""


@pytest.mark.parametrize("path", STRANGE)
def test_a_flood_from_one_address_stops_nobody_who_is_signed_in_and_no_other_address(
    settings: Settings, path: str
):
    small = create_app(dataclasses.replace(settings, strangers_per_minute=20))
    small.test_client_class = ProvenClient
    with small.app_context():
        ana = Cast(small).started()
        flood = [ask_from(small, "127.0.0.1", path).status_code for _ in range(30)]
        assert flood.count(429) >= 10
        assert ana.api.request("GET", "/devices").status == 200
        assert ask_from(small, "203.0.113.9", path).status_code != 429


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("::ffff:203.0.113.1", "::ffff:203.0.113.2", False),
        ("203.0.113.1", "203.0.113.2", False),
    ],
)
def test_an_address_is_a_home(settings: Settings, one: str, other: str, same: bool):
    small = create_app(dataclasses.replace(settings, strangers_per_minute=2, accounts_per_hour=1))
    small.test_client_class = ProvenClient
    with small.app_context():
        told = [ask_from(small, one, "/session").status_code for _ in range(3)]
        assert told == [200, 200, 429]
        assert (ask_from(small, other, "/session").status_code == 429) is same
        assert start_from(small, "192.0.2.1") == 201


def test_accounts_are_counted_by_home_too(settings: Settings):
    small = create_app(dataclasses.replace(settings, accounts_per_hour=1))
    small.test_client_class = ProvenClient
    with small.app_context():
        from_a_home = [start_from(small, f"2001:db8:1:2::{number}") for number in (1, 2)]
        assert from_a_home == [201, 429]
        assert start_from(small, "2001:db8:1:3::1") == 201


def test_behind_a_proxy_that_is_named_people_count_one_by_one(settings: Settings):
    small = create_app(dataclasses.replace(settings, strangers_per_minute=2, proxies=1))
    small.test_client_class = ProvenClient
    with small.app_context():
        client = small.test_client()
        told = [
            client.get("/api/v1/session", headers={"X-Forwarded-For": f"made.up, {address}"})
            for address in ("203.0.113.1",) * 3 + ("203.0.113.2",)
        ]
        assert [answer.status_code for answer in told] == [200, 200, 429, 200]


def test_a_method_that_is_not_there_is_refused_with_those_that_are(app: Flask, cast: Cast):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    answer = FlaskClient(app, app.response_class).post(
        f"/api/v1/check-ins/{new_id()}", headers=headers
    )
    assert (answer.status_code, answer.get_json()["type"]) == (405, "method")
    assert answer.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS, PUT"


def test_a_waiting_phone_sees_its_handover_and_nothing_else(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    second.take(ana.offer("device"))
    session = second.session()
    assert session["device"] == {"id": second.device_id, "state": "waiting"}
    assert session["couple"] is None
    for path in ("/changes", "/keys", "/devices", "/stream", f"/check-ins/{new_id()}"):
        refused(second, "sign_in", "GET", path)
    request = check_in(ana, "me")
    refused(second, "sign_in", "PUT", request.path, request.body)
