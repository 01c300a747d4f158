"""Lifetimes: what time alone does to a thing of a space. It lapses, folds, comes back to be looked at, or is
forgotten.

It is planned in the transaction of the write that causes it, and the worker does it when the time has come.

    REVISITS = Lifetime(name="topic_revisit", act=_bring_back)
    REVISITS.plan(topic.space_id, topic.id, topic.revisit_at)

    TOPICS_KEPT = Kept(kind=TOPICS, one="topic", kept=30 * clock.DAY, nouns=(READIES,))
    TOPICS_KEPT.plan(topic.space_id, topic.id, topic.closed_at)

A practice hands both to the kernel in `Practice.lifetimes`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from . import audiences, clock, feed, nouns, records, reminders, repeats, spaces, tombstones
from .kinds import RecordKind
from .nouns import Noun
from .push import notices
from .records import Record
from .reminders import Due

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    """Something that happens to a thing at a time.

    `name` is the kind of its plans in the database, so it never changes. `act` gets the space and the key of the
    plan, in the transaction that deletes the plan. If it fails, the plan is tried again later.
    `holds_space`: whether nobody may write in the space meanwhile. Without it, `act` must take no lock that could
    show one of the two what the other hides: a delay would tell them.
    """

    name: str
    act: Callable[[str, str], None]
    holds_space: bool = True

    def plan(self, space_id: str, key: str, at: int) -> None:
        """Plan it for an instant; replaces an earlier plan. The plan belongs to the space, so it survives when
        another account takes a seat and when the two part. Call it before feeds are locked."""
        reminders.plan(space_id, space_id, self.name, key, at)

    def cancel(self, space_id: str, key: str) -> None:
        """Delete the plan, if there is one."""
        reminders.unplan(space_id, self.name, key)

    def run(self, due: Due) -> None:
        """What the worker does. It never waits: if somebody writes in the space, it comes back a little later."""
        if self.holds_space and not spaces.lock_if_free(due.space_id):
            reminders.plan_again(due)
        else:
            self.act(due.space_id, due.key)


def _nothing(_space_id: str, _record_id: str) -> None:
    """Nothing else goes along."""


@dataclass(frozen=True, kw_only=True)
class Kept(Generic[R]):
    """How long records of a kind are kept after they are over, in milliseconds, and what goes with them.

    Forgetting deletes a record for whoever has it, with its notices, the `nouns` that hang on it and what `along`
    deletes. A tombstone refuses the record if a phone sends it again.
    """

    kind: RecordKind[R]
    one: str
    """The kind's singular, for the names of the plans."""
    kept: int
    nouns: Sequence[Noun[R, Any]] = ()
    along: Callable[[str, str], None] = _nothing
    """Deletes what else belongs to the record, without a plan. Gets the space and the record's id."""
    parts: Sequence[RecordKind[Any]] = ()
    """The kinds that `along` deletes with tombstones of their own, under RECORD/PART. A phone that has not heard of
    that when the tombstones go must load everything again."""
    traced: int | None = None
    """How long the tombstones stay, here and in the feeds, where nobody may count later what there was; None: as
    long as any other."""
    logged: bool = True
    """Whether the removal log notes it, so that no restore brings the record back."""

    @property
    def lifetimes(self) -> tuple[Lifetime, ...]:
        """For `Practice.lifetimes`."""
        return (self._end,) if self.traced is None else (self._end, self._trace)

    def plan(self, space_id: str, record_id: str, over_at: int) -> None:
        """Plan to forget a record, `kept` after it is over."""
        self._end.plan(space_id, record_id, over_at + self.kept)

    def cancel(self, space_id: str, record_id: str) -> None:
        """Cancel the plan of a record that is deleted already."""
        self._end.cancel(space_id, record_id)

    def forget(self, space_id: str, record_id: str) -> None:
        """Forget a record now, without noting it. Call it in a transaction that holds the space."""
        self.cancel(space_id, record_id)
        self._forget(space_id, record_id)

    def forget_beyond(self, rows: Iterable[R]) -> None:
        """Drop records whose number is the only thing wrong with them: they leave no tombstone, and use no number
        in a feed."""
        for row in rows:
            self.cancel(row.space_id, row.id)
            repeats.forget_edits(row.space_id, self.kind.name, row.id)
            row.delete_instance()
            feed.forget(row.space_id, self.kind.name, row.id, audiences.holders(row.space_id))
            for noun in self.nouns:
                nouns.forget(noun, row.space_id, row.id)

    def forget_traces_beyond(self, space_id: str, most: int) -> None:
        """Drop the tombstones of this kind beyond the newest `most`."""
        for record_id in tombstones.beyond(space_id, self.kind.name, most):
            self._forget_trace(space_id, record_id)

    @cached_property
    def _end(self) -> Lifetime:
        return Lifetime(name=f"{self.one}_retention", act=self._run_out)

    @cached_property
    def _trace(self) -> Lifetime:
        return Lifetime(name=f"{self.one}_trace", act=self._forget_trace)

    def _run_out(self, space_id: str, record_id: str) -> None:
        if self.logged:
            records.note_removal(self.kind, space_id, record_id)
        self._forget(space_id, record_id)

    def _forget(self, space_id: str, record_id: str) -> None:
        if self.traced is not None:  # before the feeds are locked
            self._trace.plan(space_id, record_id, clock.now() + self.traced)
        self._delete(space_id, record_id)
        holders = audiences.holders(space_id)
        feed.publish(self.kind.name, space_id, record_id, dict.fromkeys(holders))
        for noun in self.nouns:
            nouns.remove(noun, space_id, record_id)
        self.along(space_id, record_id)
        tombstones.bury(space_id, self.kind.name, record_id)

    def _delete(self, space_id: str, record_id: str) -> None:
        for kind in (self.kind, *self.nouns):
            notices.drop(space_id, kind.name, record_id)
        model = self.kind.model
        model.delete().where((model.space_id == space_id) & (model.id == record_id)).execute()

    def _forget_trace(self, space_id: str, record_id: str) -> None:
        holders = audiences.holders(space_id)
        for part in self.parts:
            for part_id in tombstones.of_parts(space_id, part.name, record_id):
                feed.prune(space_id, part.name, part_id)
        for kind in (self.kind, *self.nouns, *self.parts):
            feed.forget(space_id, kind.name, record_id, holders)
            tombstones.forget(space_id, kind.name, record_id)
