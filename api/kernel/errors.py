"""Every way a request can fail: one code, one status, one plain sentence (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, json
from werkzeug.exceptions import HTTPException

from . import logs
from .db import is_away
from .setup.findings import database_away, log_once

# code: (status, title). The title is shown to people; it says what to do where something can be done.
CODES: Mapping[str, tuple[int, str]] = {
    "malformed": (400, "The request could not be read."),
    "sign_in": (401, "This phone is not signed in."),
    "cross_site": (403, "Requests from other sites are refused."),
    "sign_up_code_needed": (
        403,
        "You need a sign-up code from whoever runs this server.",
    ),
    "sign_up_code_unknown": (403, "This sign-up code is mistyped, used up or has expired."),
    "sign_up_closed": (403, "Nobody can create a new account on this server now."),
    "not_found": (404, "Nothing was found here."),
    "method": (405, "This method is not allowed here."),
    "old_key": (
        409,
        "The encryption key has changed. Your phone will seal this again and send it.",
    ),
    "paused": (409, "There is a pause now. Your words are safe on this phone."),
    "open_ask": (409, "You have already asked this. Your words are safe on this phone."),
    "resting": (
        409,
        "You asked about this recently, so it wasn't sent. Your words are safe on this phone.",
    ),
    "open_conversation": (
        409,
        "There is already a conversation between you. Your words are safe on this phone.",
    ),
    "not_your_turn": (409, "It is not your turn now. Your words are safe on this phone."),
    "taken": (409, "This code has already been used."),
    "not_taken": (409, "Nobody has used this code yet."),
    "not_revealed": (409, "The phone that shows the code hasn't answered yet."),
    "already_paired": (409, "One of you is already connected with someone."),
    "own_code": (409, "This is your own code. Enter it on the other phone."),
    "full_today": (
        409,
        "You have written a lot today. Your words are safe on this phone; you can send more tomorrow.",
    ),
    "full": (409, "There is no room for more. Delete something older to make room."),
    "often_today": (409, "This was started several times today. You can start it again tomorrow."),
    "often_ready": (
        409,
        "You said ready several times in the last hour. You can still say not now.",
    ),
    "turned_today": (
        409,
        "The encryption key was changed many times today. It can be changed again tomorrow.",
    ),
    "phones_full": (
        409,
        "You have reached the limit of phones. Remove one you no longer use first.",
    ),
    "declined": (409, "One of you declined this. You can propose other times."),
    "not_agreed": (409, "Both of you have to say yes to this first."),
    "already_ended": (409, "This has already ended."),
    "moved": (409, "This was moved to another time."),
    "skipped": (409, "This time was skipped."),
    "not_connected": (409, "You are not connected with a partner."),
    "too_soon": (
        409,
        "This phone signed in with the 12 words. It can do this three days after that.",
    ),
    "not_yet": (409, "This is possible three days after the request."),
    "id_taken": (409, "This id is already in use."),
    "gone": (410, "This was deleted."),
    "resync": (410, "This phone must load everything again."),
    "long_away": (410, "This phone was away for a long time and must load everything again."),
    "too_slow": (408, "The request took too long to arrive. Please try again."),
    "stale_edit": (412, "It was changed on another phone first. Both versions are kept."),
    "too_large": (413, "This is too long to save."),
    "address_too_long": (414, "The address is too long."),
    "not_json": (415, "The request must be JSON."),
    "invalid": (422, "Part of the request is not valid."),
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


AGAIN_SECONDS = 5
"""When to try again after a 503."""


def answer(problem: Problem) -> Response:
    status, title = CODES[problem.code]
    body: dict[str, Any] = {"type": problem.code, "title": title, "status": status}
    if problem.errors:
        body["errors"] = problem.errors
    response = Response(json.dumps(body), status, mimetype="application/problem+json")
    if status == 503:
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
    response.headers.update(problem.headers)
    return response


def _from_failure(error: Exception) -> Response:
    """Logged here, since Flask would log the path and with it the id of a record. While the database is away that is
    logged once, and not for each request."""
    if is_away(error):
        log_once([database_away(error)])
        return answer(Problem("not_ready"))
    logs.failure(error)
    return answer(Problem("failed"))


def _from_http_exception(error: HTTPException) -> Response:
    status = error.code or 500
    data: Mapping[str, Any] = getattr(error, "data", None) or {}
    headers: dict[str, str] = {}
    if status == 405:
        headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ()))
    return answer(Problem(_BY_STATUS.get(status, "malformed"), data.get("messages"), headers))
