"""What goes in and out of an operation: bodies and queries are validated, answers become responses.

flask-smorest's decorators describe operations for the spec. At each request they and webargs would cost more than
the schemas themselves (0.10 ms of a PUT), so an operation calls these functions instead.
"""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from flask import Request, Response
from marshmallow import RAISE, Schema, ValidationError

from .errors import Problem


def body(asked: Request, schema: Schema) -> Mapping[str, Any]:
    """The validated body of a request. Raises `malformed`, `invalid`.

    orjson refuses invalid JSON (RFC 8259), NaN, numbers beyond a float, lone surrogates and endless nesting;
    names that occur twice in an object are refused too (RFC 7493 §2.3).
    """
    sent = asked.get_data()
    try:
        found = orjson.loads(sent)
        _NAMES.decode(sent.decode())
    except (ValueError, RecursionError) as error:
        raise Problem("malformed") from error
    return _loaded(schema, found, "json")


def _refuse_repeated_names(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError


_NAMES = json.JSONDecoder(object_pairs_hook=_refuse_repeated_names)
"""Made once: `json.loads` would make one at each request, which takes 3 µs."""


def query(asked: Request, schema: Schema) -> Mapping[str, Any]:
    """The validated query; a field that is not known is refused as in a body, and of a field that comes twice the
    first one counts. Raises `invalid`."""
    return _loaded(schema, asked.args.to_dict(), "query")


def _loaded(schema: Schema, found: Any, place: str) -> Mapping[str, Any]:
    try:
        loaded: Any = schema.load(found, unknown=RAISE)
    except ValidationError as error:
        raise Problem("invalid", {place: error.messages}) from error
    return loaded


def response(result: Any, schema: Schema | None, status: int) -> Response:
    """The response for what an operation returns: the answer, or (answer, status), or (answer, status, headers).

    An answer that is a `Response` stays as it is; of any other the schema says which fields are shown.
    """
    answer, status, headers = _parts(result, status)
    if isinstance(answer, Response):
        return answer
    shown = answer if schema is None else schema.dump(answer)
    text = orjson.dumps(shown, option=orjson.OPT_NON_STR_KEYS)
    return Response(text, status, headers, mimetype="application/json")


def _parts(result: Any, status: int) -> tuple[Any, int, Mapping[str, str]]:
    if not isinstance(result, tuple):
        return result, status, {}
    answer, status, *headers = result
    return answer, status, headers[0] if headers else {}
