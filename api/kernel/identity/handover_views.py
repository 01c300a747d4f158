"""The view of a handover: for its two phones, and while it is open for anyone who knows its id."""

from typing import Any

import orjson

from .. import clock
from .models import Handover


def of(handover: Handover) -> dict[str, Any]:
    """The view, with a derived `state`. It contains nothing that is secret to someone with the
    code."""
    confirmed = [
        person_id
        for person_id, said in (
            (handover.person_id, handover.offerer_confirmation),
            (handover.taker_person_id, handover.taker_confirmed),
        )
        if said
    ]
    taking = orjson.loads(handover.taking) if handover.taking else None
    state = "done" if handover.done else "taken" if taking else "offered"
    return {
        "id": handover.id,
        "purpose": handover.purpose,
        "state": state,
        "expires_at": clock.to_text(handover.expires),
        "offer": orjson.loads(handover.offer),
        "invitation": orjson.loads(handover.invitation) if handover.invitation else None,
        "taking": taking,
        "reveal": orjson.loads(handover.reveal) if handover.reveal else None,
        "confirmed_by": confirmed,
    }
