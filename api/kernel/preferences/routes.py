"""/preferences/{person_id}"""

from typing import Any

from ..http import StrictBlueprint, operation
from ..identity.access import caller
from . import actions
from .kinds import PREFERENCES

blueprint = StrictBlueprint("preferences", __name__)


@operation(
    blueprint,
    "PUT",
    PREFERENCES.path,
    "put_preferences",
    newcomer="may",
    body=PREFERENCES.body,
    answer=PREFERENCES.view,
    statuses=(200, 201),
    problems=("stale_edit",),
    edited=True,
)
def put(body: dict[str, Any], person_id: str) -> Any:
    """Save one's notices, quiet hours, zone and language."""
    return actions.save(caller(), person_id, body)


@operation(
    blueprint, "GET", PREFERENCES.path, "get_preferences", answer=PREFERENCES.view, edited=True
)
def get(person_id: str) -> Any:
    """Read one's own preferences; nothing is there until they were saved once."""
    return actions.read(caller(), person_id)
