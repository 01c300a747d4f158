"""/check-ins/{id}"""

from typing import Any

from ...kernel.http import StrictBlueprint, always, operation
from ...kernel.identity.access import caller
from . import actions
from .schemas import CheckInSchema

blueprint = StrictBlueprint("checkins", __name__)
PATH = "/check-ins/<id7:check_in_id>"


@operation(
    blueprint,
    "PUT",
    PATH,
    "put_check_in",
    newcomer="own",
    body=CheckInSchema(),
    answer=CheckInSchema(),
    statuses=(200, 201),
    problems=("old_key", "id_taken", "gone", "stale_edit", "full_today", "full"),
)
def put(body: dict[str, Any], check_in_id: str) -> Any:
    """Save a check-in, or add details to one of yours."""
    return actions.save(caller(), check_in_id, body)


@operation(blueprint, "GET", PATH, "get_check_in", answer=CheckInSchema())
def get(check_in_id: str) -> Any:
    """Read one of your check-ins, or one that your partner shared."""
    return actions.read(caller(), check_in_id)


@operation(
    blueprint,
    "DELETE",
    PATH,
    "delete_check_in",
    protects=always,
    newcomer="own",
    statuses=(204,),
    problems=("not_ready",),
)
def delete(check_in_id: str) -> Any:
    """Undo your check-in. Your partner may have seen it already."""
    actions.undo(caller(), check_in_id)
