"""The schemas of moments of patterns."""

from marshmallow import Schema, fields, validate

from ...kernel.fields import Id, Instant


class PatternMomentBodySchema(Schema):
    """Says that the two are in a pattern. Nothing else can be said of it."""

    space_id = Id(required=True)
    edit = fields.Integer(required=True, strict=True, validate=validate.Equal(1))


class PatternMomentSchema(PatternMomentBodySchema):
    """A quarter of an hour in which the two were in a pattern. `id` is PATTERN/QUARTER. It has no author."""

    id = fields.String(required=True)
    pattern_id = Id(required=True, metadata={"description": "The pattern."})
    at = Instant(required=True, metadata={"description": "When the quarter of an hour began."})
