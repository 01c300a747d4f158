"""What phones send and get of a schedule: recurrence, lead times, and one time that was changed."""

from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ..fields import Day, Exactly, Id, edit
from .zones import Zone

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
STATES = ("planned", "moved", "skipped", "kept")
MOST_LEADS = 3
LONGEST_LEAD_MINUTES = 7 * 24 * 60


class Local(fields.String):
    """A clock time without a zone, such as 2026-11-27T19:00. Returned exactly as sent."""

    PATTERN = r"^20\d{2}-\d{2}-\d{2}T\d{2}:\d{2}$"

    def __init__(self, **kwargs: Any) -> None:
        metadata = {"examples": ["2026-11-27T19:00"], **kwargs.pop("metadata", {})}
        super().__init__(validate=[Exactly(self.PATTERN), _real], metadata=metadata, **kwargs)


def _real(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("This date and time do not exist.") from error


def _different(values: list[Any]) -> None:
    if len(set(values)) < len(values):
        raise ValidationError("Name each of them once.")


class NthSchema(Schema):
    """The first to fourth, or the last (-1), of this weekday in a month."""

    weekday = fields.String(
        required=True,
        validate=validate.OneOf(WEEKDAYS),
        metadata={"description": "The day of the week."},
    )
    week = fields.Integer(
        required=True,
        strict=True,
        validate=validate.OneOf((1, 2, 3, 4, -1)),
        metadata={"description": "Which of the month: 1 to 4, or -1 for the last."},
    )


class RecurrenceSchema(Schema):
    """When it comes back; with `once`, its only time. Send every field but `until`, null if it
    does not apply.

    `weekdays` is for what is weekly: null means the weekday of `starts`. `nth` is for what is monthly:
    null means the same as `starts`, and a fifth weekday counts as the last. `starts` is a clock
    time in `zone`. `until` is the last date in `zone` on which a time may start; null or missing
    means no end.
    """

    frequency = fields.String(
        required=True,
        validate=validate.OneOf(("once", "daily", "weekly", "monthly")),
        metadata={"description": "How often it recurs.", "examples": ["weekly"]},
    )
    interval = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 12),
        metadata={"description": "Every how many days, weeks or months."},
    )
    weekdays = fields.List(
        fields.String(validate=validate.OneOf(WEEKDAYS)),
        required=True,
        allow_none=True,
        validate=[validate.Length(1, 7), _different],
        metadata={
            "description": "On which days, if weekly; null for the weekday of `starts`.",
            "examples": [["fr"]],
        },
    )
    nth = fields.Nested(
        NthSchema(),
        required=True,
        allow_none=True,
        metadata={
            "description": "On which weekday of the month, if monthly; null for the same as `starts`.",
            "examples": [None],
        },
    )
    starts = Local(
        required=True, metadata={"description": "The first time, a clock time in `zone`."}
    )
    zone = Zone(required=True)
    duration_minutes = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(15, 24 * 60),
        metadata={"description": "How long one time lasts, in minutes.", "examples": [120]},
    )
    until = Day(
        allow_none=True,
        metadata={
            "description": "The last date in `zone` on which a time may start; null or missing for no end."
        },
    )

    @validates_schema
    def _fits_together(self, body: dict[str, Any], **_: Any) -> None:
        if body["weekdays"] is not None and body["frequency"] != "weekly":
            raise ValidationError(
                "Set weekdays to null unless the frequency is weekly.", "weekdays"
            )
        if body["nth"] is not None and body["frequency"] != "monthly":
            raise ValidationError("Set nth to null unless the frequency is monthly.", "nth")
        until = body.get("until")
        if body["frequency"] == "once" and body["interval"] != 1:
            raise ValidationError("The interval must be 1 for a single time.", "interval")
        if until is not None and body["frequency"] == "once":
            raise ValidationError("Set until to null for a single time.", "until")
        if until is not None and until < body["starts"][:10]:
            raise ValidationError("until must not be before the day of starts.", "until")


class ScheduleSignals(Schema):
    """When it comes back, and how long before the start both are reminded."""

    recurrence = fields.Nested(
        RecurrenceSchema(), required=True, metadata={"description": "When it takes place."}
    )
    lead_minutes = fields.List(
        fields.Integer(strict=True, validate=validate.Range(0, LONGEST_LEAD_MINUTES)),
        required=True,
        validate=[validate.Length(max=MOST_LEADS), _different],
        metadata={
            "description": "How many minutes before the start both are reminded.",
            "examples": [[60]],
        },
    )


class OccurrenceBodySchema(Schema):
    """Changes one time. `moved_to` is its new clock time: always with `moved`, with `skipped` and `kept`
    only if it had been moved, else null.
    """

    space_id = Id(required=True)
    edit = edit()
    state = fields.String(
        required=True,
        validate=validate.OneOf(STATES),
        metadata={"description": "What has become of this time.", "examples": ["moved"]},
    )
    moved_to = Local(
        required=True,
        allow_none=True,
        metadata={
            "description": "The clock time it was moved to; null if it was not moved.",
            "examples": ["2026-11-28T19:00"],
        },
    )

    @validates_schema
    def _is_moved_somewhere(self, body: dict[str, Any], **_: Any) -> None:
        moved = body["moved_to"] is not None
        if body["state"] == "moved" and not moved:
            raise ValidationError("Set moved_to to the new time.", "moved_to")
        if body["state"] == "planned" and moved:
            raise ValidationError("Set moved_to to null if the time is planned.", "moved_to")


class OccurrenceSchema(OccurrenceBodySchema):
    """One changed time, without who changed it. `id` is RECORD/ORIGINAL; a practice adds the record's id.

    `original` is its clock time in the schedule; `moved_to` is its current one: always with
    `moved`, with `skipped` and `kept` only if it had been moved, else null.
    """

    id = fields.String(required=True)
    original = Local(
        required=True,
        metadata={"description": "The clock time in the schedule, in its own zone."},
    )
