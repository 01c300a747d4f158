"""/preferences/{person_id}"""

from typing import Any

from flask_smorest import Blueprint

from ..http import operation
from ..identity.access import caller
from .actions import PreferencesActions


def blueprint_for(actions: PreferencesActions) -> Blueprint:
    """The operations on preferences, with the switches of all practices."""
    made = Blueprint(
        "preferences",
        __name__,
        description="What a person set: zone, language, quiet hours, notices.",
    )
    kind = actions.kind

    @operation(
        made,
        "PUT",
        kind.path,
        "put_preferences",
        newcomer="may",
        body=kind.body,
        answer=kind.view,
        statuses=(200, 201),
        problems=("stale_edit",),
        edited=True,
    )
    def put(body: dict[str, Any], person_id: str) -> Any:  # pyright: ignore[reportUnusedFunction]
        """Save one's notices, quiet hours, zone and language."""
        return actions.save(caller(), person_id, body)

    @operation(made, "GET", kind.path, "get_preferences", answer=kind.view, edited=True)
    def get(person_id: str) -> Any:  # pyright: ignore[reportUnusedFunction]
        """Read one's own preferences; nothing is there until they were saved once."""
        return actions.read(caller(), person_id)

    return made
