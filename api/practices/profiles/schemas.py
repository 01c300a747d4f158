"""The shape of a profile."""

from marshmallow import Schema

from ...kernel.fields import Id
from ...kernel.records import RecordSchema


class ProfileSchema(RecordSchema):
    """words: name."""


class ProfileQuery(Schema):
    """Which of a person's profiles; without it, the one in the caller's own space."""

    space_id = Id()
