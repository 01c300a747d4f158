"""The fields of preferences."""

from collections.abc import Collection
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from ..fields import Exactly, YesOrNo
from ..notice_kinds import Switch
from ..schedule.zones import Zone


def local_time() -> fields.String:
    """A time of day as 22:00, or null for none."""
    pattern = r"^([01]\d|2[0-3]):[0-5]\d$"
    return fields.String(required=True, allow_none=True, validate=Exactly(pattern))


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
    check_in_reminder_at = local_time()

    @validates_schema
    def _both_ends(self, data: dict[str, Any], **_: Any) -> None:
        begin, end = data.get("quiet_from"), data.get("quiet_until")
        if (begin is None) != (end is None) or (begin is not None and begin == end):
            why = "Set quiet_from and quiet_until to two different times, or both to null."
            raise ValidationError(why, "quiet_until")


def sent(switches: Collection[Switch]) -> type[Schema]:
    """What a phone sends: the choices, and the switches it knows."""
    about = "Switches to set. Those that are left out stay as they are."
    named = _notices("ChangedNotices", switches, about, required=False)
    return type("SentChoicesSchema", (ChoicesSchema,), {"notices": named})


def shown(switches: Collection[Switch]) -> type[Schema]:
    """What a view adds: every switch."""
    about = "Which notices are wanted. A new phone of this person is always told."
    named = _notices("Notices", switches, about, required=True)
    return type("ShownSwitchesSchema", (Schema,), {"notices": named})


def _notices(
    title: str, switches: Collection[Switch], about: str, *, required: bool
) -> fields.Nested:
    """A field that has a boolean for each switch."""
    named: dict[str, Any] = {
        switch.name: YesOrNo(required=required, metadata={"description": switch.about})
        for switch in switches
    }
    schema = type(f"{title}Schema", (Schema,), {"__doc__": about, **named})
    return fields.Nested(schema(), required=True)
