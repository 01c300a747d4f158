"""The fields of a conversation, of a step and of a break."""

from marshmallow import Schema, fields, validate

from ...kernel.fields import Id, Instant, YesOrNo

SHORTEST_TURN, LONGEST_TURN = 60, 15 * 60
SAYS = ("turn", "reflection", "heard", "not_yet")


class ConversationSignals(Schema):
    started_at = Instant(required=True)
    mode = fields.String(
        required=True,
        validate=validate.OneOf(("spoken", "written")),
        metadata={
            "description": "Whether turns are written, or spoken aloud: then they have no words."
        },
    )
    keeps = YesOrNo(
        required=True,
        metadata={
            "description": "Whether both keep what is written, or all of it is deleted at the end."
        },
    )
    turn_seconds = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(SHORTEST_TURN, LONGEST_TURN),
        metadata={
            "description": "How long a turn should be. A timer suggests it; nothing ends a turn."
        },
    )
    speaks_first = fields.String(
        required=True,
        validate=validate.OneOf(("author", "other")),
        metadata={"description": "Who has the first turn."},
    )


class ConversationDerived(Schema):
    joined_at = Instant(
        required=True,
        allow_none=True,
        metadata={
            "description": "When the other person agreed; null until then.",
            "column": "joined",
        },
    )
    ends_at = Instant(
        required=True,
        metadata={"description": "When it ended, or will end if nobody touches it before."},
    )
    forgotten = fields.Boolean(
        required=True,
        metadata={"description": "Whether one of you no longer wants to keep what was written."},
    )


class StepSignals(Schema):
    says = fields.String(
        required=True,
        validate=validate.OneOf(SAYS),
        metadata={
            "description": "`turn`: the speaker has said it. `reflection`: what the listener heard. `heard` or "
            "`not_yet`: whether the speaker feels heard; after `heard` the two swap, after `not_yet` the listener "
            "reflects again."
        },
    )


class StepDerived(Schema):
    conversation_id = Id(required=True, metadata={"description": "The conversation."})
    number = fields.Integer(required=True, metadata={"description": "Its place, from 1."})
    kept = fields.Boolean(
        required=True,
        metadata={
            "description": "Whether both wanted to keep it. Otherwise a phone deletes it two days after `at`, if it "
            "has not been told before."
        },
    )
    at = Instant(
        required=True,
        metadata={
            "description": "When it arrived. The next step begins then, on both phones.",
            "column": "received",
        },
    )


class BreakSaid(Schema):
    away = YesOrNo(
        required=True, metadata={"description": "Whether the author has a break now, or is back."}
    )
