"""Two people who say a noun at the same moment: one order or the other, never a mixture.

A toast is the first that stands; of cheers there is one of each person, and the latest counts. After each race
the answers and the rows are those of one of the two orders, and both feeds show the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
from marshmallow import Schema, fields
from peewee import CompositeKey, IntegerField, TextField

from api.client.phone import Phone
from api.kernel import column_values, feed, nouns
from api.kernel.db import Model, database
from api.kernel.errors import Problem
from api.kernel.nouns import Noun, NounRow
from api.practices.checkins.kinds import CHECK_INS
from tests.kernel.applauding import caller_of
from tests.kernel.asking import check_in, sent
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.people import Cast
from tests.practices.racing import together


class Toast(NounRow):
    how = TextField()

    class Meta:
        primary_key = CompositeKey("space_id", "id")


class Cheer(NounRow):
    how = TextField()
    edit = IntegerField()

    class Meta:
        primary_key = CompositeKey("space_id", "id", "author_id")


class How(Schema):
    how = fields.String(required=True)


TOAST: Noun[Any, Any] = Noun(
    name="toasts",
    title="Toast",
    practice="checkins",
    path=CHECK_INS.path + "/toast",
    about="A toast to a check-in.",
    of=CHECK_INS,
    model=Toast,
    plain=How,
)
CHEER: Noun[Any, Any] = Noun(
    name="cheers",
    title="Cheer",
    practice="checkins",
    path=CHECK_INS.path + "/cheer",
    about="A cheer for a check-in.",
    of=CHECK_INS,
    model=Cheer,
    plain=How,
    edited=True,
    each=True,
)
TABLES: list[type[Model]] = [Toast, Cheer]


@dataclass(frozen=True)
class Saying:
    """What one of the two says, by place in the couple; a toast has no edit."""

    who: int
    how: str
    edit: int | None

    @property
    def noun(self) -> Noun[Any, Any]:
        return TOAST if self.edit is None else CHEER


Rows = dict[tuple[str, int], Saying]
"""What stands, by the name of the noun and its author."""


@dataclass(frozen=True)
class Truth:
    """What stands, and which cheers were taken: they are recognised when they come again."""

    rows: Rows = field(default_factory=dict[tuple[str, int], Saying])
    taken: frozenset[Saying] = frozenset()

    def after(self, one: Saying) -> tuple[int | str, "Truth"]:
        """The answer (a status, or the code of a refusal), and what stands then."""
        return self._toasted(one) if one.edit is None else self._cheered(one, one.edit)

    def after_both(self, first: Saying, second: Saying) -> tuple[dict[Saying, int | str], "Truth"]:
        """The answer to each, and what stands then."""
        said_first, then = self.after(first)
        said_second, at_last = then.after(second)
        return {first: said_first, second: said_second}, at_last

    def _toasted(self, one: Saying) -> tuple[int | str, "Truth"]:
        standing = [said for (name, _), said in self.rows.items() if name == TOAST.name]
        if standing:
            return (200 if standing[0].how == one.how else "already_ended"), self
        return 201, self._with(one)

    def _cheered(self, one: Saying, edit: int) -> tuple[int | str, "Truth"]:
        before = self.rows.get((CHEER.name, one.who))
        if one in self.taken:
            return 200, self
        if before is not None and edit <= (before.edit or 0):
            return "stale_edit", self
        return (201 if before is None else 200), self._with(one)

    def _with(self, one: Saying) -> "Truth":
        rows = {**self.rows, (one.noun.name, one.who): one}
        return replace(self, rows=rows, taken=self.taken | {one})


class Table:
    """A check-in of ana's, and the two who say something to it."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone], record_id: str) -> None:
        self._app, self._record_id, self.couple = app, record_id, couple
        self._callers = [caller_of(phone) for phone in couple]

    def say(self, one: Saying) -> int | str:
        """Say it, in any thread: the status, or the code of the refusal."""
        edit = {} if one.edit is None else {"edit": one.edit}
        body = {"space_id": self.couple[0].couple_id, "how": one.how, **edit}
        path = f"/api/v1/check-ins/{self._record_id}/{one.noun.name}"
        with self._app.test_request_context(path, method="PUT", json=body):
            try:
                told: Any = one.noun.body.load(body)
                return nouns.say(one.noun, self._record_id, told, self._callers[one.who])[1]
            except Problem as problem:
                return problem.code

    def say_at_once(self, *sayings: Saying) -> list[int | str]:
        return together(*(partial(self.say, one) for one in sayings))

    def rows(self) -> Rows:
        """What is stored."""
        ids = [phone.person_id for phone in self.couple]
        toasts = [Saying(ids.index(row.author_id), row.how, None) for row in Toast.select()]
        cheers = [Saying(ids.index(row.author_id), row.how, row.edit) for row in Cheer.select()]
        return {(one.noun.name, one.who): one for one in (*toasts, *cheers)}

    def shown(self) -> list[dict[str, Any]]:
        """The views of all that is stored, as a feed has them."""
        said = [(noun, row) for noun in (TOAST, CHEER) for row in noun.model.select()]
        return sorted((noun.shown(row) for noun, row in said), key=str)

    def feed_of(self, phone: Phone) -> list[dict[str, Any]]:
        mine = (feed.Feed.person_id == phone.person_id) & feed.Feed.kind.in_(("toasts", "cheers"))
        rows = feed.Feed.select().where(mine)
        return sorted((column_values.from_text(row.body) for row in rows), key=str)


sayings = st.tuples(st.sampled_from(("warmly", "loudly")), st.sampled_from((None, 1, 2, 3)))


class Race(RuleBasedStateMachine):
    """No draw depends on what stands: who comes first is chance, and Hypothesis may play a story twice."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table, self._beginning = table, everything()
        self.truth = Truth()

    @rule(one=sayings, other=sayings)
    def both_at_once(self, one: tuple[str, int | None], other: tuple[str, int | None]) -> None:
        first, second = Saying(0, *one), Saying(1, *other)
        answers, rows = self._table.say_at_once(first, second), self._table.rows()
        orders = [self.truth.after_both(first, second), self.truth.after_both(second, first)]
        fitting = [
            truth
            for said, truth in orders
            if ([said[first], said[second]], truth.rows) == (answers, rows)
        ]
        assert fitting, (answers, rows, orders)
        self.truth = fitting[0]

    @rule(which=st.integers(0, 30))
    def again(self, which: int) -> None:
        """A request whose answer was lost: nothing changes."""
        taken = sorted(self.truth.taken, key=str)
        if taken:
            with nothing_changes():
                assert self._table.say(taken[which % len(taken)]) == 200

    @invariant()
    def both_are_shown_what_stands(self) -> None:
        for phone in self._table.couple:
            assert self._table.feed_of(phone) == self._table.shown()

    def teardown(self) -> None:
        put_back(self._beginning)


@pytest.fixture
def table(app: Flask, cast: Cast) -> Iterator[Table]:
    database.create_tables(TABLES)
    couple = cast.couple
    request = check_in(couple[0])
    sent(couple[0], request)
    yield Table(app, couple, request.path.rpartition("/")[2])
    database.drop_tables(TABLES)


@pytest.mark.slow
def test_of_two_at_once_each_comes_first_or_second(table: Table):
    _run(table, settings(max_examples=10, stateful_step_count=10, derandomize=True))


@pytest.mark.slow
def test_of_two_at_once_in_long_stories(table: Table):
    _run(table, settings(max_examples=20, stateful_step_count=20, print_blob=True))


def _run(table: Table, chosen: settings) -> None:
    chosen = settings(
        chosen, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    factory: Any = partial(Race, table)  # any callable works, whatever the annotation says
    run_state_machine_as_test(factory, settings=chosen)
