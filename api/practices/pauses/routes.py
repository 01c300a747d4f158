"""/pauses/{id} and /pauses/{id}/end"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel import nouns
from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from . import actions, ends
from .kinds import PAUSE_ENDS, PAUSES

blueprint = Blueprint("pauses", __name__, description=PAUSES.about)


@operation(
    blueprint,
    "PUT",
    PAUSES.path,
    "put_pause",
    newcomer="may",
    body=PAUSES.body,
    answer=PAUSES.view,
    statuses=(200, 201),
    problems=("old_key", "id_taken", "gone", "stale_edit"),
    protects=always,
    edited=True,
)
def put(body: dict[str, Any], pause_id: str) -> Any:
    """Start a pause, or a longer one. It silences your phones and tells your partner once.

    It is stored in the couple's space, or in your own while you are alone. A pause that arrives
    after its time is over is stored and has no other effect.
    """
    return actions.save(caller(), pause_id, body)


@operation(blueprint, "GET", PAUSES.path, "get_pause", answer=PAUSES.view, edited=True)
def get(pause_id: str) -> Any:
    """Read one of your pauses or of your partner's."""
    return actions.read(caller(), pause_id)


@operation(
    blueprint,
    "DELETE",
    PAUSES.path,
    "delete_pause",
    protects=always,
    newcomer="own",
    statuses=(204,),
    problems=("already_ended",),
)
def delete(pause_id: str) -> Any:
    """Undo your pause. A push that was already sent cannot be recalled.

    409 `already_ended`: the pause was ended, and an end cannot be undone.
    """
    actions.undo(caller(), pause_id)


@operation(
    blueprint,
    "PUT",
    PAUSE_ENDS.path,
    "end_pause",
    newcomer="may",
    body=PAUSE_ENDS.body,
    answer=PAUSE_ENDS.view,
    statuses=(200, 201),
    problems=("already_ended", "gone"),
    protects=always,
)
def end(body: dict[str, Any], pause_id: str) -> Any:
    """End your pause and all that you started before it. The silence ends at once.

    Allowed until 24 hours after the pause ran out, to say how you come back. 409 `already_ended`:
    it has another end already, or it is too late.
    """
    return nouns.say(PAUSE_ENDS, pause_id, body, caller(), check=ends.check, after=ends.lift)
