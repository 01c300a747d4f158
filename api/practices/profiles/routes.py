"""/profiles/{person_id}"""

from typing import Any

from flask_smorest import Blueprint

from ...kernel.http import operation
from ...kernel.identity.access import caller
from . import actions
from .kinds import PROFILES
from .schemas import ProfileQuery

blueprint = Blueprint("profiles", __name__, description=PROFILES.about)


@operation(
    blueprint,
    "PUT",
    PROFILES.path,
    "put_profile",
    newcomer="own",
    body=PROFILES.body,
    answer=PROFILES.view,
    statuses=(200, 201),
    problems=("old_key", "stale_edit", "full_today", "full"),
    edited=True,
)
def put(body: dict[str, Any], person_id: str) -> Any:
    """Save your own name, privately or for both of you."""
    return actions.save(caller(), person_id, body)


@operation(
    blueprint,
    "GET",
    PROFILES.path,
    "get_profile",
    query=ProfileQuery(),
    answer=PROFILES.view,
    problems=("invalid",),
    edited=True,
)
def get(query: dict[str, str], person_id: str) -> Any:
    """Read your own name, or the name your partner shared in the couple's space."""
    return actions.read(caller(), person_id, query.get("space_id"))
