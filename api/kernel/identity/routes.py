"""Routes of people, phones, handovers and couples."""

from typing import Any

from flask import Response, after_this_request
from flask_smorest import Blueprint

from ...config import settings
from .. import clock
from ..http import always, operation
from ..push import vapid
from ..spaces import Caller
from . import access, devices, handovers, leavings, newcomers, people, seats
from . import handover_schemas as handover_shapes
from . import schemas as shapes
from .access import Waiting, caller, phone, phone_or_none, with_session
from .key_routes import key_routes
from .models import Person
from .recovery_routes import recovery_routes

people_routes = Blueprint(
    "people", __name__, description="The account, its session, its phones and the couple."
)
handover_routes = Blueprint(
    "handovers",
    __name__,
    description="Two phones that meet by a code: a partner's, or another of one's own.",
)
BLUEPRINTS = (people_routes, handover_routes, key_routes, recovery_routes)

HANDOVER = "/handovers/<handover:handover_id>"


@operation(
    people_routes,
    "PUT",
    "/people/<id7:person_id>",
    "start_account",
    newcomer="may",
    body=shapes.StartSchema(),
    answer=shapes.StartedSchema(),
    statuses=(200, 201),
    problems=("id_taken", "sign_up_code_needed", "sign_up_code_unknown", "sign_up_closed"),
    open_to_all=True,
)
def start(body: dict[str, Any], person_id: str) -> Any:
    """Create an account: a person, their own space, their first phone. No name, address or password.

    The server may ask for a sign-up code, which is good for two accounts. A partner names the offer to connect
    instead.
    """
    token, created = people.start(person_id, body)
    shown = {"person_id": person_id, "device_id": body["device"]["id"]}
    return with_session(shown, token, body["session"], 201 if created else 200)


@operation(
    people_routes,
    "GET",
    "/session",
    "get_session",
    answer=shapes.SessionSchema(),
    open_to_all=True,
)
def get_session() -> Any:
    """Who this phone is, and with whom it is connected.

    A phone that is not signed in may ask too. So a phone without keys learns at its start whether it is new
    or has lost them.
    """
    found = phone_or_none()
    return {
        "person": _person(found.person_id) if found else None,
        "device": _device(found) if found else None,
        "couple": _couple(found) if isinstance(found, Caller) else None,
        "seat": seats.of(found) if isinstance(found, Caller) else None,
        "left": leavings.of(found) if isinstance(found, Caller) else None,
        "newcomer_until": _newcomer_until(found),
        "account_deleted": found is None and access.is_of_deleted_account(),
        "server_time": clock.to_text(clock.now()),
        "vapid_public_key": vapid.public_key(),
        "app_min": settings().app_minimum,
        "closes_on": settings().closes_on,
    }


@operation(
    people_routes,
    "DELETE",
    "/session",
    "end_session",
    newcomer="may",
    statuses=(204,),
    problems=("sign_in",),
    open_to_all=True,
)
def sign_out() -> Any:
    """End this phone: its session, its pushes. The phone wipes what it holds.

    Also clears the cookie if the session has already ended, since an earlier answer may have been lost.
    """
    after_this_request(access.clear_cookie)
    found = phone()
    devices.remove(found.person_id, found.device_id)
    return Response(status=204)


@operation(people_routes, "GET", "/devices", "list_devices", answer=shapes.DevicesSchema())
def list_devices() -> Any:
    """List the caller's own phones."""
    return {"devices": devices.listed(caller())}


@operation(
    people_routes,
    "DELETE",
    "/devices/<id7:device_id>",
    "remove_device",
    protects=always,
    newcomer="own",
    statuses=(204,),
    problems=("too_soon",),
)
def remove_device(device_id: str) -> Any:
    """Remove one of the caller's own phones at once."""
    devices.remove_as(caller(), device_id)


@operation(
    people_routes,
    "PUT",
    "/couples/<id7:couple_id>/leaving",
    "leave_couple",
    newcomer="may",
    body=shapes.EmptySchema(),
    answer=shapes.LeftSchema(),
    protects=always,
)
def leave(body: dict[str, Any], couple_id: str) -> Any:
    """Leave, at once. No approval, no reason, and no push tells."""
    leavings.leave(caller(), couple_id)
    return {"left": True}


@operation(
    handover_routes,
    "PUT",
    HANDOVER,
    "offer_handover",
    newcomer="own",
    body=handover_shapes.NewHandoverSchema(),
    answer=handover_shapes.HandoverSchema(),
    statuses=(200, 201),
    problems=(
        "id_taken",
        "already_paired",
        "not_connected",
        "resting",
        "often_today",
        "phones_full",
    ),
)
def offer_handover(body: dict[str, Any], handover_id: str) -> Any:
    """Offer to pair, to let in a new phone, or to give the seat of a partner who lost everything to a new account.

    Open for 24 hours, single use.
    """
    return handovers.offer(caller(), handover_id, body)


@operation(
    handover_routes,
    "GET",
    HANDOVER,
    "get_handover",
    answer=handover_shapes.HandoverSchema(),
    open_to_all=True,
)
def get_handover(handover_id: str) -> Any:
    """Get the state of a handover. Once taken, only its two people can see it."""
    return handovers.read(phone_or_none(), handover_id)


@operation(
    handover_routes,
    "DELETE",
    HANDOVER,
    "withdraw_handover",
    newcomer="own",
    statuses=(204,),
    problems=("sign_in",),
    open_to_all=True,
)
def withdraw_handover(handover_id: str) -> Any:
    """End a handover for both of its people, unless it is completed.

    For the one who withdraws an offer, and for either one whose four words differ.
    """
    handovers.withdraw(phone(), handover_id)


@operation(
    handover_routes,
    "PUT",
    f"{HANDOVER}/taking",
    "take_handover",
    newcomer="own",
    body=handover_shapes.TakeSchema(),
    answer=handover_shapes.HandoverSchema(),
    problems=("taken", "own_code", "already_paired", "id_taken", "phones_full", "sign_in"),
    open_to_all=True,
)
def take_handover(body: dict[str, Any], handover_id: str) -> Any:
    """Take an offer, with the caller's keys. The first one wins. Idempotent."""
    shown, token = handovers.take(phone_or_none(), handover_id, body)
    return shown if token is None else with_session(shown, token, body["session"], 200)


@operation(
    handover_routes,
    "PUT",
    f"{HANDOVER}/reveal",
    "reveal_handover",
    newcomer="may",
    body=handover_shapes.RevealSchema(),
    answer=handover_shapes.HandoverSchema(),
    problems=("not_taken", "taken"),
)
def reveal_handover(body: dict[str, Any], handover_id: str) -> Any:
    """Reveal the nonce of the caller's offer to the phone that took it. Once; idempotent."""
    return handovers.reveal(caller(), handover_id, body)


@operation(
    handover_routes,
    "PUT",
    f"{HANDOVER}/confirmation",
    "confirm_handover",
    newcomer="own",
    body=shapes.ConfirmSchema(),
    answer=handover_shapes.HandoverSchema(),
    problems=(
        "not_taken",
        "not_revealed",
        "already_paired",
        "not_connected",
        "id_taken",
        "resting",
        "often_today",
    ),
)
def confirm_handover(body: dict[str, Any], handover_id: str) -> Any:
    """Confirm that both phones show the same safety phrase."""
    return handovers.confirm(caller(), handover_id, body)


def _device(found: Caller | Waiting) -> dict[str, str]:
    state = "waiting" if isinstance(found, Waiting) else "active"
    return {"id": found.device_id, "state": state}


def _newcomer_until(found: Caller | Waiting | None) -> str | None:
    until = newcomers.until(found) if isinstance(found, Caller) else None
    return None if until is None else clock.to_text(until)


def _couple(caller: Caller) -> dict[str, Any] | None:
    if caller.couple_id is None or caller.partner_id is None:
        return None
    return {"id": caller.couple_id, "partner": _person(caller.partner_id)}


def _person(person_id: str) -> dict[str, str]:
    person = Person.get_by_id(person_id)
    return {"id": person.id, "signing_key": person.signing_key}
