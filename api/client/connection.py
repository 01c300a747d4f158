"""One phone's connection to the API: its session token, and problems as exceptions."""

from typing import Any

from .transport import Answer, ApiProblem, JsonObject, Transport

APP_VERSION = "1"
PREFIX = "/api/v1"


class Connection:
    """Sends requests under /api/v1 with this phone's token, if it has one."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.token: str | None = None

    def request(self, method: str, path: str, body: JsonObject | None = None) -> Answer:
        """Return the response, whatever its status. A PUT without a body sends {}."""
        headers = {"Twofold-App": APP_VERSION, "Accept": "application/json"}
        if self.token is not None:
            headers["Authorization"] = f"Bearer {self.token}"
        sent = {} if method == "PUT" and body is None else body
        return self._transport.request(method, PREFIX + path, sent, headers)

    def call(self, method: str, path: str, body: JsonObject | None = None) -> Any:
        """Return the JSON of a successful response, None if it has no body. Raises ApiProblem."""
        answer = self.request(method, path, body)
        if answer.status >= 400:
            raise ApiProblem(answer)
        return answer.json
