"""The schemas of asks, answers and withdrawals."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Id, Instant
from ...kernel.records import RecordSchema
from ...kernel.sealing import HEADLINE_BYTES, Sealed

AREAS = ("talk", "money", "touch", "intimacy", "share")
ANSWERS = ("yes", "later", "not_now", "rest")
SHORTEST_SECONDS = 60
LONGEST_SECONDS = 72 * 60 * 60


class AskSchema(RecordSchema):
    """words: line. headline: the line, shortened. Both are sealed with `area`, `wants_at`,
    `started_at`, `duration_seconds`.

    An ask cannot be edited: `edit` is 1. `since` is `started_at` or the time of receipt, whichever
    is earlier; `expires_at` is `since` plus the duration. The ask is open until `ends_at`. From
    `again_at` the author may ask in this area again; after a *later*, that is its `later_at`. Both
    times depend only on what both people can see.
    """

    edit = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    headline = Sealed(HEADLINE_BYTES, required=True, allow_none=True)
    area = fields.String(required=True, validate=validate.OneOf(AREAS))
    wants_at = Instant(required=True, allow_none=True)
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True, strict=True, validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS)
    )
    since = Instant(dump_only=True)
    expires_at = Instant(dump_only=True)
    ends_at = Instant(dump_only=True)
    again_at = Instant(dump_only=True)

    @validates_schema
    def _is_to_come(self, body: dict[str, Any], **_: Any) -> None:
        if body["wants_at"] is not None and body["wants_at"] <= body["started_at"]:
            raise ValidationError("wants_at must be later than started_at.", "wants_at")


class AskAnswerSchema(RecordSchema):
    """words: line. headline: the line, shortened. Both are sealed with `answer`, `later_at`,
    `started_at`, `duration_seconds`, under the id `ASK/ANSWER`.

    A yes always has words, so that a server cannot forge one; a `rest` never has. Only its author
    sees a `rest`. `until` is the end of a yes. From `later_at`, at most 14 days ahead, the partner
    may ask again.
    """

    id = fields.String(dump_only=True)
    ask_id = Id(dump_only=True)
    edit = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    words = Sealed(required=True, allow_none=True)
    headline = Sealed(HEADLINE_BYTES, required=True, allow_none=True)
    answer = fields.String(required=True, validate=validate.OneOf(ANSWERS))
    later_at = Instant(required=True, allow_none=True)
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True,
        strict=True,
        allow_none=True,
        validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS),
    )
    since = Instant(dump_only=True)
    until = Instant(dump_only=True, allow_none=True)

    @validates_schema
    def _has_its_times(self, body: dict[str, Any], **_: Any) -> None:
        if (body["answer"] == "yes") != (body["duration_seconds"] is not None):
            why = "Set duration_seconds to a number for a yes, and to null for all other answers."
            raise ValidationError(why, "duration_seconds")
        if (body["answer"] == "later") != (body["later_at"] is not None):
            why = "Set later_at to a time for a later, and to null for all other answers."
            raise ValidationError(why, "later_at")
        if body["later_at"] is not None and body["later_at"] <= body["started_at"]:
            raise ValidationError("later_at must be later than started_at.", "later_at")

    @validates_schema
    def _has_its_words(self, body: dict[str, Any], **_: Any) -> None:
        if body["answer"] == "yes" and body["words"] is None:
            raise ValidationError("A yes needs sealed words.", "words")
        for field in ("words", "headline"):
            if body["answer"] == "rest" and body[field] is not None:
                raise ValidationError("A rest has no words: set words and headline to null.", field)


class AskWithdrawalSchema(Schema):
    """The withdrawal of an ask. `id` is the ask's; `at` is the time of receipt."""

    id = Id(dump_only=True)
    author_id = Id(dump_only=True)
    space_id = Id(required=True)
    at = Instant(dump_only=True)


class AnswerWithdrawalSchema(AskWithdrawalSchema):
    """The withdrawal of an answer. `id` is ASK/ANSWER."""

    id = fields.String(dump_only=True)
    ask_id = Id(dump_only=True)
