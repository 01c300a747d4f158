"""The kind of a profile."""

from ...kernel.kinds import RecordKind
from .models import Profile

PROFILES = RecordKind(
    name="profiles",
    title="Profile",
    practice="profiles",
    path="/profiles/<id7:person_id>",
    about="The name that a person wants to be called, under their id. Words: name.",
    model=Profile,
    one_audience=False,
)
