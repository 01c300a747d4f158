"""Logs: one JSON object a line, with nothing that would tell a couple's life."""

import json
import logging
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.client.phone import Phone
from api.kernel import feed
from api.kernel.db import database
from tests.kernel.asking import check_in, sent
from tests.people import Cast

Capture = pytest.CaptureFixture[str]


def fail(app: Flask, phone: Phone, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """A request that fails on the server; returns the answer."""
    client = FlaskClient(app, app.response_class)
    headers = {"Authorization": f"Bearer {phone.api.token}"}
    answer = client.put(f"/api/v1{path}", json=body, headers=headers)
    assert answer.status_code == 500
    return answer.get_json()


def secrets_of(*phones: Phone) -> list[str]:
    """What no line may contain."""
    found = [text for phone in phones for text in (phone.person_id, phone.device_id)]
    return [*found, *(phone.api.token or "" for phone in phones)]


def test_what_succeeds_is_not_logged(cast: Cast, capfd: Capture, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    ana, ben = cast.couple
    sent(ana, check_in(ana, note="canary"))
    ben.changes()
    ana.leave()
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""


def test_what_fails_says_where_and_not_for_whom(
    app: Flask,
    cast: Cast,
    capfd: Capture,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    ana, ben = cast.couple
    request = check_in(ana)

    def break_down(*_: object) -> None:
        raise RuntimeError(f"could not write {request.path} of {ana.person_id}")

    monkeypatch.setattr(feed, "_put", break_down)
    told = fail(app, ana, request.path, request.body)
    assert (told["type"], told["status"]) == ("failed", 500)
    logged = capfd.readouterr().err
    record_id = request.path.rpartition("/")[2]
    for secret in (*secrets_of(ana, ben), record_id, str(request.body["words"])):
        assert secret not in logged + caplog.text
        assert secret not in str(told)
    (line,) = [json.loads(line) for line in logged.splitlines()]
    assert (line["level"], line["error"]) == ("error", "RuntimeError")
    assert "feed.py" in str(line)


def test_what_the_database_complains_of_is_not_quoted(app: Flask, cast: Cast, capfd: Capture):
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    database.execute_sql("DELETE FROM check_in")
    fail(app, ana, request.path, {**request.body, "edit": 1, "words": check_in(ana).body["words"]})
    logged = capfd.readouterr().err
    assert "IntegrityError" in logged
    for secret in (*secrets_of(ana), request.path.rpartition("/")[2], ana.space("us")):
        assert secret not in logged
