"""A test client that checks every response against the spec: no undocumented status, no other shape."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
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
        _note(response)
        return response


SEEN: set[tuple[str, str, int]] = set()
"""Method, path as the spec names it, and status of every answer so far."""


def _note(response: TestResponse) -> None:
    request = response.request
    for shape, path in _paths():
        if shape.fullmatch(request.path):
            SEEN.add((request.method, path, response.status_code))
            return


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """What each path of the spec looks like, whatever stands for its parts; the plainest first."""
    plainest = sorted(document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in plainest]


@cache
def document() -> dict[str, Any]:
    """The spec as it is committed."""
    return yaml.load(SPEC.read_text(), yaml.CSafeLoader)


@cache
def _openapi() -> OpenAPI:
    return OpenAPI.from_dict(document())
