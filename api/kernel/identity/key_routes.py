"""Routes of keys: listing roots, starting one, and handing one on."""

from typing import Any

from flask_smorest import Blueprint

from ..http import operation
from . import key_pages, keys, recovery
from . import schemas as shapes
from .access import caller

key_routes = Blueprint(
    "keys",
    __name__,
    description="Sealed keys that phones hand on to each other; the server opens none.",
)


@operation(
    key_routes,
    "GET",
    "/keys",
    "list_keys",
    query=shapes.PageQuery(),
    answer=shapes.KeysSchema(),
    problems=("invalid",),
)
def get_keys(query: dict[str, Any]) -> Any:
    """The roots sealed to this phone, and which phones of one's spaces still lack one.

    The newest and the current ones are on the first page, `page` 0; `more` says whether there is another page.
    """
    page = key_pages.of(caller(), query["page"])
    return {**page, "recovery": recovery.of(caller(), page["epochs"])}


@operation(
    key_routes,
    "PUT",
    "/spaces/<id7:space_id>/epochs/<id7:epoch_id>",
    "start_epoch",
    newcomer="never",
    body=shapes.NewEpochSchema(),
    answer=shapes.EmptySchema(),
    statuses=(200, 201),
    problems=("stale_edit", "id_taken", "too_soon", "turned_today"),
)
def start_epoch(body: dict[str, Any], space_id: str, epoch_id: str) -> Any:
    """Start a new root, wrapped to the remaining phones. What is written from now on must be sealed under it."""
    created = keys.start_epoch(caller(), space_id, epoch_id, body)
    return {}, 201 if created else 200


@operation(
    key_routes,
    "PUT",
    "/spaces/<id7:space_id>/epochs/<id7:epoch_id>/wraps/<id7:device_id>",
    "add_wrap",
    newcomer="may",
    body=shapes.AddWrapSchema(),
    statuses=(204,),
)
def add_wrap(body: dict[str, Any], space_id: str, epoch_id: str, device_id: str) -> Any:
    """Wrap a root to a phone of the space's people that lacks it."""
    keys.give(caller(), space_id, epoch_id, device_id, body["wrap"])
