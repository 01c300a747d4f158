"""/pauses/{id} and /pauses/{id}/end"""

from typing import Any

from ...kernel.http import StrictBlueprint, always, operation
from ...kernel.identity.access import caller
from . import actions, ends
from .schemas import PauseEndSchema, PauseSchema

blueprint = StrictBlueprint("pauses", __name__)
PATH = "/pauses/<id7:pause_id>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_pause",
    newcomer="may",
    body=PauseSchema(),
    answer=PauseSchema(),
    statuses=(200, 201),
    problems=("old_key", "id_taken", "gone", "stale_edit"),
    protects=always,
)
def put(body: dict[str, Any], pause_id: str) -> Any:
    """Ask for a pause, or a longer one. It silences one's own phones and tells the partner once.

    It lives in the couple's space, or in one's own while alone. One that arrives when its time is
    over is kept for the record and does nothing else.
    """
    return actions.save(caller(), pause_id, body)


@operation(blueprint, "GET", PATH, "get_pause", answer=PauseSchema())
def get(pause_id: str) -> Any:
    """Read a pause of one's own or of the partner."""
    return actions.read(caller(), pause_id)


@operation(
    blueprint,
    "DELETE",
    PATH,
    "delete_pause",
    protects=always,
    newcomer="own",
    statuses=(204,),
    problems=("already_ended", "not_ready"),
)
def delete(pause_id: str) -> Any:
    """Undo a pause of one's own. What has been pushed already cannot be called back.

    409 `already_ended`: an end has been said; it stays.
    """
    actions.undo(caller(), pause_id)


@operation(
    blueprint,
    "PUT",
    PATH + "/end",
    "end_pause",
    newcomer="may",
    body=PauseEndSchema(),
    answer=PauseEndSchema(),
    statuses=(200, 201),
    problems=("already_ended",),
    protects=always,
)
def end(body: dict[str, Any], pause_id: str) -> Any:
    """End a pause of one's own, and all one made before it; the silence is over at once.

    Up to 24 hours after its time was up it still says how one comes back. 409 `already_ended`:
    another end was said first, or it is too late.
    """
    return ends.save(caller(), pause_id, body)
