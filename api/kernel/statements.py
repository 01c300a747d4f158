"""Statements: SQL that peewee builds once, and that is only bound and run afterwards.

peewee builds the text of a query anew each time, which took half of the time of a write. Hot paths declare
theirs here; others need not.

    _ENTRY = Statement(
        lambda person_id, kind: Feed.select().where(
            (Feed.person_id == person_id) & (Feed.kind == kind)
        )
    )
    row = _ENTRY.first(Feed, person_id, kind)

The text is built with placeholders in place of the values, so it must not depend on them: a null that changes it
needs a statement of its own, and a list is asked for with `any_of`. Values are bound as they are: text, integers, None,
or a list for `any_of`.
"""

import inspect
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any, TypeVar, cast

import orjson
from peewee import (
    EXCEPTIONS,  # pyright: ignore[reportAttributeAccessIssue] - its stubs lack it
    SQL,
    ExceptionWrapper,
    Field,
    IntegerField,
    NodeList,
    TextField,
    Value,
)

from .db import Model, columns, database, is_sqlite

M = TypeVar("M", bound=Model)
_PEEWEES_LOG = logging.getLogger("peewee")
"""Shows these statements too, in their order among peewee's own."""
_PEEWEES_ERRORS = ExceptionWrapper(EXCEPTIONS)
"""Turns a driver's errors into peewee's, as peewee itself does."""
Bound = str | int | None | Sequence[str]
_PLAIN = (str, int)  # made once: `str | int` would make a new type for each value


@dataclass(frozen=True)
class _Gap:
    """Where a value is bound later."""

    name: str


class Statement:
    """`build` returns a peewee query for the given values: its parameters, unless `names` lists them."""

    def __init__(self, build: Callable[..., Any], names: Sequence[str] | None = None) -> None:
        self._build = build
        self._names = list(names or inspect.signature(build).parameters)
        self._built: dict[type, _Built] = {}

    def run(self, *values: Bound) -> Any:
        """The cursor after it ran. Costs 2 µs beside what the database takes; peewee's own way costs 6."""
        built = self._built_now()
        parameters = self._parameters(built, values)
        with _PEEWEES_ERRORS:
            return database.obj.connection().execute(built.text, parameters)

    def run_all(self, several: Iterable[Sequence[Bound]]) -> None:
        """Run it once for each of these. A change of one row then costs 5 µs on SQLite; on PostgreSQL nothing waits
        for an answer in between."""
        built = self._built_now()
        parameters = [self._parameters(built, values) for values in several]
        if parameters:
            with _PEEWEES_ERRORS:
                database.obj.connection().cursor().executemany(built.text, parameters)

    def row(self, *values: Bound) -> Sequence[Any] | None:
        """The first row, None if there is none."""
        return self.run(*values).fetchone()

    def first(self, model: type[M], *values: Bound) -> M | None:
        """The first row of a query that selects all columns of `model`; None if there is none."""
        row = self.row(*values)
        return None if row is None else _read(model, row)

    def all(self, model: type[M], *values: Bound) -> list[M]:
        """All rows of a query that selects all columns of `model`."""
        return [_read(model, row) for row in self.run(*values).fetchall()]

    def _built_now(self) -> "_Built":
        kind = type(database.obj)
        return self._built.get(kind) or self._build_for(kind)

    def _parameters(self, built: "_Built", values: Sequence[Bound]) -> list[Any]:
        if len(values) != len(self._names):
            raise ValueError(f"{len(values)} values for {len(self._names)} names")
        given = [
            value if value is None or isinstance(value, _PLAIN) else _as_list(value)
            for value in values
        ]
        given += built.fixed
        parameters = [given[place] for place in built.places]
        if _PEEWEES_LOG.isEnabledFor(logging.DEBUG):
            _PEEWEES_LOG.debug((built.text, parameters))
        return parameters

    def _build_for(self, kind: type) -> "_Built":
        """The text for the database in use: SQLite and PostgreSQL differ."""
        gaps = [Value(_Gap(name), converter=False, unpack=False) for name in self._names]
        text, bound = cast("tuple[str, list[Any]]", self._build(*gaps).sql())
        fixed = [one for one in bound if not isinstance(one, _Gap)]
        after = count(len(self._names))
        places = [
            self._names.index(one.name) if isinstance(one, _Gap) else next(after) for one in bound
        ]
        self._built[kind] = built = _Built(text, fixed, places)
        return built


def any_of(field: Any, values: Any) -> Any:
    """Whether a column has one of the values of a list that is bound later: one parameter, however long it is."""
    if is_sqlite():
        return NodeList((field, SQL("IN (SELECT value FROM json_each("), values, SQL("))")))
    return NodeList((field, SQL("= ANY("), values, SQL(")")))


def by_id(model: type[M], space_id: str, record_id: str) -> M | None:
    """The row of this id in a space, if it is there. Both together are the key of `model`."""
    return _by_id(model).first(model, space_id, record_id)


@cache
def _by_id(model: Any) -> Statement:
    return Statement(
        lambda space_id, record_id: model.select().where(
            (model.space_id == space_id) & (model.id == record_id)
        )
    )


def _as_list(value: Sequence[str]) -> Any:
    """SQLite has no lists, and reads JSON instead."""
    return orjson.dumps(value).decode() if is_sqlite() else list(value)


@dataclass(frozen=True)
class _Built:
    """The text of a statement. Each parameter has a place among the values of a run and, after them, `fixed`."""

    text: str
    fixed: Sequence[Any]
    places: Sequence[int]


def _read(model: type[M], row: Sequence[Any]) -> M:
    read = dict(zip(columns(model), row, strict=True))
    for field in _converted(model):
        read[field.name] = field.python_value(read[field.name])
    made = model(__no_default__=1)
    made.__data__.update(
        read
    )  # all at once, in half the time that peewee takes for one after the other
    return made


@cache
def _converted(model: type[Model]) -> Sequence[Field]:
    """The columns that a database does not return as they are read, such as a truth value, which is a number in
    SQLite."""
    plain = (TextField, IntegerField)
    return [field for field in columns(model).values() if not isinstance(field, plain)]
