"""The rows of records: found by their id, merged with what a write says, inserted and updated."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from .db import Model, columns
from .statements import Statement

M = TypeVar("M", bound=Model)


def in_either(model: type[M], record_id: str, space_ids: list[str]) -> list[M]:
    """The rows of this id in the spaces of a person: their own one and, if they have one, the couple's."""
    return _in_either(model).all(model, record_id, space_ids[0], space_ids[-1])


@cache
def _in_either(model: Any) -> Statement:
    return Statement(
        lambda record_id, own, couples: model.select().where(
            model.space_id.in_([own, couples]) & (model.id == record_id)
        )
    )


def merged(model: type[M], before: M | None, values: Mapping[str, Any]) -> M:
    """The row with these values, and else what it had, or the defaults of its columns."""
    had = {} if before is None else {name: getattr(before, name) for name in columns(model)}
    return model(**{**had, **values})


def insert(row: Model) -> None:
    _insert_into(type(row)).run(*(getattr(row, name) for name in columns(type(row))))


@cache
def _insert_into(model: type[Model]) -> Statement:
    names = list(columns(model))
    return Statement(lambda *values: model.insert(dict(zip(names, values, strict=True))), names)


def update(before: Any, row: Any) -> None:
    """Write the columns that have changed."""
    model = type(row)
    values = {
        name: getattr(row, name)
        for name in columns(model)
        if getattr(row, name) != getattr(before, name)
    }
    model.update(**values).where((model.space_id == row.space_id) & (model.id == row.id)).execute()
