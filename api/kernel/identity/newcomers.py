"""A phone that came by the recovery phrase, or was let in by one that did, in its first three days.

Somebody else may have found the words. So a newcomer does nothing that harms or cannot be undone; the
person's older phones were told at once and can end it. What it wrote itself it may change and delete.
Each operation declares its part: see `operation` in `http.py`, and docs/threat-model.md.
"""

from typing import Literal

from peewee import CompositeKey, TextField

from .. import clock
from ..db import Model, belongs_to, for_update
from ..errors import Problem
from ..spaces import Caller
from .models import Device

DURATION = 3 * clock.DAY

Rule = Literal["may", "own", "never"]
"""What a newcomer may do: the operation as it is, only with what is its own, or never."""


class NewcomerWrite(Model):
    """What a newcomer wrote, for as long as it is one. Of other phones nothing of the kind is kept."""

    device_id = TextField()
    space_id = TextField()
    kind = TextField()
    record_id = TextField()

    class Meta:
        table_name = "newcomer_write"
        primary_key = CompositeKey("device_id", "space_id", "kind", "record_id")
        constraints = (belongs_to("device_id", "device"), belongs_to("space_id", "space"))


def is_newcomer(recovered: int | None) -> bool:
    """By when a phone, or the one that let it in, came by the phrase."""
    return recovered is not None and recovered > clock.now() - DURATION


def refuse(caller: Caller) -> None:
    """Raises `too_soon` for a newcomer, and `sign_in` for a phone that was ended meanwhile.

    In a transaction the phone cannot be ended before the commit, so what it does is seen by who ends it.
    """
    if is_newcomer(recovered(caller)):
        raise Problem("too_soon")


def recovered(caller: Caller) -> int | None:
    """When this phone came by the phrase; None for all others. `sign_in` if it was just ended."""
    device = for_update(Device.select().where(Device.id == caller.device_id)).get_or_none()
    if device is None:
        raise Problem("sign_in")
    return device.recovered


def until(caller: Caller) -> int | None:
    """When this phone stops being a newcomer; None for one that is none."""
    since = Device.get_by_id(caller.device_id).recovered if caller.newcomer else None
    return None if since is None else since + DURATION


def refuse_others(caller: Caller, space_id: str, kind: str, record_id: str) -> None:
    """Raises `too_soon` where a newcomer would change or delete what another phone wrote."""
    if not caller.newcomer:
        return
    its_own = (
        (NewcomerWrite.device_id == caller.device_id)
        & (NewcomerWrite.space_id == space_id)
        & (NewcomerWrite.kind == kind)
        & (NewcomerWrite.record_id == record_id)
    )
    if not NewcomerWrite.select().where(its_own).exists():
        raise Problem("too_soon")


def note_write(caller: Caller, space_id: str, kind: str, record_id: str) -> None:
    """Call it inside the transaction that adds a record."""
    if caller.newcomer:
        key = {"space_id": space_id, "kind": kind, "record_id": record_id}
        NewcomerWrite.insert(device_id=caller.device_id, **key).on_conflict_ignore().execute()


def forget_writes() -> int:
    """What newcomers wrote that are none any more; returns how many rows went."""
    settled = Device.select(Device.id).where(Device.recovered <= clock.now() - DURATION)
    theirs = NewcomerWrite.device_id.in_(settled)
    if not NewcomerWrite.select().where(theirs).exists():
        return 0
    return NewcomerWrite.delete().where(theirs).execute()
