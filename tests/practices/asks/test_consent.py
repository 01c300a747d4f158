"""Asks, answers, withdrawals, pauses and time in any order, each request late, twice or never.

After each step both see what they should, and no withdrawn yes. What the asker is told and shown is
predicted without any knowledge of what was let rest.
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
    precondition,
    rule,
    run_state_machine_as_test,
)

from api.client.phone import Phone
from api.kernel import feed
from api.kernel.clock import HOUR, MINUTE, SECOND, from_text
from api.kernel.ids import new_id
from api.practices.asks.models import AskAnswer
from tests.kernel.asking import sent, told
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.asks.asking import (
    KINDS,
    sealed_answer,
    sealed_ask,
    withdrawal,
)
from tests.practices.asks.consent import Seen, Sent
from tests.practices.asks.truth import Truth
from tests.practices.pauses.asking import pause
from tests.practices.working import act

which = st.integers(0, 3)
"""Counted back from the last."""
mostly = st.sampled_from((True, True, True, False))
people = st.integers(0, 1)
answers = st.sampled_from(("yes", "yes", "later", "not_now", "rest", "rest"))
hours = st.sampled_from((1, 6, 72))


class Stage:
    """Two phones, a server, and the state from which every story starts."""

    def __init__(self, cast: Cast, watch: Watch) -> None:
        self.phones, self.watch = cast.couple, watch
        self.stranger = cast.stranger
        self._beginning, self._begins = everything(), watch.at

    def begin(self) -> None:
        put_back(self._beginning)
        self.watch.at = self._begins


class Consent(RuleBasedStateMachine):
    """One story."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        stage.begin()
        self.stage, self.watch = stage, stage.watch
        self.phones = stage.phones
        self.truth = Truth(*(phone.person_id for phone in self.phones))
        self.sent: list[Sent] = []

    @initialize(person=people, lasts=hours, said=st.permutations(("rest", "yes", "not_now")))
    def begin(self, person: int, lasts: int, said: list[str]) -> None:
        """An ask and an answer have arrived; others, and all withdrawals, are on their way."""
        self.ask(person, "talk", lasts, arrives=True)
        for answer in said:
            self.answer(0, answer, lasts, arrives=answer == said[-1])
            self.take_back(0, arrives=False)
        self.take_back(len(said), arrives=False)

    @rule(
        person=people, area=st.sampled_from(("talk", "talk", "money")), lasts=hours, arrives=mostly
    )
    def ask(self, person: int, area: str, lasts: int, arrives: bool) -> None:
        phone, one = self.phones[person], new_id()
        request = sealed_ask(phone, area, lasts * 3600, ask_id=one)
        how: dict[str, Any] = {"area": area, "started": self.watch.at, "lasts": lasts * HOUR}
        self._send(Sent(phone, request, "ask", one, **how), arrives)

    @rule(which=which, answer=answers, lasts=hours, arrives=mostly)
    def answer(self, which: int, answer: str, lasts: int, arrives: bool) -> None:
        asked = self._last(which, "ask")
        phone = self.phones[asked.phone is self.phones[0]]
        answer_id = new_id()
        ahead = lasts * HOUR
        request = sealed_answer(
            phone, asked.one, answer, lasts * 3600, later_in=ahead, answer_id=answer_id
        )
        how: dict[str, Any] = {"answer": answer, "started": self.watch.at, "lasts": lasts * HOUR}
        one = f"{asked.one}/{answer_id}"
        self._send(Sent(phone, request, "answer", one, **how), arrives)

    @rule(which=which, arrives=mostly)
    def take_back(self, which: int, arrives: bool) -> None:
        one = self._last(which, "ask", "answer")
        back = Sent(one.phone, withdrawal(one.phone, one.one), "withdrawal", one.one)
        self._send(back, arrives)

    @rule(them=st.lists(st.integers(0, 7), min_size=1, max_size=4))
    def arrive(self, them: list[int]) -> None:
        """Late, or once more, in this order."""
        for which in them:
            self._deliver(self._last(which, "ask", "answer", "withdrawal"))

    @rule(person=people)
    def pause(self, person: int) -> None:
        phone = self.phones[person]
        until = from_text(pause(phone)["until"])
        self.truth.shown.paused_until[phone.person_id] = until

    @rule(minutes=st.sampled_from((1, 31, 60, 11 * 60, 23 * 60)), works=st.booleans())
    def forward(self, minutes: int, works: bool) -> None:
        self.watch.at += minutes * MINUTE + SECOND
        if works:
            self._work()

    @precondition(lambda self: any(one.what == "answer" for one in self.sent))
    @rule(which=which)
    def pry(self, which: int) -> None:
        """A stranger finds nothing. The asker can neither answer nor withdraw an answer."""
        one = self._last(which, "answer")
        asker = self.phones[one.phone is self.phones[0]]
        with nothing_changes():
            for phone in (asker, self.stage.stranger):
                body = {**one.request.body, "sealed_by": phone.person_id}
                told = phone.api.request("PUT", one.request.path, body)
                assert told.status in (404, 410)
            assert sent(self.stage.stranger, withdrawal(one.phone, one.one)).status == 404

    def _work(self) -> None:
        act()
        self.truth.forget(self.watch.at)
        self._look()

    def _last(self, which: int, *what: str) -> Sent:
        among = [one for one in self.sent if one.what in what]
        return among[-1 - which % len(among)]

    def _send(self, sent: Sent, arrives: bool) -> None:
        self.sent.append(sent)
        if arrives:
            self._deliver(sent)

    def _deliver(self, posted: Sent) -> None:
        people = [phone.person_id for phone in self.phones]
        before = [(self.truth.seen_by(one), feed.cursor(one)) for one in people]
        foretold = self.truth.deliver(posted, self.watch.at)
        assert told(sent(posted.phone, posted.request)) == foretold
        for one, (seen, cursor) in zip(people, before, strict=True):
            assert (feed.cursor(one) == cursor) == (self.truth.seen_by(one) == seen)
        self._look()

    def _look(self) -> None:
        assert {row.id for row in AskAnswer.select()} == self.truth.answers()
        for phone in self.phones:
            seen = seen_by(phone)
            assert seen == self.truth.seen_by(phone.person_id)
            for (_, one), answer in seen.items():
                assert answer != "yes" or not self.truth.is_taken_back(one)


def seen_by(phone: Phone) -> Seen:
    """The feed of this phone."""
    records = phone.api.call("GET", "/changes?limit=500")["records"]
    return {
        (kind, view["id"]): what_matters(view) for kind in KINDS for view in records.get(kind, ())
    }


def what_matters(view: dict[str, Any]) -> object:
    if "ends_at" in view:
        return from_text(view["ends_at"]), from_text(view["again_at"])
    return view.get("answer")


@pytest.fixture
def stage(app: Flask, watch: Watch, cast: Cast) -> Stage:
    return Stage(cast, watch)


@pytest.mark.slow
def test_no_yes_outlives_its_withdrawal_and_no_rest_shows(stage: Stage):
    _tell(stage, settings(max_examples=30, stateful_step_count=15, derandomize=True))


@pytest.mark.slow
def test_the_same_in_long_stories(stage: Stage):
    _tell(stage, settings(max_examples=60, stateful_step_count=30, print_blob=True))


def _tell(stage: Stage, chosen: settings) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    chosen = settings(chosen, deadline=None, database=None, suppress_health_check=slow)
    factory: Any = partial(Consent, stage)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
