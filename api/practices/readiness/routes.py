"""/readiness/{person_id}/{area}"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel.http import operation
from ...kernel.identity.access import caller
from . import actions
from .kinds import READINESS

blueprint = Blueprint("readiness", __name__, description=READINESS.about)


@operation(
    blueprint,
    "PUT",
    READINESS.path,
    "put_readiness",
    newcomer="may",
    body=READINESS.body,
    answer=READINESS.view,
    statuses=(200, 201),
    problems=("old_key", "often_ready"),
    protects=lambda body: isinstance(body, dict) and body.get("state") == "not_now",
)
def put(body: dict[str, Any], person_id: str, area: str) -> Any:
    """Say how ready you are in an area, until when, and who sees it. Replaces what you said before.

    The response is your own view and never depends on your partner. A request with an older
    `started_at` changes nothing and returns what is stored. With `reveal` `mutual`, it is shown
    once both have been ready for five to ten minutes.
    """
    return actions.save(caller(), person_id, area, body)


@operation(blueprint, "GET", READINESS.path, "get_readiness", answer=READINESS.view)
def get(person_id: str, area: str) -> Any:
    """Read your own readiness, or your partner's while you may see it; otherwise 404 `not_found`."""
    return actions.read(caller(), person_id, area)
