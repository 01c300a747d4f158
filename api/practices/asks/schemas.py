"""What an ask says."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from ...kernel.fields import Instant
from ...kernel.quiet_requests import RequestSignals

AREAS = ("talk", "money", "touch", "intimacy", "share")


class AskSignals(RequestSignals):
    area = fields.String(
        required=True, validate=validate.OneOf(AREAS), metadata={"description": "What it is about."}
    )
    wants_at = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "For when it asks; null for any time."},
    )

    @validates_schema
    def _is_to_come(self, body: dict[str, Any], **_: Any) -> None:
        if body["wants_at"] is not None and body["wants_at"] <= body["started_at"]:
            raise ValidationError("wants_at must be later than started_at.", "wants_at")
