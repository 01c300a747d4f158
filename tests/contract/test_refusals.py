"""Refusals of every operation, generated from the spec: 401, 403, 404, 413, 415, 422, 426, 429, 503."""

import dataclasses
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api.app import BODY_BYTES, create_app
from api.client.transport import ApiProblem
from api.config import Settings
from api.kernel import db
from tests.contract.operations import Operation, operations
from tests.people import Cast
from tests.proven import ProvenClient, document
from tools.ports import free_port

BIG = '{"words": "' + "x" * BODY_BYTES + '"}'
BROKEN = ("{", "[" * 20_000, '{"words": ' + '{"v": ' * 5_000)
"""JSON that is cut off, and JSON nested too deeply to be read."""


@pytest.fixture
def every() -> list[Operation]:
    return list(operations(document()))


def test_strangers_without_a_session_are_asked_to_sign_in(app: Flask, every: list[Operation]):
    client = app.test_client()
    closed = [operation for operation in every if not operation.open_to_all]
    assert closed
    for operation in closed:
        refused(_call(client, operation), 401, "sign_in", operation)


def test_other_sites_are_refused(app: Flask, every: list[Operation]):
    client = app.test_client()
    for operation in every:
        if operation.method != "GET":
            headers = {"Sec-Fetch-Site": "cross-site"}
            refused(_call(client, operation, headers=headers), 403, "cross_site", operation)


def test_ids_that_exist_nowhere_are_not_found(app: Flask, cast: Cast, every: list[Operation]):
    for operation in every:
        if operation.method in ("GET", "DELETE") and "{" in operation.path:
            refused(_call_as(app, cast, operation), 404, "not_found", operation)


def test_ids_that_are_none_are_not_found(app: Flask, cast: Cast, every: list[Operation]):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    for operation in every:
        if "{" in operation.path:
            path = re.sub(r"\{\w+\}", "nothing", operation.path)
            json = {} if operation.has_body else None
            response = app.test_client().open(
                path, method=operation.method, headers=headers, json=json
            )
            refused(response, 404, "not_found", operation)


def test_long_bodies_are_refused(app: Flask, cast: Cast, every: list[Operation]):
    for operation in every:
        if operation.has_body:
            response = _call_as(app, cast, operation, data=BIG, content_type="application/json")
            refused(response, 413, "too_large", operation)


def test_bodies_that_are_not_json_are_refused(app: Flask, cast: Cast, every: list[Operation]):
    for operation in every:
        if operation.has_body:
            response = _call_as(app, cast, operation, data="a=1", content_type="text/plain")
            refused(response, 415, "not_json", operation)


def test_broken_json_is_refused(app: Flask, cast: Cast, every: list[Operation]):
    for operation in every:
        for data in BROKEN if operation.has_body else ():
            response = _call_as(app, cast, operation, data=data, content_type="application/json")
            refused(response, 400, "malformed", operation)


def test_unknown_fields_are_refused(app: Flask, cast: Cast, every: list[Operation]):
    for operation in every:
        if operation.has_body:
            response = _call_as(app, cast, operation, json={"surprise": 1})
            refused(response, 422, "invalid", operation)


def test_old_apps_are_told_to_update(app: Flask, every: list[Operation]):
    client = app.test_client()
    for operation in every:
        response = _call(client, operation, headers={"Twofold-App": "0"})
        refused(response, 426, "update_needed", operation)


def test_while_the_database_is_away_all_are_asked_to_come_again(
    app: Flask, cast: Cast, settings: Settings, every: list[Operation]
):
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    db.connect(f"postgresql://nobody@127.0.0.1:{free_port()}/nothing")
    try:
        for operation in every:
            response = _call(app.test_client(), operation, headers=headers)
            refused(response, 503, "not_ready", operation)
            assert int(response.headers["Retry-After"]) >= 1
    finally:
        db.connect(settings.database)
    assert app.test_client().get("/api/v1/session", headers=headers).status_code == 200


PROTECT = {
    "put_pause",
    "end_pause",
    "delete_pause",
    "delete_check_in",
    "delete_journal_page",
    "delete_own_conversation",
    "delete_reflection",
    "delete_topic",
    "delete_win",
    "withdraw_ask",
    "withdraw_ask_answer",
    "withdraw_wobble",
    "withdraw_wobble_answer",
    "put_conversation_break",
    "end_conversation",
    "forget_conversation",
    "decline_pattern",
    "end_pattern",
    "decline_ritual",
    "end_ritual",
    "revoke_calendar_link",
    "remove_device",
    "stop_seat",
    "leave_couple",
    "erase_account",
}
"""Operations with a limit of their own: accepted even if all other limits are used up. So are a *not now* and taking
back that one is ready for a topic, whose bodies decide.
"""

CAN_WAIT = {
    "delete_push_subscription": "a pause silences at once",
    "end_session": "the phone deletes what it holds by itself, and another phone can remove it",
    "withdraw_handover": "no handover is completed without a yes of each of the two",
    "withdraw_leaving": "undoes what protects",
}
"""What ends or takes back something and still waits when the limit is used up, with why."""

ENDS_SOMETHING = {
    *("decline", "delete", "end", "erase", "forget", "leave", "remove", "revoke", "stop"),
    "withdraw",
}


def test_whatever_ends_something_protects_or_can_wait(every: list[Operation]):
    """A new operation is judged by whoever writes it."""
    ending = {
        operation.name
        for operation in every
        if operation.method == "DELETE" or operation.name.split("_")[0] in ENDS_SOMETHING
    }
    assert ending - PROTECT == CAN_WAIT.keys()
    assert PROTECT - ending == {"put_pause", "put_conversation_break"}


def test_floods_are_slowed_down(settings: Settings, every: list[Operation]):
    small = create_app(dataclasses.replace(settings, requests_per_minute=1))
    small.test_client_class = ProvenClient
    accepted: set[str] = set()
    with small.app_context():
        for operation in every:
            if 429 not in operation.statuses or operation.name == "start_account":
                continue
            headers = {"Authorization": f"Bearer {Cast(small).started().api.token}"}
            client = small.test_client()
            client.get("/api/v1/session", headers=headers)
            response = _call(client, operation, headers=headers)
            if response.status_code != 429:  # what protects somebody has a limit of its own
                assert response.status_code in (404, 422), response.text
                accepted.add(operation.name)
                response = _call(client, operation, headers=headers)
            refused(response, 429, "slow_down", operation)
            assert int(response.headers["Retry-After"]) >= 1
    assert accepted == PROTECT


def test_too_many_accounts_from_one_address_are_slowed_down(settings: Settings):
    small = create_app(dataclasses.replace(settings, accounts_per_hour=1))
    small.test_client_class = ProvenClient
    with small.app_context():
        cast = Cast(small)
        cast.started()
        with pytest.raises(ApiProblem, match="slow_down"):
            cast.started()


def refused(response: TestResponse, status: int, code: str, operation: Operation) -> None:
    """The response is a problem with this status and code, and the spec says so."""
    assert (response.status_code, operation.name) == (status, operation.name), response.text
    assert status in operation.statuses, operation
    assert response.mimetype == "application/problem+json"
    assert response.get_json()["type"] == code, operation


def _call(client: FlaskClient, operation: Operation, **kwargs: Any) -> TestResponse:
    if operation.has_body and not kwargs.keys() & {"data", "json"}:
        kwargs["json"] = {}
    return client.open(operation.url(), method=operation.method, **kwargs)


def _call_as(app: Flask, cast: Cast, operation: Operation, **kwargs: Any) -> TestResponse:
    headers = {"Authorization": f"Bearer {cast.ana.api.token}"}
    return _call(app.test_client(), operation, headers=headers, **kwargs)
