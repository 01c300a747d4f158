"""/profiles/{person_id}"""

from typing import Any

from ...kernel.http import StrictBlueprint, operation
from ...kernel.identity.access import caller
from . import actions
from .schemas import ProfileQuery, ProfileSchema

blueprint = StrictBlueprint("profiles", __name__)
PATH = "/profiles/<id7:person_id>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_profile",
    newcomer="own",
    body=ProfileSchema(),
    answer=ProfileSchema(),
    statuses=(200, 201),
    problems=("old_key", "stale_edit", "full_today", "full"),
)
def put(body: dict[str, Any], person_id: str) -> Any:
    """Save your own name, privately or for both of you."""
    return actions.save(caller(), person_id, body)


@operation(
    blueprint,
    "GET",
    PATH,
    "get_profile",
    query=ProfileQuery(),
    answer=ProfileSchema(),
    problems=("invalid",),
)
def get(query: dict[str, str], person_id: str) -> Any:
    """Read your own name, or the name your partner shared in the couple's space."""
    return actions.read(caller(), person_id, query.get("space_id"))
