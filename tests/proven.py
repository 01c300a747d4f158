"""A test client that checks every response against the spec: no undocumented status, no other shape."""

import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Flask
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

SPEC = Path(__file__).parents[1] / "openapi.yaml"


class ProvenClient(FlaskClient):
    """Raises when a response is not what openapi.yaml promises."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.request.path.startswith("/api/") and not response.is_streamed:
            _openapi().validate_response(
                WerkzeugOpenAPIRequest(response.request), WerkzeugOpenAPIResponse(response)
            )
        _note(self.application, response)
        return response


SEEN: set[tuple[str, str, int]] = set()
"""Method, path as the spec names it, and status of every answer so far."""


def _note(app: Flask, response: TestResponse) -> None:
    request = response.request
    with suppress(HTTPException):
        routes = app.url_map.bind("")
        rule, _ = routes.match(request.path, request.method, return_rule=True)
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        SEEN.add((request.method, path, response.status_code))


@cache
def document() -> dict[str, Any]:
    """The spec as it is committed."""
    return yaml.load(SPEC.read_text(), yaml.CSafeLoader)


@cache
def _openapi() -> OpenAPI:
    return OpenAPI.from_dict(document())
