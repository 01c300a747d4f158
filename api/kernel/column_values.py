"""How what bodies and views say lies in columns: instants in milliseconds, and envelopes, objects and lists as JSON."""

from collections.abc import Mapping
from typing import Any

import orjson
from marshmallow import fields

from . import clock
from .fields import Instant
from .kinds import Kind
from .sealing import Sealed

_AS_TEXT = (Sealed, fields.Nested, fields.List)


def signals_of(kind: Kind, body: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a body's signals."""
    return {name: to_column(field, body[name]) for name, field in kind.sealed_with.items()}


def to_column(field: fields.Field, said: Any) -> Any:
    if isinstance(field, Instant):
        return None if said is None else clock.from_text(said)
    return as_text(said) if isinstance(field, _AS_TEXT) else said


def from_column(field: fields.Field, value: Any) -> Any:
    if isinstance(field, Instant):
        return None if value is None else clock.to_text(value)
    return from_text(value) if isinstance(field, _AS_TEXT) else value


def as_text(said: Mapping[str, Any] | list[Any] | None) -> str | None:
    """An envelope, or any JSON object or list, as it is stored."""
    return None if said is None else orjson.dumps(said).decode()


def from_text(text: str | None) -> Any:
    return None if text is None else orjson.loads(text)
