"""The fields of asks and answers, and what the server adds to a withdrawal."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Id, Instant

AREAS = ("talk", "money", "touch", "intimacy", "share")
ANSWERS = ("yes", "later", "not_now", "rest")
SHORTEST_SECONDS = 60
LONGEST_SECONDS = 72 * 60 * 60


class AskSignals(Schema):
    area = fields.String(
        required=True, validate=validate.OneOf(AREAS), metadata={"description": "What it is about."}
    )
    wants_at = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "For when it asks; null for any time."},
    )
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True, strict=True, validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS)
    )

    @validates_schema
    def _is_to_come(self, body: dict[str, Any], **_: Any) -> None:
        if body["wants_at"] is not None and body["wants_at"] <= body["started_at"]:
            raise ValidationError("wants_at must be later than started_at.", "wants_at")


class AskDerived(Schema):
    """`ends_at` and `again_at` depend only on what both people can see."""

    since = Instant(required=True)
    expires_at = Instant(
        required=True,
        metadata={"description": "When it ends without an answer: `since` plus the duration."},
    )
    ends_at = Instant(required=True, metadata={"description": "Until when it is open."})
    again_at = Instant(
        required=True,
        metadata={
            "description": "From when its author may ask in this area again: after a *later*, its `later_at`."
        },
    )


class AnswerSignals(Schema):
    answer = fields.String(
        required=True,
        validate=validate.OneOf(ANSWERS),
        metadata={"description": "The answer; the asker never sees a `rest`."},
    )
    later_at = Instant(
        required=True,
        allow_none=True,
        metadata={
            "description": "With `later`, from when the asker may ask again; else null.",
            "examples": [None],
        },
    )
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True,
        strict=True,
        allow_none=True,
        validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS),
        metadata={"description": "How long a yes holds, in seconds; null for all other answers."},
    )

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


class AnswerDerived(Schema):
    ask_id = Id(required=True, metadata={"description": "The ask."})
    since = Instant(required=True)
    until = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "When the yes ends; null for all other answers."},
    )


class AnswerWithdrawalDerived(Schema):
    ask_id = Id(required=True, metadata={"description": "The ask."})
