"""A test client that checks every response against the spec: no undocumented status, no other shape."""

from functools import cache
from typing import Any

import yaml
from flask import Flask
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.test import TestResponse

from api.kernel import spec


class ProvenClient(FlaskClient):
    """Raises when a response is not what openapi.yaml promises."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.request.path.startswith("/api/") and not response.is_streamed:
            _openapi(self.application).validate_response(
                WerkzeugOpenAPIRequest(response.request), WerkzeugOpenAPIResponse(response)
            )
        return response


_proofs: list[OpenAPI] = []


def _openapi(app: Flask) -> OpenAPI:
    """The spec is the same whatever the settings, and costly to load: once is enough."""
    if not _proofs:
        _proofs.append(OpenAPI.from_dict(document(app)))
    return _proofs[0]


@cache
def document(app: Flask) -> dict[str, Any]:
    """The spec as it is committed."""
    return yaml.safe_load(spec.as_yaml(app))
