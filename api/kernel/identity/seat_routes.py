"""The routes by which a seat in a couple passes, or is kept, and by which a leaving is taken back."""

from collections.abc import Sequence
from typing import Any

from ..http import StrictBlueprint, always, operation
from ..practice import Practice
from . import leavings, seats
from . import schemas as shapes
from .access import caller


def blueprint_for(practices: Sequence[Practice]) -> StrictBlueprint:
    """The routes, once all practices are known."""
    blueprint = StrictBlueprint("seats", __name__)
    losses = [practice.seat_lost for practice in practices if practice.seat_lost is not None]

    @operation(
        blueprint,
        "PUT",
        "/couples/<id7:couple_id>/seat/taking",
        "take_seat",
        newcomer="never",
        body=shapes.EmptySchema(),
        answer=shapes.SeatTakenSchema(),
        problems=("not_yet", "already_paired", "not_ready"),
    )
    def take_seat(body: dict[str, Any], couple_id: str) -> Any:
        """A new person takes the seat of one who has lost every key, three days after the partner said so."""
        seats.take(caller(), couple_id, losses)
        return {"taken": True}

    @operation(
        blueprint,
        "PUT",
        "/couples/<id7:couple_id>/leaving/withdrawal",
        "stay",
        newcomer="never",
        body=shapes.EmptySchema(),
        answer=shapes.LeftSchema(),
        problems=("not_ready",),
    )
    def stay(body: dict[str, Any], couple_id: str) -> Any:
        """Take back that a phone which came by the twelve words has left, within three days.

        404 where nothing can be taken back any more.
        """
        leavings.take_back(caller(), couple_id, losses)
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
        """Object to a seat passing, or call it off. Each of the three can, until it has passed."""
        seats.stop(caller(), couple_id)

    return blueprint
