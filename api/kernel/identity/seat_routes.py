"""Routes that pass or keep a seat in a couple, and that undo a leaving."""

from collections.abc import Sequence
from typing import Any

from flask_smorest import Blueprint

from ..http import always, operation
from ..practice import Practice
from . import leavings, seats
from . import schemas as shapes
from .access import caller


def blueprint_for(practices: Sequence[Practice]) -> Blueprint:
    """The routes, once all practices are known."""
    blueprint = Blueprint(
        "seats",
        __name__,
        description="A new account takes the place of a person who lost every phone, if the partner agrees.",
    )
    losses = [loss for one in practices if (loss := one.seat_lost) is not None]
    endings = [ending for one in practices if (ending := one.ends_with_leaving) is not None]

    @operation(
        blueprint,
        "PUT",
        "/couples/<id7:couple_id>/seat/taking",
        "take_seat",
        newcomer="never",
        body=shapes.EmptySchema(),
        answer=shapes.SeatTakenSchema(),
        problems=("not_yet", "already_paired"),
    )
    def take_seat(body: dict[str, Any], couple_id: str) -> Any:
        """Pass the seat of a person who lost every key to their new account, three days after the partner confirmed."""
        seats.take(caller(), couple_id, losses)
        return {"taken": True}

    @operation(
        blueprint,
        "PUT",
        "/couples/<id7:couple_id>/leaving/withdrawal",
        "withdraw_leaving",
        newcomer="never",
        body=shapes.EmptySchema(),
        answer=shapes.LeftSchema(),
    )
    def stay(body: dict[str, Any], couple_id: str) -> Any:
        """Undo, within three days, the leaving of a phone that signed in with the twelve words.

        404 if there is nothing to undo any more.
        """
        leavings.take_back(caller(), couple_id, endings)
        return {"left": False}

    @operation(
        blueprint,
        "DELETE",
        "/couples/<id7:couple_id>/seat",
        "stop_seat",
        protects=always,
        newcomer="may",
        statuses=(204,),
    )
    def stop_seat(couple_id: str) -> Any:
        """Cancel the passing of a seat. Each of the three people can, until it has passed."""
        seats.stop(caller(), couple_id)

    return blueprint
