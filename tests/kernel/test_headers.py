"""Security headers on every answer."""

import dataclasses
from collections.abc import Generator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from api.app import create_app
from api.config import Settings

PATHS = (
    "/",
    "/somewhere",
    "/assets/of-another-version.js",
    "/healthz",
    "/readyz",
    "/api/v1/devices",
    "/api/v1/nowhere",
    "/api/v1/check-ins/01a2070a-517b-7dd7-9557-000000000001",
)


@pytest.fixture(params=PATHS)
def answer(app: Flask, request: pytest.FixtureRequest) -> Generator[TestResponse]:
    response = app.test_client().get(request.param)
    yield response
    response.close()


def test_nothing_inline_and_nothing_from_elsewhere_runs(answer: TestResponse):
    policy = dict(
        rule.strip().split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "connect-src", "worker-src", "manifest-src"):
        assert policy[kind] == "'self'"
    for kind in ("base-uri", "form-action", "frame-ancestors"):
        assert policy[kind] == "'none'"
    assert policy["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_the_page_is_alone_and_tells_nobody_where_one_came_from(answer: TestResponse):
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_answers_of_the_api_are_never_kept(app: Flask):
    for path in PATHS:
        if path.startswith("/api/"):
            assert app.test_client().open(path).headers["Cache-Control"] == "no-store"
    doubled = {"PATH_INFO": "//api/v1/devices"}  # Flask takes it for the same path
    answer = app.test_client().get("/", environ_overrides=doubled)
    assert answer.headers["Cache-Control"] == "no-store"


def test_where_people_use_https_they_keep_to_it(app: Flask, settings: Settings):
    assert "Strict-Transport-Security" not in app.test_client().get("/healthz").headers
    secure = create_app(dataclasses.replace(settings, origin="https://twofold.example"))
    told = secure.test_client().get("/healthz").headers["Strict-Transport-Security"]
    assert int(told.partition("max-age=")[2].partition(";")[0]) >= 31_536_000
    assert "includeSubDomains" in told


def test_a_file_of_another_version_is_missing_and_not_the_page(app: Flask):
    """Otherwise a browser would take the page for a script, and the tap would do nothing."""
    response = app.test_client().get("/assets/pause-12345678.js")
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"
