"""Two people and a worker in any order, some of it at the same moment: answers, withdrawals, late and repeated writes.

The model is the rules in a few lines. After each step the answers and what stands are those of one of the possible
orders, and neither has anything of the other's answer unless it is revealed.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.kernel.clock import DAY, HOUR, MINUTE, SECOND
from api.kernel.records import CLOCK_SLACK
from api.kernel.rounds.pace import AN_HOUR
from api.kernel.rounds.times import ripe, up
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.opinions import LASTS, STAYS, Asked, Opinion, Saying
from tests.moving_clock import Watch
from tests.practices.racing import together

Columns = tuple[int, bool, int, int, tuple[int, int]]
"""Of an answer: its round, whether it is given, when it was said, since when it stands, and its count."""


@dataclass(frozen=True)
class Person:
    """What somebody said last."""

    said: Saying
    given: bool
    said_at: int
    since: int
    begun: tuple[int, int]
    """Since when, and how often, it was given within an hour."""

    def stands(self, number: int, now: int) -> bool:
        return self.given and self.said.number == number and self.said_at + LASTS > now

    def columns(self, now: int) -> Columns:
        return (self.said.number, self.given, self.said_at, self.since, _counted(*self.begun, now))


@dataclass(frozen=True)
class Truth:
    """What stands, by the rules."""

    people: tuple[Person | None, Person | None] = (None, None)
    number: int = 1
    until: int = 0

    def after(self, one: Saying, now: int) -> tuple[int | str, "Truth"]:
        """The answer (a status, or the code of a refusal), and what stands then."""
        before = self.people[one.who]
        if before is not None and before.said == one:
            return 200, self
        then = self.ended(now)
        if one.number != then.number:
            return "stale_edit", self
        if then.until and one.given:
            return "already_ended", self
        slack = 0 if one.given else CLOCK_SLACK
        if before and before.said.number == one.number and one.said_at + slack < before.said_at:
            return 200, then
        said = _next(before, one, now)
        if said is None:
            return "often_ready", self
        people = (said, then.people[1]) if one.who == 0 else (then.people[0], said)
        if then.until:
            then = replace(then, number=then.number + 1, until=0)
        return 201 if before is None else 200, replace(then, people=people)

    def stored(self, now: int) -> tuple[int, int, list[Columns | None]]:
        """As the database has it."""
        return self.number, self.until, [said and said.columns(now) for said in self.people]

    def ended(self, now: int) -> "Truth":
        """After a reveal that is over."""
        over = 0 < self.until <= now
        return replace(self, number=self.number + 1, until=0) if over else self

    def worked(self, now: int) -> "Truth":
        """After the worker did what is due."""
        one, other = (said if said and said.said_at + LASTS > now else None for said in self.people)
        then = replace(self.ended(now), people=(one, other))
        both = [said for said in (one, other) if said and said.stands(then.number, now)]
        if len(both) < 2 or then.until or any(ripe(said.since) > now for said in both):
            return then
        return replace(then, until=up(now + STAYS, HOUR))


def _next(before: Person | None, one: Saying, now: int) -> Person | None:
    """What somebody has said then; None if it is too often."""
    said_at = max(one.said_at, before.said_at if before else 0)
    given = one.given and said_at + LASTS > now
    begun = _counted(*before.begun, now) if before else (0, 0)
    if not given:
        return Person(one, False, said_at, 0, begun)
    if before is not None and before.stands(one.number, now):
        return Person(one, True, said_at, before.since, begun)
    if begun[1] == AN_HOUR:
        return None
    return Person(one, True, said_at, now, (begun[0] or now, begun[1] + 1))


def _counted(since: int, count: int, now: int) -> tuple[int, int]:
    return (since, count) if since > now - HOUR else (0, 0)


sayings = st.tuples(
    st.sampled_from((True, True, False)),
    st.sampled_from((0, 0, 0, -1, 1)),
    st.sampled_from((0, 0, MINUTE, HOUR, LASTS)),
)
"""Given or withdrawn, to which round from the one that runs, and how long ago."""


class Race(RuleBasedStateMachine):
    def __init__(self, asked: Asked, watch: Watch) -> None:
        super().__init__()
        self._asked, self._watch, self._begins = asked, watch, watch.at
        self._beginning = everything()
        self.truth = Truth()

    @rule(who=st.sampled_from((0, 1)), said=sayings)
    def one_says(self, who: int, said: tuple[bool, int, int]) -> None:
        """Alone: nothing reaches the other, unless what both see changes."""
        one = self._saying(who, said)
        place, stood = self._asked.place(1 - who), self._asked.standing()
        expected, self.truth = self.truth.after(one, self._watch.at)
        assert self._asked.say(one) == expected
        if self._asked.standing() == stood:
            assert self._asked.place(1 - who) == place

    @rule(one=sayings, other=sayings)
    def both_at_once(self, one: tuple[bool, int, int], other: tuple[bool, int, int]) -> None:
        first, second = self._saying(0, one), self._saying(1, other)
        answers = together(partial(self._asked.say, first), partial(self._asked.say, second))
        orders = [self._in_order(first, second), self._in_order(second, first)]
        self._fits([(said[first], said[second], truth) for said, truth in orders], tuple(answers))

    @rule(who=st.sampled_from((0, 1)), said=sayings)
    def while_the_worker_looks(self, who: int, said: tuple[bool, int, int]) -> None:
        """A withdrawal either comes first, or ends for both what was revealed."""
        one, now = self._saying(who, said), self._watch.at
        answer, _ = together(partial(self._asked.say, one), self._work)
        self._watch.at += SECOND  # the worker waits so long for a write in progress
        self._asked.work()
        first, second = self.truth.after(one, now), self.truth.worked(now).after(one, now)
        fitting = [(said, truth.worked(self._watch.at)) for said, truth in (first, second)]
        self._fits(fitting, (answer,))

    @precondition(lambda self: any(self.truth.people))
    @rule(who=st.sampled_from((0, 1)))
    def again(self, who: int) -> None:
        """A request whose answer was lost: nothing changes."""
        said = self.truth.people[who]
        if said is not None:
            with nothing_changes():
                assert self._asked.say(said.said) == 200

    @rule(passes=st.sampled_from((1, 4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 7 * DAY)))
    def time_passes(self, passes: int) -> None:
        self._watch.at += passes

    @rule()
    def the_worker_runs(self) -> None:
        self._asked.work()
        self.truth = self.truth.worked(self._watch.at)

    @invariant()
    def what_stands_is_what_the_rules_say(self) -> None:
        assert self._stored() == self.truth.stored(self._watch.at)

    @invariant()
    def neither_has_the_other_s_answer_unless_both_do(self) -> None:
        shown = [bool(self._asked.theirs(who)) for who in (0, 1)]
        assert shown == [self.truth.until > 0] * 2
        assert self._asked.shown(0, "questions") == self._asked.shown(1, "questions")

    def teardown(self) -> None:
        put_back(self._beginning)
        self._watch.at = self._begins

    def _work(self) -> str:
        self._asked.work()
        return "worked"

    def _saying(self, who: int, said: tuple[bool, int, int]) -> Saying:
        given, away, ago = said
        return Saying(who, given, max(1, self.truth.number + away), self._watch.at - ago)

    def _in_order(self, one: Saying, other: Saying) -> tuple[dict[Saying, int | str], Truth]:
        first, then = self.truth.after(one, self._watch.at)
        second, at_last = then.after(other, self._watch.at)
        return {one: first, other: second}, at_last

    def _fits(self, orders: list[Any], answers: tuple[int | str, ...]) -> None:
        """Go on from the order that fits."""
        stored, now = self._stored(), self._watch.at
        fitting = [
            truth
            for *said, truth in orders
            if (tuple(said), truth.stored(now)) == (answers, stored)
        ]
        assert fitting, (answers, stored, orders)
        self.truth = fitting[0]

    def _stored(self) -> tuple[int, int, list[Columns | None]]:
        number, until = self._asked.standing()
        return number, until, [self._columns(who) for who in (0, 1)]

    def _columns(self, who: int) -> Columns | None:
        row = Opinion.get_or_none(Opinion.author_id == self._asked.couple[who].person_id)
        if row is None:
            return None
        counted = _counted(row.counted_from, row.count, self._watch.at)
        return row.round, row.given, row.said_at, row.since, counted


@pytest.mark.slow
def test_two_at_once_and_a_worker(asked: Asked, watch: Watch):
    _run(asked, watch, settings(max_examples=15, stateful_step_count=15, derandomize=True))


@pytest.mark.slow
def test_two_at_once_and_a_worker_in_long_stories(asked: Asked, watch: Watch):
    _run(asked, watch, settings(max_examples=40, stateful_step_count=30, print_blob=True))


def _run(asked: Asked, watch: Watch, chosen: settings) -> None:
    chosen = settings(
        chosen, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    factory: Any = partial(Race, asked, watch)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
