"""A test client that checks every response against the spec: its status and its shape."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

SPEC = Path(__file__).parents[1] / "openapi.yaml"


class ProvenClient(FlaskClient):
    """Raises AssertionError if a response is not what openapi.yaml promises."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        path = _path_of(response.request.path)
        if path is not None:
            SEEN.add((response.request.method, path, response.status_code))
            prove(response, path)
        return response


SEEN: set[tuple[str, str, int]] = set()
"""Method, path as the spec names it, and status of every answer so far."""


def prove(response: TestResponse, path: str) -> None:
    """Raise AssertionError unless the spec documents this response of `path`, and its shape.

    A stream never ends and has no schema; HEAD is answered as GET without a body.
    """
    method = response.request.method
    found: Any = document()["paths"][path].get("get" if method == "HEAD" else method.lower())
    if found is None:
        assert response.status_code == 405, (method, path, response.status_code)
        return
    told = _told(found, response.status_code)
    assert told is not None, f"{method} {path}: {response.status_code} is not documented"
    for header, described in told.get("headers", {}).items():
        needed = resolved(described).get("required")
        assert header in response.headers or not needed, (method, path, header)
    content = told.get("content", {})
    mimetype = response.mimetype or ""
    if method == "HEAD" or mimetype == "text/event-stream":
        return
    if not content:
        assert not response.get_data(), f"{method} {path}: a body is not documented"
        return
    assert mimetype in content, f"{method} {path}: {mimetype} is not documented"
    if "json" in mimetype:
        _validator(method, path, response.status_code, mimetype).validate(response.json)


def _told(operation: Any, status: int) -> Any:
    """What the spec says of a status of an operation; None if nothing."""
    found = operation["responses"].get(str(status))
    return None if found is None else resolved(found)


def resolved(found: Any) -> Any:
    """What a part of the spec says, or what it refers to."""
    if "$ref" not in found:
        return found
    _, _, group, name = found["$ref"].split("/")
    return document()["components"][group][name]


def _path_of(requested: str) -> str | None:
    """The path as the spec names it; None for what is not in the spec."""
    for shape, path in _paths():
        if shape.fullmatch(requested):
            return path
    return None


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    """A pattern for each path of the spec, paths with the fewest parameters first."""
    plainest = sorted(document()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in plainest]


@cache
def _validator(method: str, path: str, status: int, mimetype: str) -> jsonschema_rs.Validator:
    operation = document()["paths"][path][method.lower()]
    schema = _told(operation, status)["content"][mimetype]["schema"]
    # Of the spec, only what the schema refers to is read again.
    referring = json.dumps(schema).replace('"#/', f'"{SPEC.as_uri()}#/')
    return jsonschema_rs.validator_for(referring, validate_formats=True, registry=_registry())


@cache
def _registry() -> jsonschema_rs.Registry:
    components = {"components": document()["components"]}
    return jsonschema_rs.Registry([(SPEC.as_uri(), components)], draft=jsonschema_rs.Draft202012)


@cache
def document() -> dict[str, Any]:
    """The spec as it is committed."""
    return yaml.load(SPEC.read_text(), yaml.CSafeLoader)
