"""What a practice declares of a round, and its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from marshmallow import Schema, fields, validate
from peewee import BigIntegerField, BooleanField, CompositeKey, IntegerField, TextField

from .. import clock, column_values
from ..db import Model, belongs_to
from ..fields import Day, Id, Instant, YesOrNo
from ..kinds import Kind, RecordKind
from ..records import Record


class Asking(Record):
    """Columns of a record that asks both. `round` counts from 1 and never goes back. `revealed_day` is the day (since
    the epoch) of the last reveal; `revealed_until` is its end, 0 if nothing is revealed."""

    round = IntegerField(default=1)
    revealed_day = IntegerField(null=True)
    revealed_until = BigIntegerField(default=0)

    @property
    def is_revealed(self) -> bool:
        """Whether both see it now."""
        return self.revealed_until > clock.now()


class Answer(Model):
    """Columns of an answer. There is one of each person; `id` is the record's. An answer that is not `given` is a
    withdrawn one. `said_at` is when it was said, `until` when it is over; `digest` recognizes a repeated request.
    For the other columns see `pace`."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    round = IntegerField()
    given = BooleanField()
    words = TextField(null=True)
    said_at = BigIntegerField()
    until = BigIntegerField()
    digest = TextField()
    since = BigIntegerField(default=0)
    counted_from = BigIntegerField(default=0)
    count = IntegerField(default=0)

    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("author_id",), False),)


class Standing(Schema):
    """How a round stands: the same for both."""

    round = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1),
        metadata={"description": "The round that runs. An answer names its round."},
    )
    revealed_on = Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "The day (UTC) of the last time that both had answered; null if there was none.",
            "examples": ["2026-11-27"],
        },
    )
    revealed_until = Instant(
        required=True,
        allow_none=True,
        metadata={
            "description": "Until when both see it; null if they do not. From then on the next round runs."
        },
    )


def standing(row: Asking) -> dict[str, Any]:
    """The fields of `Standing` of a record."""
    day, until = row.revealed_day, row.revealed_until
    return {
        "round": row.round,
        "revealed_on": None if day is None else clock.day_to_date(day).isoformat(),
        "revealed_until": clock.to_text(until) if until else None,
    }


Q = TypeVar("Q", bound=Asking)
A = TypeVar("A", bound=Answer)


@dataclass(frozen=True, kw_only=True)
class Round(Kind, Generic[Q, A]):
    """A kind of answer to records of the kind `of`. Its id is RECORD/PERSON, and its edit always 1, so that nobody
    sees how often it was changed. If it has words, a reveal shows them to the partner."""

    of: RecordKind[Q]
    model: type[A]
    given: str
    """The name of the field that says whether the answer is given (true) or withdrawn (false)."""
    lasts: int
    """How long an answer lasts, in milliseconds."""
    stays: int
    """How long a reveal stays, in milliseconds."""
    shown: Callable[[Q], Mapping[str, Any]]
    """A reader's whole view of the record."""
    words: int | None = None
    edited: bool = False
    id_of_parts: bool = True

    def described(self) -> Mapping[str, Any]:
        """As of a kind; `on` is the kind it hangs on."""
        told = super().described()
        plain = sorted((*told["plain"], "round", "said_at", self.given))
        return {**told, "plain": plain, "on": self.of.name}

    def own_view(self, row: A) -> dict[str, Any]:
        """The author's view."""
        own = {"said_at": clock.to_text(row.said_at), "until": clock.to_text(row.until)}
        return {**self.partners_view(row), **own}

    def partners_view(self, row: A) -> dict[str, Any]:
        """The other person's view, once it is revealed: without any time."""
        sealed = {"sealed_by": row.author_id, "words": column_values.from_text(row.words)}
        return {
            "id": id_of(row.id, row.author_id),
            "space_id": row.space_id,
            "author_id": row.author_id,
            "edit": 1,
            "round": row.round,
            self.given: row.given,
            **({} if self.words is None else sealed),
        }

    def _body_fields(self) -> dict[str, fields.Field]:
        return {**self._common(), "said_at": Instant(required=True, metadata=_SAID_AT)}

    def _view_fields(self) -> dict[str, fields.Field]:
        author = {"id": fields.String(required=True), "author_id": Id(required=True)}
        times = {"said_at": Instant(metadata=_SAID_AT), "until": Instant(metadata=_UNTIL)}
        return {**author, **self._common(), **times}

    def _common(self) -> dict[str, fields.Field]:
        number = fields.Integer(
            required=True, strict=True, validate=validate.Range(1, 2**31 - 1), metadata=_ROUND
        )
        given = YesOrNo(required=True, metadata={"description": _GIVEN})
        return {**super()._common(), "round": number, self.given: given}


_ROUND = {"description": "The round of the record that is answered."}
_GIVEN = "Whether the person says so; false withdraws it. The partner sees nothing before both do."
_SAID_AT = {"description": "When it was said; only in the author's view."}
_UNTIL = {"description": "When it is over; only in the author's view."}


def id_of(record_id: str, author_id: str) -> str:
    """The id of an answer in the feed and in the seal."""
    return f"{record_id}/{author_id}"
