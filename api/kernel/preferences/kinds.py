"""The kind of a person's preferences."""

from collections.abc import Collection

from ..kinds import RecordKind
from ..notice_kinds import Switch
from . import schemas
from .models import Preferences


def kind(switches: Collection[Switch]) -> RecordKind[Preferences]:
    """Preferences with these switches."""
    return RecordKind(
        name="preferences",
        title="Preferences",
        practice="preferences",
        path="/preferences/<id7:person_id>",
        about=(
            "What a person has set for themselves: a record in their own space under the person's "
            "id. The partner never sees it."
        ),
        model=Preferences,
        plain=schemas.sent(switches),
        derived=schemas.shown(switches),
        words=None,
        newcomers_edit=True,
        counted=False,
    )
