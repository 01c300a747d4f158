"""What phones send and get of an accord."""

from marshmallow import Schema, fields, validate

from ..fields import Id, Instant, edit

_REPLACES = "The one that this one replaces once everybody has accepted this one."
STATES = ("proposed", "declined", "accepted", "replaced", "ended")
ALL_STATES = (*STATES, "suspended", "lapsed")


class Accepted(Schema):
    """Who has said yes."""

    accepted_by = fields.List(
        Id(),
        required=True,
        metadata={"description": "The people who have accepted it as it is now."},
    )


class AccordPlain(Schema):
    """`replaces` is set at creation, and no edit changes it."""

    replaces = Id(
        allow_none=True,
        metadata={"description": _REPLACES},
    )


class AccordDerived(Schema):
    """`state`: `proposed` until everybody has accepted the current terms; `declined` after somebody declined them;
    `replaced` while another accepted one replaces it.
    """

    replaces = Id(
        required=True,
        allow_none=True,
        metadata={"description": _REPLACES, "examples": [None]},
    )
    state = fields.String(
        required=True,
        validate=validate.OneOf(STATES),
        metadata={"description": "What the answers so far come to."},
    )


class SuspendableDerived(AccordDerived):
    """As `AccordDerived`, of an accord that can be suspended or lapses. `suspended`: both have accepted it, and one of
    them has suspended it. `lapsed`: its day has come, and not both have renewed it.
    """

    state = fields.String(
        required=True,
        validate=validate.OneOf(ALL_STATES),
        metadata={"description": "What the answers so far come to, and the time."},
    )


class LapseSignals(Schema):
    """What people accept beside the terms: until when."""

    lapses_at = Instant(
        required=True, metadata={"description": "When it lapses unless both renew it."}
    )


class LapsingDerived(SuspendableDerived):
    renewed_until = Instant(
        required=True,
        allow_none=True,
        metadata={"description": "When it lapses, since both have renewed it; else null."},
    )


class Said(Schema):
    at = Instant(
        required=True,
        metadata={"column": "received", "description": "When the server received it."},
    )


class RenewalPlain(Schema):
    """The day moves to the earliest of what the people of the space have renewed it until."""

    until = Instant(
        required=True, metadata={"description": "Until when its author would have it last."}
    )
    seen_edit = edit(metadata={"description": "The edit of it that its author has seen."})


class RefusalBodySchema(Schema):
    """Declines the current terms. `edit` is the one that the person has seen."""

    space_id = Id(required=True)
    edit = edit()


class RefusalSchema(RefusalBodySchema):
    """Somebody declined the current terms. `id` is that of what they declined; `edit` is the one they have seen."""

    id = Id(required=True)
    author_id = Id(required=True)
    at = Instant(required=True)
