"""Two people and a worker in any order, some of it at the same moment: steps, breaks, ends, late and repeated writes.

The model is the rules in a few lines. After each step the answers and what stands are those of one of the possible
orders, nobody has written out of turn, and both phones are at the same step.
"""

from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.client.phone import Phone
from api.client.records import Request
from api.kernel.clock import DAY, HOUR, MINUTE
from tests.kernel.asking import sent, told
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.conversations.holding import (
    propose,
    sealed_step,
)
from tests.practices.conversations.truth import FOLLOWS, Act, Truth
from tests.practices.racing import together
from tests.practices.working import work

WHO = st.sampled_from((0, 1))
WHAT = st.sampled_from(
    ("turn", "turn", "reflection", "reflection", "heard", "not_yet", "leave", "return", "end")
)
AHEAD = st.sampled_from((1, 1, 1, 0, 2))
"""Which step it is for, from the last one that was taken."""


class Race(RuleBasedStateMachine):
    def __init__(self, cast: Cast, watch: Watch) -> None:
        super().__init__()
        self._pair, self._watch, self._begins = cast.couple, watch, watch.at
        self._others = (cast.stranger, cast.professional)
        self._beginning = everything()
        self._sent: list[tuple[Act, int | str]] = []

    @initialize(keeps=st.booleans(), first=WHO)
    def proposed(self, keeps: bool, first: int) -> None:
        chosen = {"keeps": keeps, "speaks_first": ("author", "other")[first]}
        self.one = propose(self._pair[0], **chosen)
        self.truth = Truth(keeps, first, self._watch.at + 2 * HOUR)

    @rule()
    def the_other_joins(self) -> None:
        self._alone(self._act(1, "join"))

    @precondition(lambda self: self.truth.joined)
    @rule(says=st.sampled_from(("heard", "not_yet")))
    def the_next_step_is_taken(self, says: str) -> None:
        """So that long conversations are met too."""
        follows = FOLLOWS[self.truth.steps[-1] if self.truth.steps else ""]
        what = says if says in follows else next(iter(follows))
        self._alone(self._act((self.truth.first + len(self.truth.steps)) % 2, what))

    @rule(who=WHO, what=WHAT, ahead=AHEAD)
    def one_does(self, who: int, what: str, ahead: int) -> None:
        self._alone(self._act(who, what, ahead))

    @rule(one=st.tuples(WHO, WHAT, AHEAD), other=st.tuples(WHO, WHAT, AHEAD))
    def two_at_once(self, one: tuple[int, str, int], other: tuple[int, str, int]) -> None:
        """Also two phones of one person."""
        first, second = self._act(*one), self._act(*other)
        answers = together(partial(self._put, first), partial(self._put, second))
        then, back, at_last = self._in_order(second, first)
        orders = [self._in_order(first, second), (back, then, at_last)]
        fitting = [truth for *said, truth in orders if self._fits(said, answers, truth)]
        assert fitting, (answers, self._stored(self._pair[0]), orders)
        self.truth = fitting[0]

    @rule(which=st.integers(0, 9))
    def again(self, which: int) -> None:
        """A request whose answer was lost: nothing changes, whatever has happened since. Of a break, and after a day
        of who ended it, nothing is left to repeat.

        What is drawn must not depend on who won a race, or the story cannot be told twice.
        """
        taken = [act for act, status in self._sent if status in (200, 201)]
        if taken:
            act = taken[which % len(taken)]
            over = {"already_ended"} if act.what in ("leave", "return", "end") else set[str]()
            with nothing_changes():
                assert self._put(act) in {200, "gone", *over}

    @precondition(lambda self: self._watch.at < self._begins + 7 * DAY)  # so long there is a trace
    @rule(passes=st.sampled_from((1, MINUTE, HOUR, 3 * HOUR, 13 * HOUR)))
    def time_passes(self, passes: int) -> None:
        self._watch.at += passes

    @rule()
    def the_worker_runs(self) -> None:
        work()
        self.truth = self.truth.worked(self._watch.at)

    @invariant()
    def both_phones_are_at_the_same_step(self) -> None:
        if hasattr(self, "one"):
            assert [self._stored(phone) for phone in self._pair] == [self.truth.said()] * 2
            found = [_had(phone, "conversations") for phone in self._pair]
            assert found[0] == found[1]
            assert (found[0] == []) == ("gone" in self.truth.done)

    @invariant()
    def nobody_else_has_anything_of_it(self) -> None:
        for phone in self._others:
            assert phone.api.call("GET", "/changes")["records"] == {}

    @invariant()
    def nobody_has_written_out_of_turn(self) -> None:
        if hasattr(self, "one"):
            for view in _had(self._pair[0], "conversation_steps"):
                whose = self._pair[(self.truth.first + view["number"] - 1) % 2]
                assert view["author_id"] == whose.person_id

    def teardown(self) -> None:
        put_back(self._beginning)
        self._watch.at = self._begins

    def _alone(self, act: Act) -> None:
        expected, self.truth = self.truth.after(act, self._watch.at)
        assert self._put(act) == expected

    def _act(self, who: int, what: str, ahead: int = 1) -> Act:
        phone = self._pair[who]
        if what in ("join", "end"):
            return Act(who, what, self._noun(phone, what))
        if what in ("leave", "return"):
            edit = max(1, self.truth.edits[who] + ahead)
            body = {"edit": edit, "away": what == "leave"}
            return Act(who, what, self._noun(phone, "break", **body), edit)
        number = len(self.truth.steps) + ahead
        return Act(who, what, sealed_step(phone, self.one, number, what), number)

    def _noun(self, phone: Phone, noun: str, **body: Any) -> Request:
        path = f"/conversations/{self.one}/{noun}"
        return Request(noun, path, {"space_id": phone.space("us"), **body})

    def _put(self, act: Act) -> int | str:
        answer = sent(self._pair[act.who], act.request)
        said = told(answer) or answer.status
        self._sent.append((act, said))
        return said

    def _in_order(self, one: Act, other: Act) -> tuple[int | str, int | str, Truth]:
        first, then = self.truth.after(one, self._watch.at)
        second, at_last = then.after(other, self._watch.at)
        return first, second, at_last

    def _fits(self, said: list[int | str], answers: list[int | str], truth: Truth) -> bool:
        return said == answers and truth.said() == self._stored(self._pair[0])

    def _stored(self, phone: Phone) -> list[str]:
        """What the steps say that this phone has, in order."""
        steps = sorted(_had(phone, "conversation_steps"), key=lambda view: view["number"])
        return [view["says"] for view in steps]


def _had(phone: Phone, kind: str) -> list[dict[str, Any]]:
    """What the feed brings of a kind to a new phone."""
    page: Any = phone.api.call("GET", "/changes")
    return page["records"].get(kind, [])


@pytest.mark.slow
def test_two_at_once_and_a_worker(app: Flask, cast: Cast, watch: Watch):
    _run(cast, watch, settings(max_examples=15, stateful_step_count=15, derandomize=True))


@pytest.mark.slow
def test_two_at_once_and_a_worker_in_long_stories(app: Flask, cast: Cast, watch: Watch):
    _run(cast, watch, settings(max_examples=40, stateful_step_count=30, print_blob=True))


def _run(cast: Cast, watch: Watch, chosen: settings) -> None:
    chosen = settings(
        chosen, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    factory: Any = partial(Race, cast, watch)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
