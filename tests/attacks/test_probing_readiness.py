"""Somebody who says *ready* only to see whether the partner is learns nothing, or is seen as ready too.

ana probes ben, and cleo probes dan in the same steps. ben has been ready for long, dan has said nothing.
Both askers are told the same, and the probed partner gets nothing of it.
"""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel import feed
from api.kernel.rounds.pace import AN_HOUR
from api.kernel.rounds.times import ripe
from api.practices.readiness.models import Readiness
from api.practices.readiness.times import QUARTER
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import path_of, say, sealed_readiness, seen, stand, traces
from tests.practices.working import act

PROBES = 20
SECOND, MINUTE = server_clock.SECOND, server_clock.MINUTE


@pytest.fixture
def ready(cast: Cast, clock: MovingClock) -> tuple[Phone, Phone]:
    """ana and ben; ben has been ready for long."""
    say(cast.couple[1], "touch", "ready", 24 * 3600)
    stand(clock)
    return cast.couple


@pytest.fixture
def silent(cast: Cast, ready: tuple[Phone, Phone]) -> tuple[Phone, Phone]:
    """cleo and dan; dan has not said anything."""
    return cast.cleo, cast.dan


def probe(phone: Phone, partner: Phone, reveal: str = "mutual") -> list[Any]:
    """What a probe tells: *ready*, fetch everything, *not now*, fetch everything."""
    told: list[Any] = []
    for state in ("ready", "not_now"):
        before = number(phone)
        request = sealed_readiness(phone, "touch", state, reveal=reveal)
        answer = phone.api.request("PUT", request.path, request.body)
        asked = phone.api.request("GET", path_of(partner, "touch"))
        told += [answer.status, sorted(answer.json), asked.status, asked.json]
        told += [number(phone) - before, seen(phone, of=partner), traces(phone)]
    return told


def number(phone: Phone) -> int:
    """How many numbers of somebody's feed are used."""
    return int(feed.cursor(phone.person_id).partition(".")[2])


def test_twenty_times_in_a_moment(ready: tuple[Phone, Phone], silent: tuple[Phone, Phone]):
    before = [number(ready[1]), number(silent[1])]
    told: list[list[Any]] = []
    for _ in range(PROBES):
        told.append(probe(*ready))
        assert told[-1] == probe(*silent)
        act()
    assert [one[0] for one in told].count(409) == PROBES - AN_HOUR
    assert [number(ready[1]), number(silent[1])] == before
    assert traces(ready[1]) == {}


def test_by_changing_the_rule(ready: tuple[Phone, Phone], silent: tuple[Phone, Phone]):
    """ben sees what she always shows; nothing of his is shown to her."""
    for reveal in ("always", "mutual") * (AN_HOUR // 2):
        assert probe(*ready, reveal) == probe(*silent, reveal)
        act()


def test_from_two_phones(cast: Cast, ready: tuple[Phone, Phone], silent: tuple[Phone, Phone]):
    phones = list[list[Phone]]()
    for owner, _ in (ready, silent):
        second = cast.unused()
        owner.pair(second)
        phones.append([owner, second])
    before = [number(ready[1]), number(silent[1])]
    for turn in range(PROBES):
        told = [
            probe(mine[turn % 2], partner)
            for mine, (_, partner) in zip(phones, (ready, silent), strict=True)
        ]
        assert told[0] == told[1]
        act()
    assert [number(ready[1]), number(silent[1])] == before


def test_at_the_edge_of_the_minutes(ready: tuple[Phone, Phone], clock: MovingClock):
    """A moment before the time is over nothing shows, however often the worker runs."""
    ana, ben = ready
    before = number(ben)
    say(ana, "touch", "ready")
    clock.to(ripe(Readiness.get(Readiness.person_id == ana.person_id).ready_since) - SECOND)
    act()
    assert seen(ana, of=ben) == {}
    say(ana, "touch", "not_now")
    clock.forward(milliseconds=2 * SECOND)
    act()
    assert (number(ben), seen(ana, of=ben), traces(ben)) == (before, {}, {})


@pytest.mark.parametrize("stays", [True, False])
def test_over_a_restart_of_the_worker(ready: tuple[Phone, Phone], clock: MovingClock, stays: bool):
    """Nothing shows while no worker runs, and what was withdrawn meanwhile never shows."""
    ana, ben = ready
    say(ana, "touch", "ready")
    clock.forward(milliseconds=3 * 60 * MINUTE)
    before = number(ben)
    assert ana.api.request("GET", path_of(ben, "touch")).status == 404
    if not stays:
        say(ana, "touch", "not_now")
    assert seen(ana, of=ben) == seen(ben, of=ana) == {}
    act()
    assert (seen(ana, of=ben) != {}) == (seen(ben, of=ana) != {}) == stays
    assert traces(ana) == traces(ben)
    assert (number(ben) != before) == stays


def test_a_probe_that_waits_is_seen(ready: tuple[Phone, Phone], clock: MovingClock):
    """She was ready for the required minutes and withdrew at once; ben looks an hour later."""
    ana, ben = ready
    say(ana, "touch", "ready")
    stand(clock)
    assert seen(ana, of=ben) != {}
    say(ana, "touch", "not_now")
    clock.forward(milliseconds=59 * MINUTE)
    act()
    page = ben.api.call("GET", "/changes")
    trace = {"id": "touch", "space_id": ben.space("us")}
    (found,) = page["records"]["readiness_matches"]
    assert found == {**trace, "until": found["until"]}
    assert traces(ana) == traces(ben)


def test_no_feed_says_that_something_is_gone_which_it_never_had(
    ready: tuple[Phone, Phone], clock: MovingClock
):
    """ben's app is open and gets every event."""
    ana, ben = ready
    had = set[str]()

    def look() -> None:
        page = ben.api.call("GET", "/changes")
        had.update(view["id"] for views in page["records"].values() for view in views)
        assert {gone["id"] for gone in page["gone"]} <= had

    for reveal, waits in (("mutual", 0), ("mutual", 10), ("always", 0), ("mutual", 10)):
        for state in ("ready", "maybe", "ready"):
            say(ana, "touch", state, reveal=reveal)
            look()
            clock.forward(milliseconds=waits * MINUTE)
            act()
            look()
            say(ana, "touch", "not_now", reveal=reveal)
            look()
        clock.forward(milliseconds=60 * MINUTE)
        act()
        look()


def test_an_end_tells_no_minute(ready: tuple[Phone, Phone], clock: MovingClock):
    """Ends are shown as quarters of an hour, whenever the tap was and whoever asks."""
    ana, ben = ready
    for area, state in (("touch", "ready"), ("talk", "maybe"), ("money", "ready")):
        clock.forward(milliseconds=7 * MINUTE + 13 * SECOND)
        say(ana, area, state, 3 * 3600)
    stand(clock)
    shown = [*seen(ben, of=ana).values(), *seen(ana, of=ben).values()]
    shown += [ben.api.call("GET", path_of(ana, area)) for area in ("touch", "talk", "money")]
    assert len(shown) == 7
    for view in shown:
        assert server_clock.from_text(view["until"]) % QUARTER == 0
        assert view.keys().isdisjoint({"started_at", "duration_seconds", "reveal", "received"})
