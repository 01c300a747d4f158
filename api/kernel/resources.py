"""A resource: the routes of a kind whose records are only written, read and deleted.

    CHECK_INS = Resource(kinds.CHECK_INS, "check_in", texts=..., columns=_columns, shown=_shown)

It has `PUT`, `GET` and `DELETE` at the kind's path. What a practice adds to a write or a deletion runs in
the same transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from flask_smorest import Blueprint

from . import audiences, nouns, records
from .db import transaction
from .http import always, operation
from .identity.access import caller
from .kinds import RecordKind
from .nouns import Noun
from .push import notices
from .records import Record, Write

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Texts:
    """The description of each operation in the spec."""

    put: str
    get: str
    delete: str


@dataclass(frozen=True)
class Resource(Generic[R]):
    """`one` is the kind's singular, for names of operations: `put_check_in`.

    `columns` gives the practice's own columns for a body and the record as it was, None for a new one;
    `shown` gives the practice's own fields of a view. `check` and `after` are those of `records.save`; `after` runs
    before the view is published. `nouns` hang on its records, and are deleted with them. `removed` is called with
    the space and the id of a deleted record.
    """

    kind: RecordKind[R]
    one: str
    texts: Texts
    columns: Callable[[Mapping[str, Any], R | None], Mapping[str, Any]] = lambda _body, _before: {}
    shown: Callable[[R], Mapping[str, Any]] = lambda _row: {}
    check: Callable[[Write[R]], None] = records.nothing
    after: Callable[[Write[R]], None] = records.nothing
    nouns: Sequence[Noun[R, Any]] = ()
    removed: Callable[[str, str], None] = lambda _space_id, _record_id: None

    @cached_property
    def blueprint(self) -> Blueprint:
        """The three operations, where they are the main ones of a practice."""
        made = Blueprint(self.kind.name, __name__, description=self.kind.about)
        self.add_to(made)
        return made

    def add_to(self, blueprint: Blueprint) -> None:
        """Add the three operations to those of a practice."""
        path, view = self.kind.path, self.kind.view
        written = ("old_key", "id_taken", "gone", "stale_edit", "full_today", "full")

        def put(body: Mapping[str, Any], **parts: str) -> Any:
            return self._put(_only(parts), body)

        def get(**parts: str) -> Any:
            row = records.find(self.kind, _only(parts), caller())
            return self._view(row), 200, records.etag(row)

        def delete(**parts: str) -> None:
            with transaction():
                space_id = records.delete(self.kind, _only(parts), caller())
                if space_id is not None:
                    self._forget_about(space_id, _only(parts))

        put.__doc__, get.__doc__, delete.__doc__ = self.texts.put, self.texts.get, self.texts.delete
        operation(
            blueprint,
            "PUT",
            path,
            f"put_{self.one}",
            newcomer="own",
            body=self.kind.body,
            answer=view,
            statuses=(200, 201),
            problems=written,
            edited=True,
        )(put)
        operation(blueprint, "GET", path, f"get_{self.one}", answer=view, edited=True)(get)
        operation(
            blueprint,
            "DELETE",
            path,
            f"delete_{self.one}",
            protects=always,
            newcomer="own",
            statuses=(204,),
        )(delete)

    def delete_again(self) -> None:
        """After a restore, delete again what was deleted since the backup."""
        for row in records.removed(self.kind):
            records.remove(self.kind, row)
            self._forget_about(row.space_id, row.id)

    def _forget_about(self, space_id: str, record_id: str) -> None:
        """Delete the notices of a deleted record, and what was said on it."""
        notices.drop(space_id, self.kind.name, record_id)
        for noun in self.nouns:
            notices.drop(space_id, noun.name, record_id)
            nouns.remove(noun, space_id, record_id)
        self.removed(space_id, record_id)

    def _put(self, record_id: str, body: Mapping[str, Any]) -> Any:
        author = caller()
        with transaction():
            saved = records.save(
                self.kind,
                record_id,
                body,
                author,
                columns=lambda before: self.columns(body, before),
                check=self.check,
                after=self.after,
            )
            shown = self._view(saved.row)
            if not saved.repeated:
                readers = audiences.readers(self.kind.name, saved.row.space_id)
                records.publish(self.kind, saved.row, readers, shown)
        return records.answer(saved, shown)

    def _view(self, row: R) -> Mapping[str, Any]:
        return records.view(row, **self.shown(row))


def _only(parts: Mapping[str, str]) -> str:
    """The one id in the path."""
    (record_id,) = parts.values()
    return record_id
