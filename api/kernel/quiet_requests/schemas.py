"""The fields of quiet requests and of their answers."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from .. import clock
from ..fields import Id, Instant

ANSWERS = ("yes", "later", "not_now", "rest")
SHORTEST_SECONDS = 60


class RequestSignals(Schema):
    """What every request says; a practice adds its own signals."""

    started_at = Instant(required=True)
    duration_seconds = fields.Integer(required=True, strict=True)


def lasting(signals: type[RequestSignals], longest: int) -> type[Schema]:
    """The signals of a request that lasts at most so many milliseconds."""
    duration = fields.Integer(required=True, strict=True, validate=_at_most(longest))
    return signals.from_dict({"duration_seconds": duration})


def answering(says: Sequence[str], longest: int) -> type[Schema]:
    """The signals of an answer that is one of these; a yes lasts at most so many milliseconds."""
    said = {"description": "The answer; the asker never sees a `rest`."}
    lasts = {"description": "How long a yes holds, in seconds; null for all other answers."}
    return AnswerSignals.from_dict(
        {
            "answer": fields.String(required=True, validate=validate.OneOf(says), metadata=said),
            "duration_seconds": fields.Integer(
                required=True,
                strict=True,
                allow_none=True,
                validate=_at_most(longest),
                metadata=lasts,
            ),
        }
    )


def _at_most(longest: int) -> validate.Range:
    return validate.Range(SHORTEST_SECONDS, longest // clock.SECOND)


class RequestDerived(Schema):
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
            "description": "From when its author may ask for the same again: after a *later*, its `later_at`."
        },
    )


class AnswerSignals(Schema):
    """What every answer says but `answer` itself and `duration_seconds`, which `answering` adds."""

    later_at = Instant(
        required=True,
        allow_none=True,
        metadata={
            "description": "With `later`, from when the asker may ask again; else null.",
            "examples": [None],
        },
    )
    started_at = Instant(required=True)

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


class _AnswerDerived(Schema):
    since = Instant(required=True)
    until = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "When the yes ends; null for all other answers."},
    )


def of_answer(one: str) -> type[Schema]:
    """What the server adds to an answer."""
    return _with_request(_AnswerDerived, one)


def of_withdrawn_answer(one: str) -> type[Schema]:
    """What the server adds to the withdrawal of an answer."""
    return _with_request(Schema, one)


def _with_request(schema: type[Schema], one: str) -> type[Schema]:
    """The schema with the id of what was asked, under the practice's word for it, as `ask_id`."""
    described = {"description": f"The {one}.", "column": "request_id"}
    return schema.from_dict({f"{one}_id": Id(required=True, metadata=described)})
