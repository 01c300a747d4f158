"""Every way a request can fail: one code, one status, one plain sentence (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from . import logs

# code: (status, title). The title is shown to people; it says what to do where something can be done.
CODES: Mapping[str, tuple[int, str]] = {
    "malformed": (400, "The request could not be read."),
    "sign_in": (401, "This phone is not signed in."),
    "cross_site": (403, "Requests from other sites are refused."),
    "not_found": (404, "There is nothing here for you."),
    "method": (405, "That cannot be done here."),
    "old_key": (409, "The key has changed. Your phone will seal it again."),
    "paused": (409, "There is a pause now. Your words wait on this phone."),
    "open_ask": (409, "You have asked this already. Your words wait on this phone."),
    "resting": (409, "This rests for now. Nothing of yours is lost."),
    "taken": (409, "This code has been used."),
    "not_taken": (409, "Nobody has used this code yet."),
    "not_revealed": (409, "The phone that shows the code has not answered yet."),
    "already_paired": (409, "One of you is connected with somebody already."),
    "own_code": (409, "This is your own code. It is for the other phone."),
    "full_today": (
        409,
        "You have written a lot today. There is room again tomorrow; your words wait on this phone.",
    ),
    "full": (409, "There is no room for more. Deleting something older makes room."),
    "often_today": (409, "This was begun several times today. It is possible again tomorrow."),
    "often_ready": (
        409,
        "You said ready here several times within the hour. Not now is always possible.",
    ),
    "turned_today": (
        409,
        "The key was changed many times today. It can be changed again tomorrow.",
    ),
    "phones_full": (
        409,
        "You have as many phones as there is room for. Remove one you no longer use first.",
    ),
    "already_ended": (409, "This has ended already."),
    "not_connected": (409, "You are not connected with a partner."),
    "too_soon": (
        409,
        "This phone came back with the 12 words. It can do that three days later.",
    ),
    "not_yet": (409, "That takes three days from the beginning."),
    "id_taken": (409, "This id is in use."),
    "gone": (410, "This was deleted."),
    "resync": (410, "This phone must load everything afresh."),
    "long_away": (410, "This phone was away for long and must load everything afresh."),
    "too_slow": (408, "The request took too long to arrive. Please try again."),
    "stale_edit": (412, "It was changed elsewhere first. Both versions are kept."),
    "too_large": (413, "This is too long to be saved."),
    "address_too_long": (414, "The address is too long."),
    "not_json": (415, "The request must be JSON."),
    "invalid": (422, "Something in the request is not right."),
    "wrong_host": (421, "This server does not answer under this name."),
    "update_needed": (
        426,
        "This app is too old. Your words are safe; please load the new version.",
    ),
    "slow_down": (429, "Too many requests. Please wait a moment."),
    "headers_too_large": (431, "The headers of the request are too large."),
    "failed": (500, "Something went wrong on our side. Nothing was saved."),
    "not_ready": (503, "The service is not ready. Please try again soon."),
}

# What werkzeug and webargs raise by themselves, by status.
_BY_STATUS = {
    400: "malformed",
    404: "not_found",
    405: "method",
    413: "too_large",
    415: "not_json",
    422: "invalid",
    500: "failed",
}


class Problem(Exception):
    """A refusal with one of `CODES`. `errors` names fields and what is wrong with each."""

    def __init__(
        self,
        code: str,
        errors: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors
        self.headers = headers or {}


def invalid(**errors: str) -> Problem:
    """422 for fields that are well formed but make no sense together."""
    return Problem("invalid", {"json": {field: [why] for field, why in errors.items()}})


def register(app: Flask) -> None:
    """Answer every failure of the app as problem+json."""
    app.register_error_handler(Problem, lambda problem: answer(problem))
    app.register_error_handler(HTTPException, _from_http_exception)
    app.register_error_handler(Exception, _from_failure)


def answer(problem: Problem) -> Response:
    status, title = CODES[problem.code]
    body: dict[str, Any] = {"type": problem.code, "title": title, "status": status}
    if problem.errors:
        body["errors"] = problem.errors
    response = Response(json.dumps(body), status, mimetype="application/problem+json")
    response.headers.update(problem.headers)
    return response


def _from_failure(error: Exception) -> Response:
    """Logged here, since Flask would log the path and with it the id of a record."""
    logs.failure(error)
    return answer(Problem("failed"))


def _from_http_exception(error: HTTPException) -> Response:
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    headers: dict[str, str] = {}
    if status == 405:
        headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return answer(Problem(_BY_STATUS.get(status, "malformed"), data.get("messages"), headers))
