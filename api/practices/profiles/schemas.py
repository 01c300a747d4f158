"""The query of a profile."""

from marshmallow import Schema

from ...kernel.fields import Id


class ProfileQuery(Schema):
    """The space of the profile; the caller's own space if left out."""

    space_id = Id()
