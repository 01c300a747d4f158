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

What people accept are the `terms`. New terms need everybody's yes again; who sets them has said it. Without `terms` it
is the words: the server cannot read them, so every edit has new terms.

A practice switches on what else it needs: `suspension`, so that either can suspend it, `lapse`, so that it ends on a
day unless both renew it, and with a `SignedYes` as its `yes` (`signatures`) that each yes is a signature. Who sets the
terms of a signed one has to sign them too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from marshmallow import Schema

from .. import clock
from ..kinds import RecordKind
from ..listed import ListedNoun
from ..nouns import Noun
from ..records import Write, nothing
from .fields import RefusalBodySchema, RefusalSchema, RenewalPlain, Said
from .rows import AccordRecord, RefusalRow, RenewalRow, SuspensionRow
from .signatures import SignedYes

LONGEST = 366 * clock.DAY
"""The longest that an accord may last without being renewed."""


A = TypeVar("A", bound=AccordRecord)


@dataclass(frozen=True, kw_only=True)
class Lapse:
    """When accords lapse that nobody renews. Their records derive from `LapsingRecord`, and `LapseSignals` are among
    the signals of their kind."""

    renewal: type[RenewalRow]
    longest: int
    """How far ahead the day may be, in milliseconds: at most `LONGEST`."""

    def __post_init__(self) -> None:
        if not 0 < self.longest <= LONGEST:
            raise ValueError("an accord lapses within 366 days unless it is renewed")


@dataclass(frozen=True, kw_only=True)
class Accord(Generic[A]):
    """How the records of the kind `of` come into force, and how either ends them.

    `one` is the kind's singular, such as "ritual". It gives the name of the refusals in feeds (`ritual_refusals`) and
    of what the worker does later (`declined_ritual_end`, `ritual_refusal_trace`, `ritual_end_trace`).
    """

    of: RecordKind[A]
    one: str
    yes: ListedNoun[A, Any]
    """One of each person. Its `since` is the edit of the current terms: `rows.terms_edit`. A `SignedYes` makes it a
    signed accord."""
    end: Noun[A, Any]
    refusal: type[RefusalRow]
    terms: Callable[[Mapping[str, Any]], Any] | None = None
    """What people accept, to compare: of a body, or of what `shown` gives. None: the words, so every edit is new."""
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
    suspension: type[SuspensionRow] | None = None
    """Switched on, either can suspend it at once."""
    lapse: Lapse | None = None
    """Switched on, it lapses on a day unless both renew it."""

    def __post_init__(self) -> None:
        if self.signed and self.terms is not None:
            raise ValueError("a signature is over the words, so every edit has new terms")

    @property
    def signed(self) -> bool:
        """Whether each yes is a signature."""
        return isinstance(self.yes, SignedYes)

    @property
    def refusals(self) -> str:
        """The name of the refusals in feeds."""
        return f"{self.one}_refusals"

    @cached_property
    def refusal_body(self) -> type[Schema]:
        about = f"Declines the current terms of a {self.one}. `edit` is the one that the person has seen."
        return self._schema("RefusalBody", RefusalBodySchema, about)

    @cached_property
    def refusal_view(self) -> type[Schema]:
        """For `Practice.nouns`, under the name `refusals`."""
        about = (
            f"Somebody declined the current terms of a {self.one}. `id` is the {self.one}'s; `edit` is the one they "
            "have seen."
        )
        return self._schema("Refusal", RefusalSchema, about)

    @property
    def declined_end(self) -> str:
        """The kind of the plans to end what is still declined."""
        return f"declined_{self.one}_end"

    @cached_property
    def suspensions(self) -> RecordKind[SuspensionRow]:
        """The kind of suspensions, for `Practice.kinds`."""
        if self.suspension is None:
            raise LookupError(f"a {self.one} cannot be suspended")
        about = f"Somebody suspends a {self.one} until they lift that."
        return self._said("suspension", about, self.suspension)

    @cached_property
    def renewals(self) -> RecordKind[RenewalRow]:
        """The kind of renewals, for `Practice.kinds`."""
        if self.lapse is None:
            raise LookupError(f"a {self.one} lapses on no day")
        about = f"Somebody would renew a {self.one}."
        return self._said("renewal", about, self.lapse.renewal, plain=RenewalPlain)

    @property
    def standing(self) -> tuple[RecordKind[Any], ...]:
        """The kinds, of those it has, of what one person says and can take back."""
        suspended = () if self.suspension is None else (self.suspensions,)
        return suspended if self.lapse is None else (*suspended, self.renewals)

    @property
    def lapse_plan(self) -> str:
        """The kind of the plans to let it lapse."""
        return f"{self.one}_lapse"

    @property
    def suspended(self) -> str:
        """The name in the removal log of what somebody suspended."""
        return f"suspended_{self.one}"

    @property
    def resumed(self) -> str:
        """The name in the removal log of what they resumed."""
        return f"resumed_{self.one}"

    @property
    def trace(self) -> str:
        """The kind of the plans to forget that there was a refusal."""
        return f"{self.one}_refusal_trace"

    @property
    def end_trace(self) -> str:
        """The kind of the plans to forget who ended it."""
        return f"{self.one}_end_trace"

    def _schema(self, what: str, base: type[Schema], about: str) -> type[Schema]:
        return type(f"{self.of.title}{what}Schema", (base,), {"__doc__": about})

    def _said(self, what: str, about: str, model: type[Any], **more: Any) -> RecordKind[Any]:
        """The kind of what one person says under an id of their own and can take back."""
        return RecordKind(
            name=f"{self.one}_{what}s",
            title=f"{self.of.title}{what.capitalize()}",
            practice=self.of.practice,
            path=f"{self.of.path}/{what}s/<id7:{what}_id>",
            about=f"{about} The id is {self.one.upper()}/{what.upper()}.",
            model=model,
            derived=Said,
            words=None,
            id_of_parts=True,
            edited=False,
            one_audience=False,
            counted=False,
            **more,
        )
