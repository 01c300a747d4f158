"""How a phone reaches the API: over HTTP, or directly into a Flask app."""

import http.client
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias
from urllib.parse import urlsplit

from flask.testing import FlaskClient

TIMEOUT_SECONDS = 30

# JSON from the API. Its shapes are those of the spec, which the server's tests check.
JsonObject: TypeAlias = dict[str, Any]


class Answer(NamedTuple):
    """Status, headers, and the JSON body; None where there is none."""

    status: int
    headers: Mapping[str, str]
    json: Any


class Transport(Protocol):
    """Sends one request; `json` None means no body. `path` starts with "/"."""

    def request(
        self, method: str, path: str, json: JsonObject | None, headers: Mapping[str, str]
    ) -> Answer: ...


class ApiProblem(Exception):
    """The API refused: `code` is stable, `title` is a sentence for people."""

    def __init__(self, answer: Answer) -> None:
        problem: JsonObject = answer.json or {}
        self.status = answer.status
        self.code: str = problem.get("type", "")
        self.title: str = problem.get("title", "")
        self.errors: Mapping[str, Any] = problem.get("errors", {})
        self.headers = answer.headers
        super().__init__(f"{self.status} {self.code}: {self.title} {self.errors or ''}".rstrip())


class HttpTransport:
    """Sends requests to an origin such as "http://127.0.0.1:8000", each over a new connection."""

    def __init__(self, origin: str) -> None:
        self._origin = urlsplit(origin)

    def request(
        self, method: str, path: str, json: JsonObject | None, headers: Mapping[str, str]
    ) -> Answer:
        connection = self._connect()
        try:
            connection.request(method, path, _body(json), {**headers, **_content_type(json)})
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), _json(response.read()))
        finally:
            connection.close()

    def _connect(self) -> http.client.HTTPConnection:
        kind = (
            http.client.HTTPSConnection
            if self._origin.scheme == "https"
            else http.client.HTTPConnection
        )
        return kind(self._origin.hostname or "", self._origin.port, timeout=TIMEOUT_SECONDS)


class FlaskTransport:
    """Sends requests through Flask's test client."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def request(
        self, method: str, path: str, json: JsonObject | None, headers: Mapping[str, str]
    ) -> Answer:
        sent = {**headers, **_content_type(json)}
        response = self._client.open(path, method=method, data=_body(json), headers=sent)
        return Answer(response.status_code, dict(response.headers), _json(response.data))


def _body(value: JsonObject | None) -> bytes | None:
    return (
        None
        if value is None
        else json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    )


def _content_type(value: JsonObject | None) -> dict[str, str]:
    return {} if value is None else {"Content-Type": "application/json"}


def _json(body: bytes) -> Any:
    return json.loads(body) if body else None
