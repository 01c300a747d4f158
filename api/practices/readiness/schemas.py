"""The shape of readiness."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Id, Instant
from ...kernel.records import RecordSchema
from ...kernel.sealing import Sealed

STATES = ("not_now", "maybe", "ready")
REVEALS = ("always", "mutual")
SHORTEST_SECONDS = 60
LONGEST_SECONDS = 24 * 60 * 60


class ReadinessSchema(RecordSchema):
    """words: energy. Sealed with the signal `state`, under the id `person_id/area`; `edit` is 1.

    Its author sees all of it; to the partner there is no `reveal`, `started_at` or
    `duration_seconds`, but `matched`: whether both have been found to be ready. `until` is a full
    quarter of an hour, null for not now.
    """

    id = fields.String(dump_only=True)
    author_id = Id(dump_only=True)
    edit = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    words = Sealed(required=True, allow_none=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    reveal = fields.String(required=True, validate=validate.OneOf(REVEALS))
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True,
        strict=True,
        allow_none=True,
        validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS),
    )
    until = Instant(dump_only=True, allow_none=True)
    matched = fields.Boolean(dump_only=True)

    @validates_schema
    def _ends(self, body: dict[str, Any], **_: Any) -> None:
        if (body["state"] == "not_now") != (body["duration_seconds"] is None):
            raise ValidationError("All but not_now has an end.", "duration_seconds")


class ReadinessMatchSchema(Schema):
    """That both were ready in an area, whoever took it back since: the same for both, with no author.

    `id` is the area. Both forget it at `until`, an hour later or a little more.
    """

    id = fields.String(dump_only=True)
    space_id = Id(dump_only=True)
    until = Instant(dump_only=True)
