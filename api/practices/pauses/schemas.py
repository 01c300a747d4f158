"""The schemas of a pause and of its end."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Id, Instant
from ...kernel.records import RecordSchema
from ...kernel.sealing import HEADLINE_BYTES, Sealed

SHORTEST_SECONDS = 60
LONGEST_SECONDS = 24 * 60 * 60


class PauseSchema(RecordSchema):
    """words: line. headline: the line, shortened. Both are sealed with `started_at`,
    `duration_seconds`.

    A pause cannot be edited: `edit` is 1. `since` is `started_at` or the time of receipt, whichever
    is earlier; `until` is `since` plus the duration. An end may come before `until`.
    """

    edit = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    words = Sealed(required=True, allow_none=True)
    headline = Sealed(HEADLINE_BYTES, required=True, allow_none=True)
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True, strict=True, validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS)
    )
    since = Instant(dump_only=True)
    until = Instant(dump_only=True)


class PauseEndSchema(Schema):
    """How the author comes back: now, at a time, or not today. `id` is the pause's; `at` is when
    they said it."""

    id = Id(dump_only=True)
    author_id = Id(dump_only=True)
    space_id = Id(required=True)
    then = fields.String(required=True, validate=validate.OneOf(("back", "talk_at", "not_today")))
    talk_at = Instant(required=True, allow_none=True)
    at = Instant(required=True)

    @validates_schema
    def _has_a_time_to_talk(self, body: dict[str, Any], **_: Any) -> None:
        if (body["then"] == "talk_at") != (body["talk_at"] is not None):
            why = "Set talk_at to a time if `then` is talk_at, and to null otherwise."
            raise ValidationError(why, "talk_at")
        if body["talk_at"] is not None and body["talk_at"] <= body["at"]:
            raise ValidationError("talk_at must be later than at.", "talk_at")
