"""Accords: each kind of record that needs everybody's yes is declared once.

    RITUAL_ACCORD = Accord(
        of=RITUALS,
        one="ritual",
        yes=RITUAL_ACCEPTANCES,
        end=RITUAL_ENDS,
        refusal=RitualRefusal,
        terms=lambda signals: (signals["kind"], schedules.terms(signals)),
        stored=_stored,
        shown=_shown,
        check=_refuse_too_many,
        settled=lambda ritual: lead_times.plan(RITUAL_TIMES, ritual),
        ended=lambda ritual: lead_times.unplan(RITUAL_TIMES, ritual),
        withdrawn="ritual_schedules",
    )

What people accept are the `terms`. New terms need everybody's yes again; who sets them has said it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from peewee import BigIntegerField, CompositeKey, IntegerField, TextField

from ..db import Model
from ..kinds import RecordKind
from ..listed import ListedNoun
from ..nouns import Noun
from ..records import Record, Write, nothing


class AccordRecord(Record):
    """Columns of every accord. `terms_edit` is the edit that set the current terms; a yes names that edit or a later
    one. `replaces` is the accord that this one replaces while everybody has accepted this one. `ended` is the instant
    of its end."""

    terms_edit = IntegerField()
    ended = BigIntegerField(null=True)
    replaces = TextField(null=True)


class RefusalRow(Model):
    """Columns of every refusal: who declined the current terms. `id` is the accord's. Deleted when the terms change or
    the accord ends."""

    space_id = TextField()
    id = TextField()
    author_id = TextField()
    at = BigIntegerField()
    edit = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")


A = TypeVar("A", bound=AccordRecord)


@dataclass(frozen=True, kw_only=True)
class Accord(Generic[A]):
    """How the records of the kind `of` come into force, and how either ends them.

    `one` is the kind's singular, such as "ritual". It gives the name of the refusals in feeds (`ritual_refusals`) and
    of what the worker does later (`declined_ritual_end`, `ritual_refusal_trace`).
    """

    of: RecordKind[A]
    one: str
    yes: ListedNoun[A, Any]
    """One of each person. Its `since` is the edit of the current terms: `accords.terms_edit`."""
    end: Noun[A, Any]
    refusal: type[RefusalRow]
    terms: Callable[[Mapping[str, Any]], Any]
    """What people accept, to compare: of a body, or of what `shown` gives."""
    stored: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    """The practice's own columns for a body."""
    shown: Callable[[A], Mapping[str, Any]]
    """The practice's own fields of a view."""
    check: Callable[[Write[A]], None] = nothing
    """Raises what the practice refuses of a proposal, new or edited."""
    settled: Callable[[A], None] = nothing
    """Called when its state may have changed, before notices are dropped and feeds written: plans are written first."""
    ended: Callable[[A], None] = nothing
    """Called when it ends, before `settled`."""
    withdrawn: str
    """The name in the removal log of terms to which a yes was withdrawn."""

    @property
    def refusals(self) -> str:
        """The name of the refusals in feeds."""
        return f"{self.one}_refusals"

    @property
    def declined_end(self) -> str:
        """The kind of the plans to end what is still declined."""
        return f"declined_{self.one}_end"

    @property
    def trace(self) -> str:
        """The kind of the plans to forget that there was a refusal."""
        return f"{self.one}_refusal_trace"


def terms_edit(record: AccordRecord) -> int:
    """The earliest edit that a yes may mean."""
    return record.terms_edit
