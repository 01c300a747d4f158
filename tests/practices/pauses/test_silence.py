"""Whatever is started, ended and undone, the silence lasts until the last pause that counts."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.client.phone import Phone
from api.kernel import clock, silence
from tests.people import Cast
from tests.practices.pauses.asking import end_body, pause

MINUTE = clock.MINUTE

ASK = st.tuples(st.just("ask"), st.integers(1, 60), st.integers(0, 40))
END = st.tuples(st.just("end"), st.integers(0, 5), st.integers(0, 20))
UNDO = st.tuples(st.just("undo"), st.integers(0, 5), st.just(0))


@dataclass
class Told:
    """The answers to a phone, and what follows from them."""

    pauses: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    ends: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def is_ended(self, one: dict[str, Any]) -> bool:
        return any(end["id"] == one["id"] or one["since"] <= end["at"] for end in self.ends)

    def silent_until(self) -> int:
        """0 if no pause runs."""
        running = [one for one in self.pauses if not self.is_ended(one)]
        untils = [clock.from_text(one["until"]) for one in running]
        return max((until for until in untils if until > clock.now()), default=0)


@pytest.mark.slow
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(ASK | END | UNDO, min_size=1, max_size=8))
def test_the_silence_follows_from_what_phones_see(cast: Cast, steps: list[tuple[str, int, int]]):
    ana, told = cast.started(), Told()
    for what, number, minutes_ago in steps:
        step(ana, told, what, number, minutes_ago * MINUTE)
        until = silence.silenced_until(ana.person_id)
        assert (until if until > clock.now() else 0) == told.silent_until()


def step(phone: Phone, told: Told, what: str, number: int, ago: int) -> None:
    """Do one step, if there is a pause for it; a pause that has ended stays as it is."""
    if what == "ask":
        told.pauses.append(pause(phone, number * 60, ago=ago))
        return
    if number >= len(told.pauses):
        return
    one = told.pauses[number]
    path = f"/pauses/{one['id']}"
    if what == "end":
        answer = phone.api.request("PUT", f"{path}/end", end_body(phone, at=clock.now() - ago))
    else:
        answer = phone.api.request("DELETE", path)
    if answer.status == 409:
        assert told.is_ended(one)
    elif what == "end":
        told.ends.append(answer.json)
    else:
        assert answer.status == 204
        told.pauses.remove(one)
