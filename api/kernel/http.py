"""How a route is declared: one decorator that says what goes in, what comes out, what can go wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, request
from flask.globals import request_ctx
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from peewee import IntegrityError
from werkzeug.routing import BaseConverter

from . import exchange, feed
from .errors import CODES
from .identity import access
from .identity.newcomers import Rule
from .ids import UUID7

View = Callable[..., Any]


class IdConverter(BaseConverter):
    """A UUIDv7 in a path; anything else is answered with 404."""

    regex = UUID7.pattern


class HandoverConverter(BaseConverter):
    """The id of a handover or a recovery: 16 bytes, derived from its secret."""

    regex = r"[A-Za-z0-9_-]{22}"


CONVERTERS: dict[str, type[BaseConverter]] = {"id7": IdConverter, "handover": HandoverConverter}
"""By the names that paths use."""


def always(_body: Any) -> bool:
    """For an operation whose every body `protects`."""
    return True


_ETAG = {
    "ETag": {
        "description": "The record's edit, in quotes.",
        "required": True,
        "schema": {"type": "string"},
    }
}
_RETRY_AFTER = {
    "Retry-After": {
        "description": "How many seconds to wait before the next try.",
        "schema": {"type": "integer", "minimum": 1},
    }
}


_PLACE = {
    "Feed-Cursor": {
        "description": "Present if this write is exactly one change in your own feed: two cursors and a space "
        "between them. If you stand at the first, go on from the second: you then miss nothing, and need not "
        "fetch your own write.",
        "schema": {"type": "string"},
        "example": "Zp3xUq8K.41 Zp3xUq8K.42",
    }
}


class ProblemSchema(Schema):
    """RFC 9457. `type` is a stable code, `title` a plain sentence, `errors` names fields.

    Clients must expect codes that are not listed yet.
    """

    type = fields.String(
        required=True, metadata={"anyOf": [{"enum": sorted(CODES)}, {"type": "string"}]}
    )
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    errors = fields.Dict(keys=fields.String())


def operation(
    blueprint: Blueprint,
    method: str,
    path: str,
    name: str,
    *,
    body: Schema | None = None,
    query: Schema | None = None,
    answer: Schema | None = None,
    statuses: tuple[int, ...] = (200,),
    problems: tuple[str, ...] = (),
    media: str | None = None,
    sample: str = "",
    edited: bool = False,
    open_to_all: bool = False,
    protects: Callable[[Any], bool] | None = None,
    newcomer: Rule | None = None,
) -> Callable[[View], View]:
    """Declare an operation; the docstring of the function is its description in the spec.

    `media` is the media type of a text that is not JSON, `sample` such a text. `edited`: the answer is a
    record, whose edit is the ETag.

    `newcomer` says what a phone may do that signed in with the recovery phrase; every operation but a GET states it.

    The function gets the path's parts by name, `body` and `query` as validated mappings. It returns
    the answer, or (answer, status), or (answer, status, headers). A caller who is not
    signed in is refused first, unless `open_to_all`. `protects` says of a body, valid or not, whether it
    withdraws something or starts a pause: such a request is served even when the phone is over its rate limit.
    """

    def declare(function: View) -> View:
        described = function
        tells_place = method in ("PUT", "DELETE") and not open_to_all
        rule = _rule_for_newcomers(method, name, newcomer)
        codes = {*problems, *_common_problems(method, path, body, open_to_all)}
        if rule != "may":
            codes.add("too_soon")
        first, *others = statuses
        headers = {**(_ETAG if edited else {}), **(_PLACE if tells_place else {})} or None
        for status in others:
            described = blueprint.alt_response(
                status, schema=answer, success=True, headers=headers
            )(described)
        described = blueprint.response(first, answer, headers=headers)(described)
        if query is not None:
            described = blueprint.arguments(query, location="query", as_kwargs=False)(described)
        if body is not None:
            described = blueprint.arguments(body)(described)
        responses = _problem_responses(codes)
        if media is not None:
            content = {media: {"example": sample}}
            responses[str(first)] = {"description": "OK", "content": content}
        described = blueprint.doc(operationId=name, responses=responses)(described)
        described = blueprint.doc(
            **{"x-newcomer": rule}, **({"security": []} if open_to_all else {})
        )(described)

        def enter(parts: dict[str, str]) -> Any:
            # the request itself: each look through Flask's `request` takes 1 µs, of which there were 36
            asked = request_ctx.request
            access.enter(asked, open_to_all=open_to_all, protects=protected, newcomer=rule)
            given: list[Any] = []
            if body is not None:
                given.append(exchange.body(asked, body))
            if query is not None:
                given.append(exchange.query(asked, query))
            feed.forget_steps()
            made = exchange.response(function(*given, **parts), answer, first)
            return _with_place(made) if tells_place else made

        def protected() -> bool:
            return protects is not None and protects(_peek())

        @wraps(described)  # the spec's description goes along; what it wraps never runs
        def entered(**parts: str) -> Any:
            try:
                return enter(parts)
            except (
                IntegrityError
            ):  # Another request won the race: retry once, now seeing what it wrote.
                return enter(parts)

        return blueprint.route(path, methods=[method])(entered)

    return declare


def _peek() -> Any:
    """The body before validation; None if it cannot be read."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def _with_place(response: Response) -> Response:
    """The answer to a write, with its place in the caller's own feed."""
    step = feed.only_step(access.caller().person_id)
    if step is not None:
        response.headers["Feed-Cursor"] = f"{step.before} {step.after}"
    return response


def _rule_for_newcomers(method: str, name: str, rule: Rule | None) -> Rule:
    if rule is None and method != "GET":
        raise TypeError(f"{name} does not say what a newcomer may do")
    return rule or "may"


def _problem_responses(codes: set[str]) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": ProblemSchema()}}
    found: dict[str, Any] = {}
    for status in sorted({CODES[code][0] for code in codes}):
        named = sorted(code for code in codes if CODES[code][0] == status)
        found[str(status)] = {"description": ", ".join(named), "content": content}
        if status in (429, 503):
            found[str(status)]["headers"] = _RETRY_AFTER
    return found


def _common_problems(
    method: str, path: str, body: Schema | None, open_to_all: bool
) -> tuple[str, ...]:
    codes = ["update_needed", "slow_down", "failed", "not_ready"]
    if not open_to_all:
        codes.append("sign_in")
    if "<" in path:
        codes.append("not_found")
    if method != "GET":
        codes.append("cross_site")
    if body is not None:
        codes += ["malformed", "invalid", "too_large", "not_json"]
    return tuple(codes)
