"""A vow and its changes, with all that people say on them, in any order and at any time: at most one is in force, and
none that somebody suspends, whose day has come, or that has ended before."""

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.kernel import clock
from api.kernel.accords import views
from api.kernel.ids import new_id
from tests.kernel.accords.promising import DAYS
from tests.kernel.accords.signing import SignedVows
from tests.kernel.accords.vows import Act, Vows, work
from tests.kernel.everything import everything, put_back
from tests.moving_clock import Watch

Step = tuple[int, str, int]
"""Who, what, and of which vow, the newest first."""

DOING = (
    "change",
    "yes of both",
    "yes of both",
    "no",
    "edit",
    "end",
    "suspend",
    "resume",
    "renew",
    "renewal of both",
    "withdraw",
    "later",
)
steps = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(DOING), st.integers(0, 2)),
    min_size=10,
    max_size=16,
)


class Family:
    """A vow, its changes, and what was said on each: who, and the id."""

    def __init__(self, first: Vows, watch: Watch) -> None:
        self.all, self._watch = [first], watch
        self._said: dict[str, list[tuple[str, int, str]]] = {"suspend": [], "renew": []}
        self._over: set[str] = set()

    def do(self, step: Step) -> None:
        """Some is refused, such as a yes after a no."""
        who, what, which = step
        vows = self.all[-1 - which % len(self.all)]
        edit = vows.vow.edit
        if what == "later":
            self._watch.at += 10 * clock.DAY
            work(vows.accord)
        elif what == "change":
            change = vows.beside()
            if change.do(Act(who, "edit", 1, "dishes", replaces=vows.vow_id)) == 201:
                self.all.append(change)
        elif what == "yes of both":
            for one in (who, 1 - who):
                vows.do(Act(one, "yes", edit))
        elif what in ("renew", "renewal of both"):
            for one in (who, 1 - who) if what == "renewal of both" else (who,):
                self._say(vows, Act(one, "renew", edit, own=new_id(), days=2 * DAYS))
        elif what == "suspend":
            self._say(vows, Act(who, "suspend", own=new_id()))
        elif what in ("resume", "withdraw"):
            self._take_back(what)
        elif what == "edit":
            vows.do(Act(who, "edit", edit + 1, "flowers" if edit % 2 else "dishes"))
        else:
            vows.do(Act(who, "no", edit) if what == "no" else Act(who, "end"))

    def check(self) -> None:
        in_force = [one for one in self.all if one.state == "accepted"]
        assert len(in_force) <= 1
        for one in in_force:
            assert not one.suspended_by()
            assert one.day(one.lapses_after()) > clock.now()
            assert one.accepted_by() == {0, 1}
            assert one.vow_id not in self._over
        self._over |= {one.vow_id for one in self.all if one.state in ("ended", "lapsed")}

    def _say(self, vows: Vows, act: Act) -> None:
        if vows.do(act) == 201:
            self._said[act.what].append((vows.vow_id, act.who, act.own))

    def _take_back(self, what: str) -> None:
        said = self._said["suspend" if what == "resume" else "renew"]
        if said:
            vow_id, who, own = said.pop()
            vows = next(one for one in self.all if one.vow_id == vow_id)
            assert vows.do(Act(who, "resume" if what == "resume" else "withdraw", own=own)) == 204


told = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.slow
@told
@given(steps=steps)
def test_at_most_one_is_in_force_and_only_while_both_want_it(
    agreed: Vows, watch: Watch, steps: list[Step]
):
    _tell(agreed, watch, steps)


@pytest.mark.slow
@settings(told, max_examples=8)
@given(steps=steps)
def test_of_signed_ones_too(both_signed: SignedVows, watch: Watch, steps: list[Step]):
    _tell(both_signed, watch, steps)


def _tell(first: Vows, watch: Watch, steps: list[Step]) -> None:
    with _put_back_after(watch):
        family = Family(first, watch)
        for step in steps:
            family.do(step)
            family.check()
        _feeds_say_so(family)


@contextmanager
def _put_back_after(watch: Watch) -> Generator[None]:
    """Also after a failure, so that Hypothesis finds a short example."""
    beginning, began = everything(), watch.at
    try:
        yield
    finally:
        watch.at = began
        put_back(beginning)


def _feeds_say_so(family: Family) -> None:
    """Every view is current, once the worker has run."""
    accord = family.all[0].accord
    work(accord)
    now = [views.of_record(accord, one.vow) for one in family.all]
    for phone in family.all[0].couple:
        shown = [one for one in family.all[0].feed_of(phone) if "promise" in one]
        assert shown == sorted(now, key=str)
