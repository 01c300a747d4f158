"""The fields of readiness, and the schema of matches."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.examples import ANA, BEGIN
from ...kernel.fields import Id, Instant

STATES = ("not_now", "maybe", "ready")
REVEALS = ("always", "mutual")
SHORTEST_SECONDS = 60
LONGEST_SECONDS = 24 * 60 * 60


class ReadinessSignals(Schema):
    state = fields.String(
        required=True,
        validate=validate.OneOf(STATES),
        metadata={"description": "How ready the person is.", "examples": ["ready"]},
    )


class ReadinessPlain(Schema):
    """Who sees it, and for how long it holds. A *not now* has no duration."""

    reveal = fields.String(
        required=True,
        validate=validate.OneOf(REVEALS),
        metadata={
            "description": "Whether the partner always sees it, or only once both are ready."
        },
    )
    started_at = Instant(required=True)
    duration_seconds = fields.Integer(
        required=True,
        strict=True,
        allow_none=True,
        validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS),
        metadata={"description": "How long it holds, in seconds; null for *not now*."},
    )

    @validates_schema
    def _ends(self, body: dict[str, Any], **_: Any) -> None:
        if (body["state"] == "not_now") != (body["duration_seconds"] is None):
            why = "Set duration_seconds to null for not_now, and to a number for maybe and ready."
            raise ValidationError(why, "duration_seconds")


class ReadinessDerived(Schema):
    """`until` is on a quarter of an hour; null for *not now*.

    Only the author's view has `reveal`, `started_at` and `duration_seconds`; only the partner's has
    `matched`: whether both were found ready.
    """

    id = fields.String(required=True, metadata={"examples": [f"{ANA}/talk"]})
    reveal = fields.String(
        validate=validate.OneOf(REVEALS),
        metadata={
            "description": "Whether the partner always sees it; only in the author's view.",
            "examples": ["always"],
        },
    )
    started_at = Instant(
        metadata={
            "description": "When it began by the phone's clock; only in the author's view.",
            "examples": [BEGIN],
        }
    )
    duration_seconds = fields.Integer(
        allow_none=True,
        validate=validate.Range(SHORTEST_SECONDS, LONGEST_SECONDS),
        metadata={
            "description": "How long it holds, in seconds; null for *not now*; only in the author's view.",
            "examples": [30 * 60],
        },
    )
    until = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "When it ends, on a quarter of an hour; null for *not now*."},
    )
    matched = fields.Boolean(
        metadata={"description": "Whether both were found ready; only in the partner's view."}
    )


class ReadinessMatchSchema(Schema):
    """Both were ready in an area, even if one has withdrawn since. Equal for both, without an
    author.

    `id` is the area. It is deleted at `until`, one hour later or slightly more.
    """

    id = fields.String(required=True)
    space_id = Id(required=True)
    until = Instant(required=True)
