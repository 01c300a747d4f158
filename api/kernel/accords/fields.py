"""What phones send and get of an accord."""

from marshmallow import Schema, fields, validate

from ..fields import Id, Instant, edit

_REPLACES = "The one that this one replaces once everybody has accepted this one."
STATES = ("proposed", "declined", "accepted", "replaced", "ended")


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


class RefusalBodySchema(Schema):
    """Declines the current terms. `edit` is the one that the person has seen."""

    space_id = Id(required=True)
    edit = edit()


class RefusalSchema(RefusalBodySchema):
    """Somebody declined the current terms. `id` is that of what they declined; `edit` is the one they have seen."""

    id = Id(required=True)
    author_id = Id(required=True)
    at = Instant(required=True)
