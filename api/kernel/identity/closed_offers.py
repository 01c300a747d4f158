"""Closed offers: what is left of a handover that let somebody in and was ended or replaced."""

import secrets

from peewee import Expression

from .. import clock
from ..db import for_update
from .models import Handover

_ID_BYTES = 16


def delete_or_close(chosen: Expression) -> None:
    """Delete the chosen handovers, and keep counts of those that let somebody in. Call it in a transaction.

    Such a count takes one of the `handovers.MOST` places of its phone for a day, so that nobody lets in any number of
    people by ever new offers. It has another id and says nothing of the handover: nobody who has the code can tell
    whether it let somebody in.
    """
    ended = list(for_update(Handover.select().where(chosen).order_by(Handover.id)))
    Handover.delete().where(Handover.id.in_([handover.id for handover in ended])).execute()
    for handover in ended:
        if handover.let_in:
            _keep_count(handover)


def _keep_count(ended: Handover) -> None:
    Handover.insert(
        id=secrets.token_urlsafe(_ID_BYTES),
        purpose=ended.purpose,
        person_id=ended.person_id,
        device_id=ended.device_id,
        offer="{}",
        offer_digest="",
        expires=min(ended.expires, clock.now()),
        let_in=ended.let_in,
    ).execute()
