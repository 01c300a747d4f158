"""The fields of preferences."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from ..fields import Exactly
from ..zones import Zone


def local_time() -> fields.String:
    """A time of day as 22:00, or null for none."""
    pattern = r"^([01]\d|2[0-3]):[0-5]\d$"
    return fields.String(required=True, allow_none=True, validate=Exactly(pattern))


def _wanted(what: str, **kwargs: Any) -> fields.Boolean:
    return fields.Boolean(truthy={True}, falsy={False}, metadata={"description": what}, **kwargs)


class NoticesSchema(Schema):
    """Which notices are wanted. A new phone of this person is always told."""

    pauses = _wanted("The partner's pauses.", required=True)
    rituals = _wanted("Rituals.", required=True)
    asks = _wanted("The partner's asks and answers.", load_default=True)
    check_in_arrived = _wanted("The partner's check-ins, without a sound.", required=True)
    check_in_reminder = _wanted("The daily reminder to check in.", required=True)


class ChoicesSchema(Schema):
    """`zone` is where the person lives, for their own times only. During quiet hours only a pause and
    a new phone of this person are pushed.
    """

    zone = Zone(required=True)
    language = fields.String(
        required=True, validate=Exactly(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
    )
    quiet_from = local_time()
    quiet_until = local_time()
    notices = fields.Nested(NoticesSchema(), required=True)
    check_in_reminder_at = local_time()

    @validates_schema
    def _both_ends(self, data: dict[str, Any], **_: Any) -> None:
        begin, end = data.get("quiet_from"), data.get("quiet_until")
        if (begin is None) != (end is None) or (begin is not None and begin == end):
            why = "Set quiet_from and quiet_until to two different times, or both to null."
            raise ValidationError(why, "quiet_until")
