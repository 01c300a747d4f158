"""Whatever two people say, in any order and at any times, each sees exactly what the rules allow.

The model is the rules in a few lines. Hypothesis makes days of taps, waiting and rounds of the worker.
"""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from api.client.phone import Phone
from api.kernel.clock import HOUR, MINUTE, from_text
from api.kernel.rounds.pace import AN_HOUR
from api.kernel.rounds.times import ripe
from api.practices.readiness import times
from tests.kernel.everything import everything, put_back
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.readiness.saying import path_of, sealed_readiness
from tests.practices.working import act

AREA = "touch"
steps = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from((0, 1)),
            st.sampled_from(("ready", "ready", "maybe", "not_now")),
            st.sampled_from(("mutual", "mutual", "always")),
            st.sampled_from((1, 30, 4 * 60)),
        ),
        st.sampled_from((1, 4, 10, 10, 75)),
        st.just("work"),
    ),
    max_size=25,
)
"""Who says what, by which rule, for how many minutes; or minutes that pass; or the worker runs."""


@dataclass
class Person:
    """What somebody has said, as far as the rules are about it."""

    state: str = "not_now"
    reveal: str = "mutual"
    since: int = 0
    until: int = 0
    begun: list[int] = field(default_factory=list[int])
    """When they became ready, since the hour began in which it is counted."""


class Rules:
    """The two, and whether the worker has found them both ready."""

    def __init__(self) -> None:
        self.people = [Person(), Person()]
        self.matched = False
        self.trace = 0

    def say(self, who: int, state: str, reveal: str, minutes: int, now: int) -> bool:
        """Whether it is accepted."""
        person = self.people[who]
        begins = state == "ready" and not self._is_ready(person, now)
        if person.begun and person.begun[0] <= now - HOUR:
            person.begun.clear()
        if begins and len(person.begun) == AN_HOUR:
            return False
        if begins:
            person.begun.append(now)
            person.since = now
        if begins or state != "ready":
            self.matched = False
        person.state, person.reveal = state, reveal
        person.until = 0 if state == "not_now" else times.end(now, minutes * 60)
        return True

    def work(self, now: int) -> None:
        both = all(self._is_ready(one, now) and ripe(one.since) <= now for one in self.people)
        if both and not self.matched:
            self.matched = True
            if any(one.reveal == "mutual" for one in self.people):
                self.trace = times.trace_end(now)

    def sees(self, who: int, now: int) -> int | None:
        """Until when somebody sees the partner's readiness; None if they do not."""
        own, other = self.people[who], self.people[1 - who]
        if other.until <= now:
            return None
        if other.reveal == "always":
            return other.until
        both = self._is_ready(own, now) and self._is_ready(other, now)
        return min(own.until, other.until) if both and self.matched else None

    def _is_ready(self, person: Person, now: int) -> bool:
        return person.state == "ready" and person.until > now


@pytest.mark.slow
def test_each_sees_what_the_rules_say(app: Flask, watch: Watch, cast: Cast):
    phones, beginning, begins = cast.couple, everything(), watch.at

    def shown(who: int) -> int | None:
        answer = phones[who].api.request("GET", path_of(phones[1 - who], AREA))
        return from_text(answer.json["until"]) if answer.status == 200 else None

    @settings(
        max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(steps)
    @example([(0, "ready", "mutual", 240), (1, "ready", "mutual", 240), 10, "work"])
    @example([(0, "ready", "mutual", 240), (1, "ready", "always", 30), 10, "work", 75, "work"])
    def agree(day: list[tuple[int, str, str, int] | int | str]) -> None:
        put_back(beginning)
        watch.at = begins
        rules = Rules()
        for step in day:
            if isinstance(step, int):
                watch.at += step * MINUTE
            elif isinstance(step, str):
                act()
                rules.work(watch.at)
            else:
                watch.at += 1
                assert said(phones[step[0]], *step[1:]) == rules.say(*step, watch.at)
            for who in (0, 1):
                assert shown(who) == rules.sees(who, watch.at), (step, who)
        act()
        rules.work(watch.at)
        left = {AREA: rules.trace} if rules.trace > watch.at else {}
        assert [fresh_traces(phone) for phone in phones] == [left, left]

    agree()


def said(phone: Phone, state: str, reveal: str, minutes: int) -> bool:
    request = sealed_readiness(phone, AREA, state, minutes * 60, reveal=reveal)
    return phone.api.request("PUT", request.path, request.body).status < 300


def fresh_traces(phone: Phone) -> dict[str, int]:
    """What a new phone gets from the feed."""
    page = phone.api.call("GET", "/changes")
    views = page["records"].get("readiness_matches", [])
    return {view["id"]: from_text(view["until"]) for view in views}
