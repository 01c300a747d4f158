"""Kinds: each kind of record is declared once, and everything that depends on its shape follows.

A `Kind` gives the schemas of its body and its view, the rules of `records.save`, and what clients read in
`openapi.yaml` (`x-kinds`): which key seals the words, and which fields are sealed with them.

    PAGES = RecordKind(
        name="journal_pages",
        title="JournalPage",
        practice="journal",
        path="/journal-pages/<id7:page_id>",
        about="A page of a journal. Words: text.",
        model=JournalPage,
        signals=PageSignals,
    )
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from marshmallow import Schema, fields, validate

from .fields import Id, edit
from .sealing import HEADLINE_BYTES, Sealed

if TYPE_CHECKING:
    from .records import Record

R = TypeVar("R", bound="Record")


class Nothing(Schema):
    """No fields."""


class View(Schema):
    """A reader's view of a record. It is complete and plain when it is made, and goes into feeds as it is; reading
    it by its fields once more, as marshmallow does, takes 14 µs."""

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        return obj


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The shape of one kind.

    `name` is its name in the feed and in the seal, `title` that of its view's schema. `practice` selects
    the key. `path` is a record's path under /api/v1, with the converters of `http.py`.

    All kinds have `space_id`, `edit`, `sealed_by` and `words`. `signals` are the plain fields that are
    sealed with the words, `plain` those that are not, `derived` those that the server adds to a view. Of
    fields with one name the view has the derived one.
    """

    name: str
    title: str
    practice: str
    path: str
    about: str
    """What its records are, and what the words hold."""
    signals: type[Schema] = Nothing
    plain: type[Schema] = Nothing
    derived: type[Schema] = Nothing
    words: int | None = 1
    """The version of the words that phones write; None for a kind without words."""
    words_optional: bool = False
    headline: bool = False
    """Whether what a lock screen may show is sealed beside the words."""
    headline_optional: bool = False
    """Whether a body may leave it out."""
    id_of_parts: bool = False
    """Whether an id is made of parts, as RECORD/PART, and not a UUID."""
    edited: bool = True
    """Whether it can be edited; otherwise `edit` is always 1."""

    @cached_property
    def body(self) -> Schema:
        """What a phone sends."""
        parts = (self.signals, self.plain)
        return _schema(Schema, f"{self.title}Body", self.about, parts, self._body_fields())

    @cached_property
    def view(self) -> Schema:
        """What a reader gets."""
        parts = (self.derived, self.plain, self.signals)
        return _schema(View, self.title, self.about, parts, self._view_fields())

    @cached_property
    def sealed_with(self) -> Mapping[str, fields.Field]:
        """The signals by name: the plain fields that the words are sealed with."""
        return {name: self.body.fields[name] for name in _names(self.signals)}

    def described(self) -> Mapping[str, Any]:
        """What a client must know to seal and to open a record."""
        return {
            "practice": self.practice,
            "path": re.sub(r"<[^>]*:(\w+)>", r"{\1}", self.path),
            "signals": sorted(_names(self.signals)),
            "plain": sorted(_names(self.plain)),
            "words": self.words,
            "words_optional": self.words_optional,
            "headline": self.headline,
            "edited": self.edited,
        }

    def _body_fields(self) -> dict[str, fields.Field]:
        optional = Sealed(HEADLINE_BYTES, load_default=None, allow_none=True)
        return {**self._common(), **({"headline": optional} if self.headline_optional else {})}

    def _view_fields(self) -> dict[str, fields.Field]:
        return {"id": self._id(), "author_id": Id(required=True), **self._common()}

    def _common(self) -> dict[str, fields.Field]:
        common: dict[str, fields.Field] = {"space_id": Id(required=True), "edit": self._edit()}
        if self.words is not None:
            common["sealed_by"] = Id(required=True)
            common["words"] = Sealed(required=True, allow_none=self.words_optional)
        if self.headline:
            common["headline"] = Sealed(HEADLINE_BYTES, required=True, allow_none=True)
        return common

    def _id(self) -> fields.Field:
        return fields.String(required=True) if self.id_of_parts else Id(required=True)

    def _edit(self) -> fields.Field:
        if self.edited:
            return edit()
        return fields.Integer(required=True, strict=True, validate=validate.Equal(1))


@dataclass(frozen=True, kw_only=True)
class RecordKind(Kind, Generic[R]):
    """A kind whose records `records.save` writes into the table of `model`."""

    model: "type[R]"
    either_edits: bool = False
    """Whether everybody in the space may edit a record, not only its author."""
    newcomers_edit: bool = False
    """Whether a newcomer may edit what another phone wrote."""
    one_audience: bool = True
    """Whether an id may be in only one of the author's spaces: such a record never changes its audience."""
    counted: bool = True
    """Whether writes use up the author's quota."""


def _schema(
    base: type[Schema],
    title: str,
    about: str,
    parts: tuple[type[Schema], ...],
    common: Mapping[str, fields.Field],
) -> Schema:
    """A schema with the fields of all parts. A part's own field of a common name replaces the common one."""
    missing = {name: field for name, field in common.items() if not _declares(parts, name)}
    return cast(
        "type[Schema]",
        type(f"{title}Schema", (*dict.fromkeys(parts), base), {"__doc__": about, **missing}),
    )()


def _declares(parts: tuple[type[Schema], ...], name: str) -> bool:
    return any(name in _names(part) for part in parts)


def _names(part: type[Schema]) -> Mapping[str, fields.Field]:
    return cast("Any", part)._declared_fields
