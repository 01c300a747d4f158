"""Nouns: statements that hang on a record, such as the end of a pause or an appreciation.

Each has an author, a time, its own URL below the record's, and one of two rules for who says it again: the
first stands, or there is one of each person and the latest counts.

    PAUSE_ENDS = Noun(
        name="pause_ends",
        title="PauseEnd",
        practice="pauses",
        path=PAUSES.path + "/end",
        about="How the author comes back. The id is the pause's.",
        of=PAUSES,
        by="author",
        model=PauseEnd,
        plain=PauseEndSaid,
        told_at=True,
    )

A practice's route calls `say`. It locks the space, applies the rules of the noun, asks `check`, stores the row,
calls `after` and publishes the view, in one transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Literal, TypeVar

from marshmallow import fields
from peewee import BigIntegerField, Expression, IntegerField, TextField

from . import audiences, clock, column_values, feed, quotas, records, repeats, spaces, tombstones
from .db import Model, belongs_to, columns, transaction
from .errors import Problem
from .fields import Id, Instant, edit
from .identity import newcomers
from .kinds import Kind, RecordKind
from .records import Record
from .sealing import refuse_seal
from .spaces import Caller
from .statements import Statement, by_id


class NounRow(Model):
    """Columns of every noun. `id` is that of the record it hangs on; `at` is when it was said, no later than the
    receipt. The primary key has the author too if the noun is `each` or `early`."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    at = BigIntegerField()

    class Meta:
        constraints = (belongs_to("space_id", "space"),)
        indexes = ((("author_id",), False),)


class SealedNounRow(NounRow):
    """Columns of a noun with words: the envelope as JSON text, or NULL. Its author has sealed it."""

    edit = IntegerField()
    words = TextField(null=True)


R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=NounRow)


@dataclass(frozen=True, kw_only=True)
class Noun(Kind, Generic[R, N]):
    """A kind of statement on records of the kind `of`, by the record's author, the other person, or anybody
    in the space.

    `edited`: the latest counts, as said by `edit`, and `each` is true. Otherwise the first stands: the same again
    is a repeat, and anything else is refused with `otherwise`.
    """

    of: RecordKind[R]
    model: type[N]
    by: Literal["author", "other", "anybody"] = "anybody"
    words: int | None = None
    edited: bool = False
    each: bool = False
    """Whether there is one of each person, under the id RECORD/PERSON, and not one for all."""
    early: bool = False
    """Whether it may come before its record. Then only its author sees it, and the practice refuses the record."""
    told_at: bool = False
    """Whether the phone tells when it was said; otherwise `at` is the receipt."""
    counted: bool = True
    """Whether it uses up the author's quota."""
    newcomers_edit: bool = False
    """Whether a newcomer may edit what another phone said."""
    since: Callable[[R], int] | None = None
    """The earliest edit of the record that may be meant; otherwise `stale_edit`. The body's `edit` is then the edit
    of the record that its author has seen."""
    otherwise: str = "already_ended"

    @property
    def says_more(self) -> bool:
        """Whether it says more than that somebody said it. What does not is always a repeat."""
        said_of_the_record = {"space_id", "edit"} if self.since else {"space_id"}
        return bool(self.body.fields.keys() - said_of_the_record)

    def described(self) -> Mapping[str, Any]:
        """As of a kind; `on` is the kind it hangs on."""
        return {**super().described(), "on": self.of.name}

    def id_of(self, record_id: str, author_id: str) -> str:
        """Its id in the feed and in the seal."""
        return f"{record_id}/{author_id}" if self.each else record_id

    def stored(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of what a body says: instants in milliseconds, envelopes and objects as JSON text."""
        told = self.body.fields
        named = body.keys() & columns(self.model).keys() - {"space_id", "at"}
        return {name: column_values.to_column(told[name], body[name]) for name in named}

    def shown(self, row: N) -> dict[str, Any]:
        """A reader's view of a row."""
        known = {"id": self.id_of(row.id, row.author_id), "sealed_by": row.author_id}
        return {
            name: known[name] if name in known else records.shown(row, name, field)
            for name, field in self.view.fields.items()
        }

    def said(self, space_id: str, record_id: str) -> Expression:
        """The rows that hang on this record."""
        return (self.model.space_id == space_id) & (self.model.id == record_id)

    def _body_fields(self) -> dict[str, fields.Field]:
        told = {"at": Instant(required=True)} if self.told_at else {}
        seen = {} if self.since is None else {"edit": edit()}
        return {**told, **self._common(), **seen}

    def _view_fields(self) -> dict[str, fields.Field]:
        return {**super()._view_fields(), "at": Instant(required=True)}

    def _common(self) -> dict[str, fields.Field]:
        common = super()._common()
        if not self.edited and self.words is None:
            del common["edit"]
        return common

    def _id(self) -> fields.Field:
        parts = self.each or self.id_of_parts
        return fields.String(required=True) if parts else Id(required=True)


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


def _nothing(_write: Any) -> None:
    """No check, and nothing to do afterwards."""


def say(
    noun: Noun[R, N],
    record_id: str,
    body: Mapping[str, Any],
    caller: Caller,
    *,
    check: Callable[[Write[R, N]], None] = _nothing,
    after: Callable[[Write[R, N]], None] = _nothing,
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


def find(noun: Noun[Any, N], space_id: str, record_id: str, person_id: str) -> N | None:
    """What was said on this record: by this person, or by whoever said it if there is one for all."""
    if noun.each or noun.early:
        return _own(noun.model).first(noun.model, space_id, record_id, person_id)
    return by_id(noun.model, space_id, record_id)


@cache
def _own(model: type[NounRow]) -> Statement:
    return Statement(
        lambda space_id, record_id, person_id: model.select().where(
            (model.space_id == space_id) & (model.id == record_id) & (model.author_id == person_id)
        )
    )


def publish(noun: Noun[Any, N], row: N, readers: list[str]) -> None:
    """Put the view into the feed of each reader."""
    shown = noun.shown(row)
    feed.publish(noun.name, row.space_id, shown["id"], dict.fromkeys(readers, shown))


def remove(noun: Noun[Any, Any], space_id: str, record_id: str) -> None:
    """Delete what was said on a record that is deleted, for whoever has it. Call it inside a transaction.

    It leaves a tombstone as the record does, since with that the feeds forget it.
    """
    holders = audiences.holders(space_id)
    for noun_id in _delete(noun, space_id, record_id):
        tombstones.bury(space_id, noun.name, noun_id)
        feed.publish(noun.name, space_id, noun_id, dict.fromkeys(holders))


def forget(noun: Noun[Any, Any], space_id: str, record_id: str) -> None:
    """Delete what was said on a record, or the trace of it, without a number in any feed: the phones delete it by
    themselves."""
    _delete(noun, space_id, record_id)
    feed.forget(space_id, noun.name, record_id, audiences.holders(space_id))
    tombstones.forget(space_id, noun.name, record_id)


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
        return True
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
    if before is not None and not noun.edited:
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


def _delete(noun: Noun[Any, Any], space_id: str, record_id: str) -> list[str]:
    """Delete the rows with their digests; returns their ids."""
    rows = noun.model.select().where(noun.said(space_id, record_id)).order_by(noun.model.author_id)
    noun_ids = [noun.id_of(row.id, row.author_id) for row in rows]
    for noun_id in noun_ids:
        repeats.forget_edits(space_id, noun.name, noun_id)
    noun.model.delete().where(noun.said(space_id, record_id)).execute()
    return list(dict.fromkeys(noun_ids))
