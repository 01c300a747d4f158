"""Two people race on quiet requests: what they send at the same moment comes in one order or the other.

Requests, answers and withdrawals arrive in any order, together, late, twice or never, and time passes. What the asker
is told and shown is predicted without any knowledge of what was let rest, so a rest cannot be told from silence. A
withdrawal wins, no yes outlives its end, and the same can be asked again only after the rest.
"""

from collections.abc import Iterator
from copy import deepcopy
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
    rule,
    run_state_machine_as_test,
)

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import clock as server_clock
from api.kernel import feed, reminders
from api.kernel.clock import HOUR, MINUTE, SECOND, from_text
from api.kernel.db import database
from tests.kernel.everything import everything, put_back
from tests.kernel.quiet_requests.favours import (
    TABLES,
    Favour,
    FavourAnswer,
    FavourWithdrawal,
    answer,
    code,
    favour,
    id_of,
    seen,
    withdrawal,
    work,
)
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.asks.consent import Seen, Sent
from tests.practices.asks.truth import Truth
from tests.practices.racing import together

which = st.integers(0, 5)
"""Counted back from the last."""
people = st.integers(0, 1)
answers = st.sampled_from(("yes", "yes", "later", "not_now", "rest", "rest"))
hours = st.sampled_from((1, 6, 72))
mostly = st.sampled_from((True, True, False))


class Stage:
    """The two, a server, and the state from which every story starts."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone], watch: Watch) -> None:
        self.app, self.couple, self.watch = app, couple, watch
        self._beginning, self._begins = everything(), watch.at

    def begin(self) -> None:
        put_back(self._beginning)
        self.watch.at = self._begins


class Race(RuleBasedStateMachine):
    """One story."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        stage.begin()
        self.stage, self.watch = stage, stage.watch
        self.truth = Truth(*(phone.person_id for phone in stage.couple))
        self.sent: list[Sent] = []

    @initialize(person=people, lasts=hours, arrives=st.booleans())
    def begin(self, person: int, lasts: int, arrives: bool) -> None:
        """A favour has been asked. A rest, a yes and the withdrawals of all three are on their way."""
        self.ask(person, "small", lasts, arrives=True)
        self.take_back(0, arrives=False)
        for said in ("rest", "yes"):
            self.answer(0, said, lasts, arrives=arrives and said == "rest")
            self.take_back(0, arrives=False)

    @rule(
        person=people,
        size=st.sampled_from(("small", "small", "large")),
        lasts=hours,
        arrives=mostly,
    )
    def ask(self, person: int, size: str, lasts: int, arrives: bool) -> None:
        phone = self.stage.couple[person]
        self._send(phone, favour(phone, lasts * 3600, size=size), "ask", lasts, arrives, area=size)

    @rule(which=which, said=answers, lasts=hours, arrives=mostly)
    def answer(self, which: int, said: str, lasts: int, arrives: bool) -> None:
        asked = self._last(which, "ask")
        phone = self.stage.couple[asked.phone is self.stage.couple[0]]
        request = answer(phone, asked.one, said, lasts * 3600)
        self._send(phone, request, "answer", lasts, arrives, answer=said)

    @rule(which=which, arrives=mostly)
    def take_back(self, which: int, arrives: bool) -> None:
        one = self._last(which, "ask", "answer")
        self._send(one.phone, withdrawal(one.phone, one.one), "withdrawal", 0, arrives)

    @rule(one=which, other=which)
    def both_at_once(self, one: int, other: int) -> None:
        """Two that are on their way, or the same one twice."""
        self._arrive([self._last(which, "ask", "answer", "withdrawal") for which in (one, other)])

    @rule(minutes=st.sampled_from((1, 31, 60, 11 * 60, 23 * 60)), works=st.booleans())
    def forward(self, minutes: int, works: bool) -> None:
        self.watch.at += minutes * MINUTE + SECOND
        if works:
            work()
            self.truth.forget(self.watch.at)

    @invariant()
    def both_see_what_they_should(self) -> None:
        for phone in self.stage.couple:
            assert self._seen(phone) == self.truth.seen_by(phone.person_id)

    @invariant()
    def no_yes_outlives_its_end(self) -> None:
        """A yes that was not withdrawn ends what was asked, and at its own end nothing holds any more."""
        for yes in FavourAnswer.select().where(FavourAnswer.answer == "yes"):
            asked = Favour.get(Favour.id == yes.request_id)
            assert asked.ends_at == asked.again_at == yes.until
            assert asked.ends_at <= yes.since + 72 * HOUR

    @invariant()
    def no_yes_outlives_its_withdrawal(self) -> None:
        withdrawn = {row.id for row in FavourWithdrawal.select()}
        for yes in FavourAnswer.select().where(FavourAnswer.answer == "yes"):
            asked = Favour.get(Favour.id == yes.request_id)
            by_asker = FavourWithdrawal.author_id == asked.author_id
            taken_back = FavourWithdrawal.select().where(
                by_asker & (FavourWithdrawal.id == asked.id)
            )
            assert yes.id not in withdrawn
            assert not taken_back.exists()

    def _seen(self, phone: Phone) -> Seen:
        """What matters of the feed, under the names of the model, which speaks of asks."""
        return {
            (kind.replace("favour", "ask"), one): _what_matters(view)
            for (kind, one), view in seen(phone).items()
        }

    def _last(self, which: int, *what: str) -> Sent:
        among = [one for one in self.sent if one.what in what]
        return among[-1 - which % len(among)]

    def _send(
        self, phone: Phone, request: Request, what: str, lasts: int, arrives: bool, **said: str
    ) -> None:
        times = {"started": self.watch.at, "lasts": lasts * HOUR}
        one: Any = {"one": id_of(request), **times, **said}
        self.sent.append(Sent(phone, request, what, **one))
        if arrives:
            self._arrive(self.sent[-1:])

    def _arrive(self, sent: list[Sent]) -> None:
        """At the same moment. What the two are told and what is stored is that of one of the orders."""
        people = [phone.person_id for phone in self.stage.couple]
        before = [(self.truth.seen_by(one), feed.cursor(one)) for one in people]
        told = together(*(partial(code, self.stage.app, one.phone, one.request) for one in sent))
        found = (told, [self._seen(phone) for phone in self.stage.couple], self._answers())
        orders = [
            self._foretold(sent, order)
            for order in ([*range(len(sent))], [*range(len(sent))][::-1])
        ]
        fitting = [truth for foretold, truth in orders if foretold == found]
        assert fitting, (found, [foretold for foretold, _ in orders])
        self.truth = fitting[0]
        for one, (shown, cursor) in zip(people, before, strict=True):
            assert (feed.cursor(one) == cursor) == (self.truth.seen_by(one) == shown)

    def _foretold(self, sent: list[Sent], order: list[int]) -> tuple[Any, Truth]:
        """What each is told, and what there is, if they come in this order."""
        truth = deepcopy(self.truth)
        told = {which: truth.deliver(sent[which], self.watch.at) for which in order}
        shown = [truth.seen_by(phone.person_id) for phone in self.stage.couple]
        return ([told[which] for which in range(len(sent))], shown, truth.answers()), truth

    def _answers(self) -> set[str]:
        return {row.id for row in FavourAnswer.select()}


def _what_matters(view: dict[str, Any]) -> object:
    if "ends_at" in view:
        return from_text(view["ends_at"]), from_text(view["again_at"])
    return view.get("answer")


@pytest.fixture
def stage(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 10)
    couple, watch = cast.couple, Watch(server_clock.now())
    monkeypatch.setattr(server_clock, "time", watch)
    database.create_tables(TABLES)
    stage = Stage(app, couple, watch)
    yield stage
    stage.begin()
    database.drop_tables(TABLES)


@pytest.mark.slow
def test_of_two_who_race_one_comes_first(stage: Stage):
    _tell(stage, settings(max_examples=25, stateful_step_count=12, derandomize=True))


@pytest.mark.slow
def test_of_two_who_race_in_long_stories(stage: Stage):
    _tell(stage, settings(max_examples=50, stateful_step_count=30, print_blob=True))


def _tell(stage: Stage, chosen: settings) -> None:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    chosen = settings(chosen, deadline=None, database=None, suppress_health_check=slow)
    factory: Any = partial(Race, stage)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
