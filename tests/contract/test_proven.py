"""Tests of the test client: a response that the spec does not promise fails the test."""

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from tests.proven import ProvenClient

SESSION = "/api/v1/session"


def test_a_status_that_is_not_documented_fails() -> None:
    with pytest.raises(AssertionError, match="418 is not documented"):
        _client(Response("{}"), 418).get(SESSION)


def test_a_media_type_that_is_not_documented_fails() -> None:
    with pytest.raises(AssertionError, match="text/plain is not documented"):
        _client(Response("{}", mimetype="text/plain"), 200).get(SESSION)


def test_another_shape_fails() -> None:
    with pytest.raises(ValueError, match="required"):
        _client(Response("{}", mimetype="application/json"), 200).get(SESSION)


def _client(answer: Response, status: int) -> ProvenClient:
    """A client of an app that always gives this answer."""
    app = Flask(__name__)
    answer.status_code = status
    app.add_url_rule(SESSION, view_func=lambda: answer)
    return ProvenClient(app)
