"""The names under which the server answers, and the sites whose pages may write."""

import dataclasses

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import create_app
from api.config import Settings
from api.kernel.hosts import is_own_origin
from tests.conftest import move_into

OURS = (
    "us.example",
    "US.example",
    "us.example:443",
    "us.example:8443",
    "alias.example",
    "localhost",
    "localhost:8000",
    "127.0.0.1:8000",
    "127.1.2.3",
    "[::1]:8000",
)
FOREIGN = (
    "",
    "evil.example",
    "us.example.evil.example",
    "evil-us.example",
    "us.example:80:80",
    "us.example, evil.example",
    "us.example/evil",
    "evil@us.example",
    "us.example\\evil",
    "10.0.0.1",
    "localhost.evil.example",
    "[::2]",
    "[",
    "é.example",
)


_apps: list[Flask] = []


@pytest.fixture
def public(settings: Settings) -> Flask:
    """A server with the address https://us.example and the alias alias.example. One serves all tests of a process."""
    own = dataclasses.replace(settings, origin="https://us.example", hosts=("alias.example",))
    if not _apps:
        _apps.append(create_app(own))
    (app,) = _apps
    move_into(app, own)
    return app


def ask(app: Flask, path: str, host: str) -> TestResponse:
    return FlaskClient(app, app.response_class).get(path, headers={"Host": host})


@pytest.mark.parametrize("host", OURS)
def test_it_answers_under_its_own_names(public: Flask, host: str):
    assert ask(public, "/healthz", host).status_code == 200


@pytest.mark.parametrize("host", FOREIGN)
@pytest.mark.parametrize("path", ["/", "/healthz", "/index.html", "/api/v1/session", "//api/v1"])
def test_it_answers_under_no_other(public: Flask, host: str, path: str):
    answer = ask(public, path, host)
    assert (answer.status_code, answer.get_json()["type"]) == (421, "wrong_host")
    assert "Location" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" in answer.headers


INTERNAL = "127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "origin", "own"),
    [
        ("us.example", "https://us.example", True),
        ("us.example", "https://US.example:443", True),
        ("us.example:443", "https://us.example", True),
        (INTERNAL, "https://us.example", True),
        ("alias.example", "https://alias.example", True),
        ("alias.example", "https://us.example", True),
        ("us.example", "http://us.example", False),
        ("us.example", "https://us.example:8443", False),
        ("us.example:8443", "https://us.example:8443", False),
        ("us.example", "https://alias.example", False),
        ("alias.example", "http://alias.example", False),
        (INTERNAL, "http://127.0.0.1:8000", False),
        (INTERNAL, "https://127.0.0.1:8000", False),
        ("us.example", "https://evil@us.example", False),
        ("us.example", "us.example", False),
        ("us.example", "null", False),
        ("us.example", "", False),
        ("us.example", "http://[", False),
    ],
)
def test_whole_origins_are_compared(settings: Settings, host: str, origin: str, own: bool):
    public = dataclasses.replace(settings, origin="https://us.example", hosts=("alias.example",))
    assert is_own_origin(origin, host, public) is own


@pytest.mark.parametrize(
    ("origin", "status"), [("https://us.example", 422), ("http://us.example", 403)]
)
def test_a_proxy_may_pass_on_an_internal_host(public: Flask, origin: str, status: int):
    with public.app_context():
        answer = FlaskClient(public, public.response_class).put(
            "/api/v1/people/01a2070a-517b-7dd7-9557-da2f1d7edb59",
            json={},
            headers={"Host": INTERNAL, "Origin": origin},
        )
    assert answer.status_code == status
