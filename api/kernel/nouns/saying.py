"""Say a noun: what every noun refuses, and what is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from .. import audiences, clock, quotas, records, repeats, spaces, tombstones
from ..db import transaction
from ..errors import Problem
from ..identity import newcomers
from ..records import Record
from ..sealing import refuse_seal
from ..spaces import Caller
from ..statements import by_id
from .declared import N, Noun, R
from .said import find, publish


@dataclass(frozen=True)
class Write(Generic[R, N]):
    """What `check` and `after` get. `arrived` is the record, None if an early noun came first; `before` is what the
    same person said until now, for an edited noun; `row` is what is said now."""

    caller: Caller
    arrived: R | None
    before: N | None
    row: N
    readers: list[str]
    """Everybody who may read it; only the author for what came before its record."""

    @property
    def record(self) -> R:
        """The record, where the noun cannot come before it."""
        if self.arrived is None:
            raise LookupError("an early noun came before its record")
        return self.arrived


def say(
    noun: Noun[R, N],
    record_id: str,
    body: Mapping[str, Any],
    caller: Caller,
    *,
    check: Callable[[Write[R, N]], None] = records.nothing,
    after: Callable[[Write[R, N]], None] = records.nothing,
    readers: Callable[[Write[R, N]], list[str]] = lambda write: write.readers,
) -> tuple[Mapping[str, Any], int]:
    """Say a noun on a record: its view, and 201 if it is new, else 200.

    `check` runs with the space locked, before anything is written, and raises what the practice refuses; it may still
    change the row. `after` runs in the same transaction, before the view is published to `readers`.
    Raises `not_found`, `gone` (the record was deleted), `stale_edit`, `old_key`, `invalid`, `too_soon`, `full_today`,
    `full`, and what `otherwise` names.
    """
    with transaction():
        space = spaces.lock(caller, body["space_id"])
        record = _record(noun, space.id, record_id, caller)
        _refuse_unseen(noun, record, body)
        before = find(noun, space.id, record_id, caller.person_id)
        if before is not None and _is_repeat(noun, before, body):
            return noun.shown(before), 200
        _refuse(noun, space, record_id, before, body, caller)
        row = _row(noun, space.id, record_id, body, caller)
        write = Write(caller, record, before, row, _readers(noun, space.id, record, caller))
        check(write)
        if noun.counted:
            quotas.take(caller, space.id, new=before is None)
        _store(noun, write, body)
        after(write)
        publish(noun, write.row, readers(write))
    return noun.shown(write.row), 201 if before is None else 200


def _record(noun: Noun[R, Any], space_id: str, record_id: str, caller: Caller) -> R | None:
    row = by_id(noun.of.model, space_id, record_id)
    if row is None:
        tombstones.refuse(space_id, noun.of.name, record_id)
        if not noun.early:
            raise Problem("not_found")
        return None
    own = row.author_id == caller.person_id
    if noun.by != "anybody" and own != (noun.by == "author"):
        raise Problem("not_found")
    return row


def _refuse_unseen(noun: Noun[R, Any], record: R | None, body: Mapping[str, Any]) -> None:
    if noun.since is None or record is None:
        return
    if not noun.since(record) <= body["edit"] <= record.edit:
        raise Problem("stale_edit")


def _readers(
    noun: Noun[Any, Any], space_id: str, record: Record | None, caller: Caller
) -> list[str]:
    return [caller.person_id] if record is None else audiences.readers(noun.name, space_id)


def _is_repeat(noun: Noun[Any, N], before: N, body: Mapping[str, Any]) -> bool:
    """Whether this was said before."""
    if not noun.says_more:
        return not noun.corrects(before, body)
    noun_id = noun.id_of(before.id, before.author_id)
    return repeats.is_repeat(before.space_id, noun.name, noun_id, body.get("edit", 1))


def _refuse(
    noun: Noun[R, N],
    space: spaces.Space,
    record_id: str,
    before: N | None,
    body: Mapping[str, Any],
    caller: Caller,
) -> None:
    """Raise what every noun refuses."""
    if before is not None and not noun.edited and not noun.corrects(before, body):
        raise Problem(noun.otherwise)
    if noun.edited and not 0 < body["edit"] - getattr(before, "edit", 0) <= records.LONGEST_JUMP:
        raise Problem("stale_edit")
    if before is not None and not noun.newcomers_edit:
        noun_id = noun.id_of(record_id, caller.person_id)
        newcomers.refuse_others(caller, space.id, noun.name, noun_id)
    refuse_seal(space, body, caller)


def _row(
    noun: Noun[R, N], space_id: str, record_id: str, body: Mapping[str, Any], caller: Caller
) -> N:
    now = clock.now()
    at = min(clock.from_text(body["at"]), now) if noun.told_at else now
    key = {"space_id": space_id, "id": record_id, "author_id": caller.person_id}
    return noun.model(**key, at=at, **noun.stored(body))


def _store(noun: Noun[R, N], write: Write[R, N], body: Mapping[str, Any]) -> None:
    row, caller = write.row, write.caller
    noun_id = noun.id_of(row.id, row.author_id)
    if write.before is None and noun.edited:
        newcomers.note_write(caller, row.space_id, noun.name, noun_id)
    elif write.before is not None:
        noun.model.delete().where(
            noun.said(row.space_id, row.id) & (noun.model.author_id == row.author_id)
        ).execute()
    row.save(force_insert=True)
    if noun.says_more:
        repeats.remember(row.space_id, noun.name, noun_id, body.get("edit", 1))
