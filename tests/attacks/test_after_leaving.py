"""Whoever was left hears nothing more of the couple, whatever was planned for later."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel.clock import DAY
from api.kernel.ids import new_id
from api.kernel.practice import Practice
from api.practices import PRACTICES
from tests.contract.real_practices import LINE
from tests.kernel.asking import check_in, sent
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast, came_back
from tests.practices.asks.asking import ask, say
from tests.practices.conversations.holding import begun, take
from tests.practices.patterns.owning import in_it, owned
from tests.practices.pauses.asking import pause
from tests.practices.readiness.saying import say as say_ready
from tests.practices.rituals.planning import DAILY, agreed, change, decline, end, propose, state
from tests.practices.topics.parking import park
from tests.practices.topics.parking import say as topic_says
from tests.practices.wins.test_wins import appreciate, win
from tests.practices.wobbles.wobbling import say as wobble_says
from tests.practices.wobbles.wobbling import sealed_card, wobble
from tests.practices.working import act, planned


def test_every_practice_is_met(cast: Cast):
    """Else a new one could tell something later."""
    ana, ben = cast.couple
    fill(ana, ben)
    told = {kind for page in feeds(ana, ben) for kind in page["records"]}
    assert [one.name for one in PRACTICES if told.isdisjoint(_names(one))] == []


def test_nothing_comes_when_what_was_planned_is_due(cast: Cast, clock: MovingClock):
    """Else both would get the records of a couple that has ended, and their phones would wake."""
    couple = cast.couple
    fill(*couple)
    couple[0].leave()
    before = feeds(*couple)
    for _ in range(16):
        clock.forward(milliseconds=2 * DAY)
        act()
        assert feeds(*couple) == before
        assert not planned("ritual")


def test_nothing_comes_after_a_restore(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """The backup is from before the leaving, and what was withdrawn or ended since is withdrawn or ended again."""
    ana, ben = couple = cast.couple
    fill(ana, ben)
    ended, withdrawn = agreed(ana, ben), agreed(ana, ben)
    backup = everything()
    end(ana, ended)
    decline(ben, withdrawn)
    couple_id = ana.couple_id
    ana.leave()
    put_back(backup)
    assert str(couple_id) in str(feeds(*couple))
    after_restore(settings, monkeypatch)
    assert str(couple_id) not in str(feeds(*couple))
    assert not planned("ritual")


def fill(ana: Phone, ben: Phone) -> None:
    """One of each that a worker ends, deletes or reminds of."""
    say_ready(ana, "talk", "ready")
    sent(ben, check_in(ben))
    say(ben, ask(ana)["id"], "yes")
    ask(ben, "money")
    change(ana, agreed(ana, ben, recurrence=DAILY), "skipped")
    decline(ben, propose(ana)["id"])
    ended = propose(ben)["id"]
    decline(ana, ended)
    end(ana, ended)
    standing = agreed(ben, ana)
    decline(ana, propose(ben, replaces=standing, recurrence=DAILY)["id"])
    in_it(ana, owned(ana, ben))
    wobble_says(ana, wobble(ben), "yes")
    wobble(ana)
    topic_id: str = park(ana)["id"]
    topic_says(ben, topic_id)
    take((ana, ben), begun(ana, ben, keeps=False), "turn", "reflection")
    appreciate(ben, win(ana).id)
    for kind in ("journal_pages", "reflections", "own_conversations"):
        ana.put(kind, new_id(), words=LINE, audience="me")
    ana.send(sealed_card(ana))
    ana.put("profiles", ana.person_id, words={"name": "Ana"}, audience="us")
    pause(ana)


def feeds(*phones: Phone) -> list[dict[str, Any]]:
    return [phone.api.call("GET", "/changes") for phone in phones]


def _names(practice: Practice) -> set[str]:
    return {*(kind.name for kind in practice.kinds), *practice.nouns}


def test_a_refusal_that_ends_meanwhile_does_not_come_back_with_the_couple(
    cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    clock.forward(milliseconds=13 * DAY)
    act()
    thief = came_back(cast, ana)
    path = f"/couples/{ana.couple_id}/leaving"
    thief.api.call("PUT", path, {})
    clock.forward(milliseconds=2 * DAY)
    act()
    ana.api.call("PUT", f"{path}/withdrawal", {})
    assert state(ana, ritual_id) == "ended"
    for phone in (ana, ben):
        assert ritual_id not in str(phone.api.call("GET", "/changes")["records"])
