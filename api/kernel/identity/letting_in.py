"""Letting in a person's new phone: it gets the person's signature and the roots."""

from typing import Any

from .. import clock
from ..errors import invalid
from ..notice_kinds import NoticeKind
from ..push import notices
from ..spaces import Caller
from . import keys, newcomers, warnings
from .models import Device, Epoch, Handover
from .people import add_wrap

_ABOUT = {
    warnings.NEW_DEVICE: "devices",
    warnings.RECOVERY: "recoveries",
    warnings.SEAT: "seats",
    warnings.LEFT: "leavings",
}


def let_in(caller: Caller, handover: Handover, device_id: str, body: dict[str, Any]) -> None:
    """The offering phone signs the new one and seals the roots to it; from then on it is let in.

    The person's other phones are told at once, the partner's never. Call it inside a transaction.
    """
    if set(body) != {"device_signature", "wraps"} or caller.device_id != handover.device_id:
        raise invalid(
            device_signature="The offering phone signs the new one and hands on the roots."
        )
    keys.refuse_others_wraps(caller, *(entry["wrap"] for entry in body["wraps"]))
    for entry in body["wraps"]:
        refuse_other_epochs(caller, entry)
        add_wrap(entry["space_id"], entry["epoch_id"], device_id, entry["wrap"])
    # A phone let in by a newcomer is a newcomer too.
    signed = {"signature": body["device_signature"], "recovered": newcomers.recovered(caller)}
    Device.update(signed).where(Device.id == device_id).execute()
    handover.offerer_confirmation = "{}"
    handover.done = clock.now()
    tell_own_phones(
        caller.person_id,
        warnings.NEW_DEVICE,
        device_id,
        "/settings/phones",
        done_by=caller.device_id,
    )


def refuse_other_epochs(caller: Caller, entry: dict[str, Any]) -> None:
    """Raise `invalid` for a root whose epoch is not in one of the person's spaces."""
    space_id, epoch_id = entry["space_id"], entry["epoch_id"]
    known = Epoch.get_or_none(Epoch.space_id == space_id, Epoch.id == epoch_id)
    if known is None or space_id not in caller.space_ids:
        raise invalid(wraps="Only roots of your own spaces can be handed on.")


def tell_own_phones(
    person_id: str,
    warning: NoticeKind,
    record_id: str,
    navigate: str,
    *,
    done_by: str | None = None,
) -> None:
    """Push to the person's phones, and to nobody else, at once, also in quiet hours.

    The phone that did it (`done_by`) is not told: a thief's own phone is no guard, and whoever did it there knows.
    Call it inside a transaction.
    """
    notices.queue(
        person_id,
        warning,
        space_id=person_id,
        record_kind=_ABOUT[warning],
        record_id=record_id,
        navigate=navigate,
        ttl_ms=7 * clock.DAY,
        urgency="high",
        topic=record_id,
        but_device=done_by,
        extra={},
    )
