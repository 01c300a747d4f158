"""/readiness/{person_id}/{area}"""

from typing import Any

from ...kernel.http import StrictBlueprint, operation
from ...kernel.identity.access import caller
from . import actions
from .schemas import ReadinessSchema

blueprint = StrictBlueprint("readiness", __name__)
PATH = "/readiness/<id7:person_id>/<any(talk,money,touch,intimacy):area>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_readiness",
    newcomer="may",
    body=ReadinessSchema(),
    answer=ReadinessSchema(),
    statuses=(200, 201),
    problems=("old_key", "often_ready"),
    protects=lambda body: isinstance(body, dict) and body.get("state") == "not_now",
)
def put(body: dict[str, Any], person_id: str, area: str) -> Any:
    """Say how ready one is in an area, until when, and who sees it; takes the place of what was said.

    The answer is one's own view and depends on nobody else. What was said earlier than what is
    there changes nothing and gets what is there. Where it shows only while both are ready, it does so
    once both have stood ready for five to ten minutes.
    """
    return actions.save(caller(), person_id, area, body)


@operation(blueprint, "GET", PATH, "get_readiness", answer=ReadinessSchema())
def get(person_id: str, area: str) -> Any:
    """One's own, or the partner's while it is shown; 404 `not_found` in every other case."""
    return actions.read(caller(), person_id, area)
