"""The kind of a person's preferences."""

from ..kinds import RecordKind
from .models import Preferences
from .schemas import ChoicesSchema

PREFERENCES = RecordKind(
    name="preferences",
    title="Preferences",
    practice="preferences",
    path="/preferences/<id7:person_id>",
    model=Preferences,
    plain=ChoicesSchema,
    words=None,
    newcomers_edit=True,
    counted=False,
)
"""A record in the person's own space; its id is the person's."""
