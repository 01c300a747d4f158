"""What stands of a vow after what its two people have done: a model to compare the server with."""

from dataclasses import dataclass, replace
from typing import Any

from api.kernel import clock
from api.kernel.accords import ends, refusals
from tests.kernel.accords.promising import DAYS
from tests.kernel.accords.vows import Act

BOTH = frozenset((0, 1))
BEGUN = Act(0, "edit", 1, "dishes")
Answer = int | str


@dataclass(frozen=True)
class Truth:
    """What stands: the last edit and the edit of the terms, who said yes and who no, whether it has ended. `taken`
    are the edits that were taken, by what they say: they are recognised when they come again, from either.
    `suspended` and `renewed` are what stands, with the author and the id, and of a renewal the day and the edit that
    its author had seen; of a person's suspensions only the latest stands. `gone` are the ids of what was taken back.
    `day` counts from the beginning; `ended_on` is the one of its end while that still tells who ended it. `signed`:
    each edit has new terms, and its author has to sign them too."""

    edit: int = 1
    terms_edit: int = 1
    promise: str = BEGUN.promise
    yes: frozenset[int] = frozenset((0,))
    no: int | None = None
    no_on: int = 0
    ended: bool = False
    lapsed: bool = False
    suspended: frozenset[tuple[int, str]] = frozenset()
    renewed: frozenset[tuple[int, str, int, int]] = frozenset()
    gone: frozenset[str] = frozenset()
    ended_on: int | None = None
    day: int = 0
    taken: frozenset[tuple[int, str, str]] = frozenset(((1, BEGUN.promise, BEGUN.colour),))
    signed: bool = False

    @property
    def state(self) -> str:
        if self.is_over:
            return "lapsed" if self.lapsed else "ended"
        if self.yes == BOTH:
            return "suspended" if self.suspended else "accepted"
        return "proposed" if self.no is None else "declined"

    @property
    def is_over(self) -> bool:
        return self.ended or self.lapsed

    @property
    def lapses_after(self) -> int:
        """Both have to want it longer."""
        return min(
            max([DAYS, *(days for who, _, days, _ in self.renewed if who == one)]) for one in BOTH
        )

    def on(self, day: int) -> "Truth":
        """On this day, once the worker has run: what is still declined ends, unless it lapsed before that."""
        then = replace(self, day=day)
        if self.ended_on is not None and self.ended_on + ends.TOLD // clock.DAY <= day:
            then = replace(then, ended_on=None)
        folds = then.no_on + refusals.KEPT // clock.DAY
        if self.no is not None and folds <= day and folds < self.lapses_after:
            return replace(then._over(), ended=True, ended_on=day)
        return then._lapsed_by_now()

    def _lapsed_by_now(self) -> "Truth":
        due = not self.ended and self.lapses_after <= self.day
        return replace(self._over(), lapsed=True) if due else self

    def _over(self) -> "Truth":
        """Nothing that was said on it stands any longer."""
        said = {own for _, own in self.suspended} | {own for _, own, *_ in self.renewed}
        none = {"suspended": frozenset[Any](), "renewed": frozenset[Any](), "no": None}
        return replace(self, gone=self.gone | said, **none)

    def after(self, act: Act) -> tuple[Answer, "Truth"]:
        """The answer (a status, or the code of a refusal), and what stands then."""
        ways = {"edit": self._edited, "yes": self._accepted, "no": self._declined}
        ways |= {"suspend": self._suspended, "renew": self._renewed, "end": self._ended}
        ways |= {"resume": self._taken_back, "withdraw": self._taken_back}
        return ways[act.what](act)

    def after_both(self, first: Act, second: Act) -> tuple[Answer, Answer, "Truth"]:
        """The answers, in the order of the acts, and what stands then."""
        one, then = self.after(first)
        other, at_last = then.after(second)
        return one, other, at_last

    def _edited(self, act: Act) -> tuple[Answer, "Truth"]:
        said = (act.edit, act.promise, act.colour)
        if said in self.taken:
            return 200, self
        if act.edit <= self.edit:
            return "stale_edit", self
        if self.is_over:
            return "already_ended", self
        new = self.signed or act.promise != self.promise
        if new and self.day >= DAYS:
            return "invalid", self  # the day of the new terms is over
        then = replace(self, edit=act.edit, taken=self.taken | {said})
        if not new:
            return 200, then
        yes = frozenset[int]() if self.signed else frozenset((act.who,))
        anew = {"promise": act.promise, "terms_edit": act.edit, "yes": yes}
        return 200, replace(then._over(), **anew)

    def _accepted(self, act: Act) -> tuple[Answer, "Truth"]:
        if not self.terms_edit <= act.edit <= self.edit:
            return "stale_edit", self
        if act.who in self.yes:
            return 200, self
        if self.is_over:
            return "already_ended", self
        if self.no is not None:
            return "declined", self
        return 201, replace(self, yes=self.yes | {act.who})

    def _declined(self, act: Act) -> tuple[Answer, "Truth"]:
        if not self.terms_edit <= act.edit <= self.edit:
            return "stale_edit", self
        if self.is_over:
            return "already_ended", self
        first = self.no is None
        no = act.who if first else self.no
        return (201 if first else 200), replace(
            self, no=no, no_on=self.day if first else self.no_on, yes=self.yes - {act.who}
        )

    def _ended(self, _act: Act) -> tuple[Answer, "Truth"]:
        if self.ended_on is not None:
            return 200, self
        if self.state == "ended":
            return "already_ended", self
        return 201, replace(self._over(), ended=True, lapsed=False, ended_on=self.day)

    def _suspended(self, act: Act) -> tuple[Answer, "Truth"]:
        if (act.who, act.own) in self.suspended:
            return 200, self
        if act.own in self.gone:
            return "gone", self
        if self.is_over:
            return "already_ended", self
        earlier = {(who, own) for who, own in self.suspended if who == act.who}
        gone = self.gone | {own for _, own in earlier}
        said = self.suspended - earlier | {(act.who, act.own)}
        return 201, replace(self, suspended=said, gone=gone)

    def _renewed(self, act: Act) -> tuple[Answer, "Truth"]:
        said = (act.who, act.own, act.days, act.edit)
        if said in self.renewed:
            return 200, self
        if act.own in self.gone:
            return "gone", self
        if any(own == act.own for _, own, *_ in self.renewed):
            return "stale_edit", self  # a renewal cannot be changed
        if self.is_over:
            return "already_ended", self
        if not self.terms_edit <= act.edit <= self.edit:
            return "stale_edit", self
        if self.no is not None:
            return "declined", self
        if self.yes != BOTH or act.days <= self.day:
            return "invalid", self
        return 201, replace(self, renewed=self.renewed | {said})

    def _taken_back(self, act: Act) -> tuple[Answer, "Truth"]:
        """By whoever said it; the other learns nothing from it."""
        said = {own: who for who, own in self.suspended} | {o: who for who, o, *_ in self.renewed}
        if act.own in self.gone:
            return 204, self
        if act.own not in said:
            return 204, replace(self, gone=self.gone | {act.own})
        if said[act.own] != act.who:
            return "not_found", self
        left = frozenset(one for one in self.suspended if one[1] != act.own)
        renewed = frozenset(one for one in self.renewed if one[1] != act.own)
        then = replace(self, suspended=left, renewed=renewed, gone=self.gone | {act.own})
        return 204, then._lapsed_by_now()
