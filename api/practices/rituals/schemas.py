"""The fields of rituals, and the schemas of their times and of the answers to reminders."""

from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ...kernel.fields import Exactly, Id, Instant, edit
from ...kernel.sealing import HEADLINE_BYTES, Sealed
from ...kernel.zones import Zone

KINDS = (
    "candlelight_dinner",
    "date_night",
    "weekly_debrief",
    "monthly_ceremony",
    "weekly_budget_review",
    "daily_check_in",
    "walk",
    "technology_free_evening",
    "private_time",
    "own",
)
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
STATES = ("planned", "moved", "skipped", "kept")
ANSWERS = ("snooze", "on_my_way", "not_tonight")
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


class Day(fields.String):
    """A date, such as 2026-12-31. Returned exactly as sent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=[Exactly(r"^20\d{2}-\d{2}-\d{2}$"), _real_day], **kwargs)


def _real_day(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("This date does not exist.") from error


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
    """When the ritual recurs; with `once`, its only time. Send every field but `until`, null if it
    does not apply.

    `weekdays` is for weekly rituals: null means the weekday of `starts`. `nth` is for monthly ones:
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
            "description": "The last date in `zone` on which a time may start; null for no end."
        },
    )

    @validates_schema
    def _fits_together(self, body: dict[str, Any], **_: Any) -> None:
        if body["weekdays"] is not None and body["frequency"] != "weekly":
            raise ValidationError("Set weekdays to null unless the ritual is weekly.", "weekdays")
        if body["nth"] is not None and body["frequency"] != "monthly":
            raise ValidationError("Set nth to null unless the ritual is monthly.", "nth")
        until = body.get("until")
        if body["frequency"] == "once" and body["interval"] != 1:
            raise ValidationError("The interval must be 1 for a single time.", "interval")
        if until is not None and body["frequency"] == "once":
            raise ValidationError("Set until to null for a single time.", "until")
        if until is not None and until < body["starts"][:10]:
            raise ValidationError("until must not be before the day of starts.", "until")


class RitualSignals(Schema):
    """What people accept. `lead_minutes`: how long before the start both are reminded."""

    kind = fields.String(
        required=True, validate=validate.OneOf(KINDS), metadata={"description": "What it is."}
    )
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


class RitualPlain(Schema):
    """`replaces` is the ritual that this one replaces once everybody has accepted this one; until then that
    one stays active. It is set at creation and no edit changes it. It becomes another change that is
    accepted first, and the ritual in force again if that change is declined, edited or ended.
    """

    headline = Sealed(HEADLINE_BYTES, load_default=None, allow_none=True)
    replaces = Id(
        allow_none=True,
        metadata={
            "description": "The ritual that this one replaces once everybody has accepted this one."
        },
    )


class RitualDerived(Schema):
    """`state`: `proposed` until everybody has accepted the current schedule, which `schedule_edit` set;
    `declined` after somebody declined it; `replaced` while another accepted ritual replaces it.
    """

    headline = Sealed(HEADLINE_BYTES, required=True, allow_none=True)
    replaces = Id(
        required=True,
        allow_none=True,
        metadata={
            "description": "The ritual that this one replaces once everybody has accepted this one.",
            "examples": [None],
        },
    )
    state = fields.String(
        required=True,
        validate=validate.OneOf(("proposed", "declined", "accepted", "replaced", "ended")),
        metadata={"description": "What the answers so far come to."},
    )
    schedule_edit = fields.Integer(
        required=True, metadata={"description": "The edit that set the current schedule."}
    )


class RitualAccepted(Schema):
    accepted_by = fields.List(
        Id(),
        required=True,
        metadata={"description": "The people who have accepted the current schedule."},
    )


class RitualRefusalSchema(Schema):
    """Somebody declined the current schedule. `id` is the ritual's; `edit` is the one they have
    seen."""

    id = Id(dump_only=True)
    author_id = Id(dump_only=True)
    at = Instant(dump_only=True)
    space_id = Id(required=True)
    edit = edit()


class RitualOccurrenceSchema(Schema):
    """One changed time of a ritual, without who changed it. `id` is RITUAL/ORIGINAL.

    `original` is its clock time in the schedule; `moved_to` is its current one: always with
    `moved`, with `kept` only if it had been moved, else null.
    """

    id = fields.String(dump_only=True)
    ritual_id = Id(dump_only=True, metadata={"description": "The ritual."})
    original = Local(
        dump_only=True,
        metadata={"description": "The clock time in the schedule, in the ritual's zone."},
    )
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
        if body["state"] in ("planned", "skipped") and moved:
            raise ValidationError(
                "Set moved_to to null if the time is planned or skipped.", "moved_to"
            )


class RitualAnswerSchema(Schema):
    """An answer to a reminder. Only `on_my_way` is stored as a record, which the partner sees."""

    id = Id(dump_only=True)
    ritual_id = Id(dump_only=True, metadata={"description": "The ritual."})
    original = Local(
        dump_only=True,
        metadata={"description": "The clock time in the schedule, in the ritual's zone."},
    )
    author_id = Id(dump_only=True)
    space_id = Id(required=True)
    answer = fields.String(
        required=True,
        validate=validate.OneOf(ANSWERS),
        metadata={"description": "The answer to the reminder."},
    )


class QuietHoursPlain(Schema):
    ritual_edit = edit(metadata={"description": "The edit of the ritual that the person has seen."})
    reminds = fields.Boolean(
        required=True,
        truthy={True},
        falsy={False},
        metadata={"description": "Whether the ritual reminds the person in their quiet hours too."},
    )


class CalendarLinkSchema(Schema):
    """Only the response that creates the link has `url`; the server cannot show it again."""

    id = Id(required=True)
    added_day = fields.Date(required=True)
    url = fields.String(
        allow_none=True,
        metadata={
            "description": "The address to subscribe to; only in the response that makes the link."
        },
    )


class CalendarLinksSchema(Schema):
    links = fields.List(
        fields.Nested(CalendarLinkSchema()),
        required=True,
        metadata={"description": "The links, without their addresses."},
    )
