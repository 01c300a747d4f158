"""The fields of rituals, and the schemas of their times and of the answers to reminders."""

from marshmallow import Schema, fields, validate

from ...kernel.accords.fields import AccordDerived
from ...kernel.fields import Id, YesOrNo, edit
from ...kernel.schedule.fields import Local, OccurrenceBodySchema, OccurrenceSchema, ScheduleSignals

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
ANSWERS = ("snooze", "on_my_way", "not_tonight")


class RitualSignals(ScheduleSignals):
    """What people accept. `lead_minutes`: how long before the start both are reminded."""

    kind = fields.String(
        required=True, validate=validate.OneOf(KINDS), metadata={"description": "What it is."}
    )


class RitualDerived(AccordDerived):
    """`state`: `proposed` until everybody has accepted the current schedule, which `schedule_edit` set;
    `declined` after somebody declined it; `replaced` while another accepted ritual replaces it.
    """

    schedule_edit = fields.Integer(
        required=True, metadata={"description": "The edit that set the current schedule."}
    )


class RitualOccurrenceBodySchema(OccurrenceBodySchema):
    """Changes one time of a ritual. `moved_to` is its new clock time: always with `moved`, with `skipped` and
    `kept` only if it had been moved, else null."""


class RitualOccurrenceSchema(OccurrenceSchema):
    """One changed time of a ritual, without who changed it. `id` is RITUAL/ORIGINAL.

    `original` is its clock time in the schedule; `moved_to` is its current one: always with
    `moved`, with `skipped` and `kept` only if it had been moved, else null.
    """

    ritual_id = Id(required=True, metadata={"description": "The ritual."})


class RitualAnswerBodySchema(Schema):
    """Answers a reminder."""

    space_id = Id(required=True)
    answer = fields.String(
        required=True,
        validate=validate.OneOf(ANSWERS),
        metadata={"description": "The answer to the reminder."},
    )


class RitualAnswerSchema(RitualAnswerBodySchema):
    """An answer to a reminder. Only `on_my_way` is stored as a record, which the partner sees."""

    id = Id(required=True)
    ritual_id = Id(required=True, metadata={"description": "The ritual."})
    original = Local(
        required=True,
        metadata={"description": "The clock time in the schedule, in its own zone."},
    )
    author_id = Id(required=True)


class QuietHoursPlain(Schema):
    ritual_edit = edit(metadata={"description": "The edit of the ritual that the person has seen."})
    reminds = YesOrNo(
        required=True,
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
