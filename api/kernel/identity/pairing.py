"""What a handover for pairing completes: a couple with its space and its first root."""

from typing import Any

import orjson

from .. import clock
from ..errors import invalid
from ..spaces import Caller
from . import couples, keys
from .models import Handover
from .people import add_wrap


def confirm(caller: Caller, handover: Handover, body: dict[str, Any], taker_id: str) -> None:
    """Note one confirmation; the second one makes the couple. Call it inside a transaction.

    Raises `invalid`, `already_paired`, `id_taken`.
    """
    if caller.person_id == handover.person_id:
        if set(body) != {"couple_id", "epoch"}:
            raise invalid(couple_id="The offering phone names the couple and seals its first root.")
        wraps: list[dict[str, Any]] = body["epoch"]["wraps"]
        keys.refuse_others_wraps(caller, *(entry["wrap"] for entry in wraps))
        handover.offerer_confirmation = orjson.dumps(body).decode()
    elif body:
        raise invalid(couple_id="The phone that took the code confirms with an empty body.")
    else:
        handover.taker_confirmed = clock.now()
    if handover.offerer_confirmation and handover.taker_confirmed:
        _complete(handover, [handover.person_id, taker_id])


def _complete(handover: Handover, both: list[str]) -> None:
    body: dict[str, Any] = orjson.loads(handover.offerer_confirmation or "")
    couple_id, epoch = body["couple_id"], body["epoch"]
    keys.refuse_other_devices(epoch["wraps"], both)
    couples.begin(couple_id, epoch["id"], both)
    for entry in epoch["wraps"]:
        add_wrap(couple_id, epoch["id"], entry["device_id"], entry["wrap"])
    handover.done = clock.now()
