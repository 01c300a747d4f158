"""/wins/{id} and /wins/{id}/appreciation"""

from typing import Any

from ...kernel import nouns
from ...kernel.http import operation
from ...kernel.identity.access import caller
from ...kernel.resources import Resource, Texts
from .kinds import APPRECIATIONS, WINS

RESOURCE = Resource(
    WINS,
    "win",
    Texts(
        put="Save a win, or add a line to one of yours.",
        get="Read one of your wins, or one that your partner shared.",
        delete="Undo your win, and what was said to it. Your partner may have seen it already.",
    ),
    nouns=(APPRECIATIONS,),
)
blueprint = RESOURCE.blueprint


@operation(
    blueprint,
    "PUT",
    APPRECIATIONS.path,
    "appreciate_win",
    newcomer="own",
    body=APPRECIATIONS.body,
    answer=APPRECIATIONS.view,
    statuses=(200, 201),
    problems=("gone", "stale_edit", "old_key", "full_today", "full"),
)
def appreciate(body: dict[str, Any], win_id: str) -> Any:
    """Appreciate a win of your partner's, or say it anew."""
    return nouns.say(APPRECIATIONS, win_id, body, caller())
