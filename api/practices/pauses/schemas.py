"""The fields of a pause, and the schema of its end."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Instant

SHORTEST_SECONDS = 60
LONGEST_SECONDS = 24 * 60 * 60


class PauseSignals(Schema):
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True, strict=True, validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS)
    )


class PauseDerived(Schema):
    since = Instant(required=True)
    until = Instant(required=True)


class PauseEndSaid(Schema):
    then = fields.String(
        required=True,
        validate=validate.OneOf(("back", "talk_at", "not_today")),
        metadata={"description": "How the author comes back: now, at a time, or not today."},
    )
    talk_at = Instant(
        required=True,
        allow_none=True,
        metadata={
            "description": "When the author wants to talk; null unless `then` is `talk_at`.",
            "examples": [None],
        },
    )

    @validates_schema
    def _has_a_time_to_talk(self, body: dict[str, Any], **_: Any) -> None:
        if (body["then"] == "talk_at") != (body["talk_at"] is not None):
            why = "Set talk_at to a time if `then` is talk_at, and to null otherwise."
            raise ValidationError(why, "talk_at")
        if body["talk_at"] is not None and body["talk_at"] <= body["at"]:
            raise ValidationError("talk_at must be later than at.", "talk_at")
