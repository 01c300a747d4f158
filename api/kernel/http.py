"""How a route is declared: one decorator that says what goes in, what comes out, what can go wrong."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

import orjson
from flask import Request, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from peewee import IntegrityError
from webargs.flaskparser import FlaskParser
from werkzeug.routing import BaseConverter

from .errors import CODES, Problem
from .identity import access
from .identity.newcomers import Rule
from .ids import UUID7

View = Callable[..., Any]


class StrictParser(FlaskParser):
    """Refuses unknown fields in the query as marshmallow does in the body, and ambiguous
    JSON."""

    DEFAULT_UNKNOWN_BY_LOCATION: ClassVar[dict[str, str | None]] = {"json": None, "query": "raise"}

    def load_json(self, req: Request, schema: Schema) -> Any:
        """orjson refuses invalid JSON (RFC 8259), NaN, numbers beyond a float, lone surrogates and endless
        nesting; this refuses duplicate names in an object too (RFC 7493 §2.3)."""
        body = req.get_data()
        try:
            found = orjson.loads(body)
            json.loads(body, object_pairs_hook=_refuse_repeated_names)
        except (ValueError, RecursionError) as error:
            raise Problem("malformed") from error
        return found


def _refuse_repeated_names(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError


class StrictBlueprint(Blueprint):
    ARGUMENTS_PARSER = StrictParser()


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
    protects: Callable[[Any], bool] = lambda _body: False,
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
        view = function
        rule = _rule_for_newcomers(method, name, newcomer)
        codes = {*problems, *_common_problems(method, path, body, open_to_all)}
        if rule != "may":
            codes.add("too_soon")
        first, *others = statuses
        headers = _ETAG if edited else None
        for status in others:
            view = blueprint.alt_response(status, schema=answer, success=True, headers=headers)(
                view
            )
        view = blueprint.response(first, answer, headers=headers)(view)
        if query is not None:
            view = blueprint.arguments(query, location="query", as_kwargs=False)(view)
        if body is not None:
            view = blueprint.arguments(body)(view)
        described = _problem_responses(codes)
        if media is not None:
            content = {media: {"example": sample}}
            described[str(first)] = {"description": "OK", "content": content}
        view = blueprint.doc(operationId=name, responses=described)(view)
        view = blueprint.doc(**{"x-newcomer": rule}, **({"security": []} if open_to_all else {}))(
            view
        )

        def enter(parts: dict[str, str]) -> Any:
            access.enter(open_to_all=open_to_all, protects=lambda: protects(_peek()), newcomer=rule)
            return view(**parts)

        @wraps(view)
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
        if status == 429:
            found[str(status)]["headers"] = _RETRY_AFTER
    return found


def _common_problems(
    method: str, path: str, body: Schema | None, open_to_all: bool
) -> tuple[str, ...]:
    codes = ["update_needed", "slow_down", "failed"]
    if not open_to_all:
        codes.append("sign_in")
    if "<" in path:
        codes.append("not_found")
    if method != "GET":
        codes.append("cross_site")
    if body is not None:
        codes += ["malformed", "invalid", "too_large", "not_json"]
    return tuple(codes)
