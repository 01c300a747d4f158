"""The kind of a person's preferences."""

from ..kinds import RecordKind
from .models import Preferences
from .schemas import ChoicesSchema

PREFERENCES = RecordKind(
    name="preferences",
    title="Preferences",
    practice="preferences",
    path="/preferences/<id7:person_id>",
    about=(
        "What a person has set for themselves: a record in their own space under the person's "
        "id. The partner never sees it."
    ),
    model=Preferences,
    plain=ChoicesSchema,
    words=None,
    newcomers_edit=True,
    counted=False,
)
