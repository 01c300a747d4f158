"""Two people, and two phones of one, who act on an accord at the same moment: one order or the other, never a mixture.

After each race the answers and the state are those of one of the two orders. Nothing is in force without the yes of
both to exactly its terms, while somebody suspends it, or after its day unless both have renewed it; nobody takes back
what the other has said; and nothing that has ended ever begins again.
"""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.accords.promising import DAYS
from tests.kernel.accords.signing import SignedVows
from tests.kernel.accords.truth import BEGUN, BOTH, Truth
from tests.kernel.accords.vows import Act, Vows, What, work
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.moving_clock import Watch
from tests.practices.racing import together

acts = st.tuples(
    st.sampled_from((0, 1)),
    st.sampled_from(
        ("edit", "yes", "yes", "no", "end", "suspend", "resume", "renew", "renew", "withdraw")
    ),
    st.sampled_from((0, 0, 0, 1)),
    st.sampled_from(("dishes", "flowers")),
    st.sampled_from(("white", "red")),
    st.tuples(st.booleans(), st.sampled_from((0, 1))),
)
Drawn = tuple[int, What, int, str, str, tuple[bool, int]]
"""Who, what, how many edits behind, the promise, the colour; and of what is taken back whose it is, the actor's own or
not, and which."""
RENEWED = (2 * DAYS, 3 * DAYS)


class Race(RuleBasedStateMachine):
    """No draw depends on what stands: who comes first is chance, and Hypothesis may play a story twice."""

    def __init__(self, vows: Vows, watch: Watch) -> None:
        super().__init__()
        self._watch, self._began = watch, watch.at
        self._ids = {(who, which): [new_id(), new_id()] for who in (0, 1) for which in (0, 1)}
        self._vows, self._beginning = vows, everything()
        self.truth, self._acknowledged = Truth(), [BEGUN]
        if vows.accord.signed:
            self.truth = replace(self.truth, signed=True, yes=frozenset())

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
            act
            for act, said in zip((first, second), answers, strict=True)
            if said in (200, 201, 204)
        ]

    @rule(which=st.integers(0, 30))
    def again(self, which: int) -> None:
        """A request whose answer was lost, or that comes late: nothing changes, whatever has happened since."""
        act = self._acknowledged[which % len(self._acknowledged)]
        with nothing_changes():
            assert self._vows.do(act) == self.truth.after(act)[0]

    @rule(ten_days=st.sampled_from((1, 1, 4)))
    def later(self, ten_days: int) -> None:
        self._watch.at += 10 * ten_days * clock.DAY
        self.truth = self.truth.on(self.truth.day + 10 * ten_days)
        before = self._vows.state
        work(self._vows.accord)
        assert self._vows.state == self.truth.state
        if self.truth.lapsed:  # the worker may be late, the state is not
            assert before == "lapsed"

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
            assert not self._vows.suspended_by()
            assert self._vows.lapses_after() > self.truth.day

    @invariant()
    def both_are_shown_what_stands(self) -> None:
        for phone in self._vows.couple:
            assert self._vows.feed_of(phone) == self._vows.shown()

    @invariant()
    def every_signature_is_over_exactly_this(self) -> None:
        if isinstance(self._vows, SignedVows):
            for signature in self._vows.signatures_seen_by(0):
                self._vows.verify(1, signature)

    def teardown(self) -> None:
        self._watch.at = self._began
        put_back(self._beginning)

    def _act(
        self,
        who: int,
        what: What,
        behind: int,
        promise: str,
        colour: str,
        thing: tuple[bool, int],
    ) -> Act:
        """`behind`: how many edits the phone is behind."""
        others, which = thing
        seen = max(1, self.truth.edit - behind)
        if what == "edit":
            return Act(who, what, seen + 1, promise, colour)
        if what in ("suspend", "resume"):
            whose = 1 - who if what == "resume" and others else who
            return Act(who, what, own=self._ids[whose, which][0])
        if what in ("renew", "withdraw"):
            whose = 1 - who if what == "withdraw" and others else who
            return Act(who, what, seen, own=self._ids[whose, which][1], days=RENEWED[which])
        return Act(who, what, 0 if what == "end" else seen)

    def _stands(self, truth: Truth) -> bool:
        vow = self._vows.vow
        stored = (vow.edit, vow.terms_edit, vow.promise, vow.ended is not None)
        said = (self._vows.accepted_by(), self._vows.declined_by(), self._vows.state)
        standing = (self._vows.suspensions(), self._vows.renewed())
        meant = (truth.edit, truth.terms_edit, truth.promise, truth.is_over)
        stand = (truth.suspended, {(w, days) for w, _, days, _ in truth.renewed})
        return (stored, said, standing) == (meant, (set(truth.yes), truth.no, truth.state), stand)


@pytest.mark.slow
def test_of_two_at_once_each_comes_first_or_second(vows: Vows, watch: Watch):
    _run(vows, watch, settings(max_examples=12, stateful_step_count=12, derandomize=True))


@pytest.mark.slow
def test_of_two_who_sign_at_once_each_comes_first_or_second(signed_vows: SignedVows, watch: Watch):
    _run(signed_vows, watch, settings(max_examples=8, stateful_step_count=12, derandomize=True))


@pytest.mark.slow
def test_of_two_at_once_in_long_stories(vows: Vows, watch: Watch):
    _run(vows, watch, settings(max_examples=25, stateful_step_count=25, print_blob=True))


def _run(vows: Vows, watch: Watch, chosen: settings) -> None:
    chosen = settings(
        chosen, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    factory: Any = partial(Race, vows, watch)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
