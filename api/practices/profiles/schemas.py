"""The schema of a profile."""

from marshmallow import Schema

from ...kernel.fields import Id
from ...kernel.records import RecordSchema


class ProfileSchema(RecordSchema):
    """words: name."""


class ProfileQuery(Schema):
    """The space of the profile; the caller's own space if left out."""

    space_id = Id()
