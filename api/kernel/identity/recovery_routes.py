"""Routes of the way back by phrase."""

from typing import Any

from flask_smorest import Blueprint

from ..http import operation
from . import recovery
from . import recovery_schemas as shapes
from .access import caller, with_session
from .schemas import EmptySchema, StartedSchema

recovery_routes = Blueprint(
    "recovery", __name__, description="The way back with twelve words, without any phone."
)

RECOVERY = "/recoveries/<handover:lookup>"


@operation(
    recovery_routes,
    "PUT",
    "/people/<id7:person_id>/recovery",
    "put_recovery",
    newcomer="never",
    body=shapes.NewRecoverySchema(),
    answer=EmptySchema(),
    statuses=(200, 201),
    problems=("id_taken", "too_soon"),
)
def save_recovery(body: dict[str, Any], person_id: str) -> Any:
    """Set up the way back, under a phrase that the server never sees. Replaces an earlier one."""
    created = recovery.save(caller(), person_id, body)
    return {}, 201 if created else 200


@operation(
    recovery_routes,
    "PUT",
    "/spaces/<id7:space_id>/epochs/<id7:epoch_id>/recovery-wrap",
    "add_recovery_wrap",
    newcomer="never",
    body=shapes.AddRecoveryWrapSchema(),
    statuses=(204,),
)
def add_recovery_wrap(body: dict[str, Any], space_id: str, epoch_id: str) -> Any:
    """Wrap a root to the caller's own recovery key, which lacks it."""
    recovery.give(caller(), space_id, epoch_id, body)


@operation(
    recovery_routes,
    "PUT",
    f"{RECOVERY}/opening",
    "open_recovery",
    newcomer="may",
    body=shapes.ProofSchema(),
    answer=shapes.OpenedRecoverySchema(),
    open_to_all=True,
)
def open_recovery(body: dict[str, Any], lookup: str) -> Any:
    """Get the sealed key and roots that only the phrase opens, with a proof of the phrase.

    The newest roots are on the first page, `page` 0; `more` says whether there is another.
    """
    return recovery.opened(lookup, body)


@operation(
    recovery_routes,
    "PUT",
    f"{RECOVERY}/devices/<id7:device_id>",
    "recover_account",
    newcomer="may",
    body=shapes.RecoverSchema(),
    answer=StartedSchema(),
    statuses=(200, 201),
    problems=("id_taken", "phones_full"),
    open_to_all=True,
)
def recover(body: dict[str, Any], lookup: str, device_id: str) -> Any:
    """Add a phone for a caller who proves the phrase. Older phones stay, and are told at once."""
    person_id, token, created = recovery.recover(lookup, device_id, body)
    shown = {"person_id": person_id, "device_id": device_id}
    return with_session(shown, token, body["session"], 201 if created else 200)
