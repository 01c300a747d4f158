"""Newcomers: phones that signed in with the recovery phrase, or were let in by one that did, for three days.

A thief may have found the words. So a newcomer can do nothing that harms or cannot be undone; the person's older
phones were told at once and can remove it. It may change and delete what it wrote itself. Each operation declares
what a newcomer may do: see `operation` in `http.py`, and docs/threat-model.md.
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
"""What a newcomer may do with an operation: anything, only what concerns its own things, or nothing."""


class NewcomerWrite(Model):
    """A record that a newcomer wrote, kept while it is one. Nothing like it is kept of other phones."""

    device_id = TextField()
    space_id = TextField()
    kind = TextField()
    record_id = TextField()

    class Meta:
        table_name = "newcomer_write"
        primary_key = CompositeKey("device_id", "space_id", "kind", "record_id")
        constraints = (belongs_to("device_id", "device"), belongs_to("space_id", "space"))
        indexes = ((("space_id",), False),)


def is_newcomer(recovered: int | None) -> bool:
    """`recovered` is when a phone, or the one that let it in, signed in with the phrase."""
    return recovered is not None and recovered > clock.now() - DURATION


def refuse(caller: Caller) -> None:
    """Raise `too_soon` for a newcomer, and `sign_in` for a phone that was removed meanwhile.

    Inside a transaction the phone is locked until commit, so that whoever removes it sees what it did.
    """
    if is_newcomer(recovered(caller)):
        raise Problem("too_soon")


def recovered(caller: Caller) -> int | None:
    """When this phone signed in with the phrase; None for all others. Raises `sign_in` if it was just removed."""
    device = for_update(Device.select().where(Device.id == caller.device_id)).get_or_none()
    if device is None:
        raise Problem("sign_in")
    return device.recovered


def until(caller: Caller) -> int | None:
    """When this phone stops being a newcomer; None if it is not one."""
    since = Device.get_by_id(caller.device_id).recovered if caller.newcomer else None
    return None if since is None else since + DURATION


def refuse_others(caller: Caller, space_id: str, kind: str, record_id: str) -> None:
    """Raise `too_soon` if a newcomer would change or delete what another phone wrote."""
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
    """Delete the notes of what former newcomers wrote; returns the number of rows."""
    settled = Device.select(Device.id).where(Device.recovered <= clock.now() - DURATION)
    theirs = NewcomerWrite.device_id.in_(settled)
    if not NewcomerWrite.select().where(theirs).exists():
        return 0
    return NewcomerWrite.delete().where(theirs).execute()
