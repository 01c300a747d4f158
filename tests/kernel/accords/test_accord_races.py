"""Two people, and two phones of one, who act on an accord at the same moment: one order or the other, never a mixture.

After each race the answers and the state are those of one of the two orders. Nothing is in force without the yes of
both to exactly its terms, and nothing that has ended ever begins again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from api.kernel.db import database
from tests.kernel.accords.vows import TABLES, Act, Vows, What
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.people import Cast
from tests.practices.racing import together

BOTH = frozenset((0, 1))
BEGUN = Act(0, "edit", 1, "dishes")
Answer = int | str


@dataclass(frozen=True)
class Truth:
    """What stands: the last edit and the edit of the terms, who said yes and who no, whether it has ended. `taken`
    are the edits that were taken, by what they say: they are recognised when they come again, from either."""

    edit: int = 1
    terms_edit: int = 1
    promise: str = BEGUN.promise
    yes: frozenset[int] = frozenset((0,))
    no: int | None = None
    ended: bool = False
    taken: frozenset[tuple[int, str, str]] = frozenset(((1, BEGUN.promise, BEGUN.colour),))

    @property
    def state(self) -> str:
        if self.ended:
            return "ended"
        if self.yes == BOTH:
            return "accepted"
        return "proposed" if self.no is None else "declined"

    def after(self, act: Act) -> tuple[Answer, "Truth"]:
        """The answer (a status, or the code of a refusal), and what stands then."""
        ways = {"edit": self._edited, "yes": self._accepted, "no": self._declined}
        if act.what == "end":
            return (200 if self.ended else 201), replace(self, ended=True, no=None)
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
        if self.ended:
            return "already_ended", self
        then = replace(self, edit=act.edit, taken=self.taken | {said})
        if act.promise == self.promise:
            return 200, then
        anew = {"promise": act.promise, "terms_edit": act.edit, "yes": frozenset((act.who,))}
        return 200, replace(then, no=None, **anew)

    def _accepted(self, act: Act) -> tuple[Answer, "Truth"]:
        if not self.terms_edit <= act.edit <= self.edit:
            return "stale_edit", self
        if act.who in self.yes:
            return 200, self
        if self.ended:
            return "already_ended", self
        if self.no is not None:
            return "declined", self
        return 201, replace(self, yes=self.yes | {act.who})

    def _declined(self, act: Act) -> tuple[Answer, "Truth"]:
        if not self.terms_edit <= act.edit <= self.edit:
            return "stale_edit", self
        if self.ended:
            return "already_ended", self
        first = self.no is None
        no = act.who if first else self.no
        return (201 if first else 200), replace(self, no=no, yes=self.yes - {act.who})


acts = st.tuples(
    st.sampled_from((0, 1)),
    st.sampled_from(("edit", "yes", "yes", "no", "end")),
    st.sampled_from((0, 0, 0, 1)),
    st.sampled_from(("dishes", "flowers")),
    st.sampled_from(("white", "red")),
)
Drawn = tuple[int, What, int, str, str]


class Race(RuleBasedStateMachine):
    """No draw depends on what stands: who comes first is chance, and Hypothesis may play a story twice."""

    def __init__(self, vows: Vows) -> None:
        super().__init__()
        self._vows, self._beginning = vows, everything()
        self.truth, self._acknowledged = Truth(), [BEGUN]

    @rule(one=acts, other=acts)
    def both_at_once(self, one: Drawn, other: Drawn) -> None:
        first, second = self._act(*one), self._act(*other)
        answers = together(partial(self._vows.do, first), partial(self._vows.do, second))
        forth = self.truth.after_both(first, second)
        turned = self.truth.after_both(second, first)
        back = (turned[1], turned[0], turned[2])
        fitting = [
            truth
            for said, other_said, truth in (forth, back)
            if [said, other_said] == answers and self._stands(truth)
        ]
        assert fitting, (first, second, answers, forth, back)
        self.truth = fitting[0]
        self._acknowledged += [
            act for act, said in zip((first, second), answers, strict=True) if said in (200, 201)
        ]

    @rule(which=st.integers(0, 30))
    def again(self, which: int) -> None:
        """A request whose answer was lost, or that comes late: nothing changes, whatever has happened since."""
        act = self._acknowledged[which % len(self._acknowledged)]
        with nothing_changes():
            assert self._vows.do(act) == self.truth.after(act)[0]

    @rule(who=st.sampled_from((0, 1)))
    def a_yes_of_both(self, who: int) -> None:
        """So that what is in force is ended and declined too."""
        for one in (who, 1 - who):
            act = Act(one, "yes", self.truth.edit)
            answer, self.truth = self.truth.after(act)
            assert self._vows.do(act) == answer

    @invariant()
    def nothing_is_in_force_without_the_yes_of_both_to_exactly_this(self) -> None:
        in_force = self._vows.state == "accepted"
        assert in_force == (self.truth.state == "accepted")
        if in_force:
            assert (self._vows.accepted_by(), self._vows.vow.promise) == (BOTH, self.truth.promise)

    @invariant()
    def both_are_shown_what_stands(self) -> None:
        for phone in self._vows.couple:
            assert self._vows.feed_of(phone) == self._vows.shown()

    def teardown(self) -> None:
        put_back(self._beginning)

    def _act(self, who: int, what: What, behind: int, promise: str, colour: str) -> Act:
        """`behind`: how many edits the phone is behind."""
        seen = max(1, self.truth.edit - behind)
        if what == "edit":
            return Act(who, what, seen + 1, promise, colour)
        return Act(who, what, 0 if what == "end" else seen)

    def _stands(self, truth: Truth) -> bool:
        vow = self._vows.vow
        stored = (vow.edit, vow.terms_edit, vow.promise, vow.ended is not None)
        said = (self._vows.accepted_by(), self._vows.declined_by(), self._vows.state)
        meant = (truth.edit, truth.terms_edit, truth.promise, truth.ended)
        return (stored, said) == (meant, (set(truth.yes), truth.no, truth.state))


@pytest.fixture
def vows(app: Flask, cast: Cast) -> Iterator[Vows]:
    database.create_tables(TABLES)
    vows = Vows(app, cast.couple)
    assert vows.do(BEGUN) == 201
    yield vows
    database.drop_tables(TABLES)


def test_of_two_at_once_each_comes_first_or_second(vows: Vows):
    _run(vows, settings(max_examples=12, stateful_step_count=12, derandomize=True))


@pytest.mark.slow
def test_of_two_at_once_in_long_stories(vows: Vows):
    _run(vows, settings(max_examples=25, stateful_step_count=25, print_blob=True))


def _run(vows: Vows, chosen: settings) -> None:
    chosen = settings(
        chosen, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    factory: Any = partial(Race, vows)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
