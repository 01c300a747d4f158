"""What a practice declares of a noun, and the columns of its table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from marshmallow import fields
from peewee import BigIntegerField, Expression, IntegerField, TextField

from .. import column_values, records
from ..db import Model, belongs_to, columns
from ..fields import Id, Instant, edit
from ..kinds import Kind, RecordKind
from ..records import Record


class NounRow(Model):
    """Columns of every noun. `id` is that of the record it hangs on; `at` is when it was said, no later than the
    receipt. The primary key has the author too if the noun is `each` or `early`."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    at = BigIntegerField()

    class Meta:
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("author_id",), False),)


class SealedNounRow(NounRow):
    """Columns of a noun with words: the envelope as JSON text, or NULL. Its author has sealed it."""

    edit = IntegerField()
    words = TextField(null=True)


R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=NounRow)


@dataclass(frozen=True, kw_only=True)
class Noun(Kind, Generic[R, N]):
    """A kind of statement on records of the kind `of`, by the record's author, the other person, or anybody
    in the space.

    `edited`: the latest counts, as said by `edit`, and `each` is true. Otherwise the first stands: the same again
    is a repeat, and anything else is refused with `otherwise`.
    """

    of: RecordKind[R]
    model: type[N]
    by: Literal["author", "other", "anybody"] = "anybody"
    words: int | None = None
    edited: bool = False
    each: bool = False
    """Whether there is one of each person, under the id RECORD/PERSON, and not one for all."""
    early: bool = False
    """Whether it may come before its record. Then only its author sees it, and the practice refuses the record."""
    told_at: bool = False
    """Whether the phone tells when it was said; otherwise `at` is the receipt."""
    counted: bool = True
    """Whether it uses up the author's quota."""
    newcomers_edit: bool = False
    """Whether a newcomer may edit what another phone said."""
    since: Callable[[R], int] | None = None
    """The earliest edit of the record that may be meant; otherwise `stale_edit`. The body's `edit` is then the edit
    of the record that its author has seen."""
    otherwise: str = "already_ended"

    @property
    def says_more(self) -> bool:
        """Whether it says more than that somebody said it. What does not is always a repeat."""
        said_of_the_record = {"space_id", "edit"} if self.since else {"space_id"}
        return bool(self.body.fields.keys() - said_of_the_record)

    def corrects(self, before: N, body: Mapping[str, Any]) -> bool:
        """Whether the body takes the place of what the same person said before, though the noun is not `edited`."""
        return False

    def described(self) -> Mapping[str, Any]:
        """As of a kind; `on` is the kind it hangs on."""
        return {**super().described(), "on": self.of.name}

    def id_of(self, record_id: str, author_id: str) -> str:
        """Its id in the feed and in the seal."""
        return f"{record_id}/{author_id}" if self.each else record_id

    def stored(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of what a body says: instants in milliseconds, envelopes and objects as JSON text."""
        told = self.body.fields
        named = body.keys() & columns(self.model).keys() - {"space_id", "at"}
        return {name: column_values.to_column(told[name], body[name]) for name in named}

    def shown(self, row: N) -> dict[str, Any]:
        """A reader's view of a row."""
        known = {"id": self.id_of(row.id, row.author_id), "sealed_by": row.author_id}
        return {
            name: known[name] if name in known else records.shown(row, name, field)
            for name, field in self.view.fields.items()
        }

    def said(self, space_id: str, record_id: str) -> Expression:
        """The rows that hang on this record."""
        return (self.model.space_id == space_id) & (self.model.id == record_id)

    def _body_fields(self) -> dict[str, fields.Field]:
        told = {"at": Instant(required=True)} if self.told_at else {}
        seen = {} if self.since is None else {"edit": edit()}
        return {**told, **self._common(), **seen}

    def _view_fields(self) -> dict[str, fields.Field]:
        return {**super()._view_fields(), "at": Instant(required=True)}

    def _common(self) -> dict[str, fields.Field]:
        common = super()._common()
        if not self.edited and self.words is None:
            del common["edit"]
        return common

    def _id(self) -> fields.Field:
        parts = self.each or self.id_of_parts
        return fields.String(required=True) if parts else Id(required=True)
