"""Whoever was left hears nothing more of the couple, whatever was planned for later."""

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel.clock import DAY
from tests.kernel.asking import check_in, sent
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast, came_back
from tests.practices.asks.asking import ask, say
from tests.practices.patterns.owning import in_it, owned
from tests.practices.pauses.asking import pause
from tests.practices.readiness.saying import say as say_ready
from tests.practices.rituals.planning import DAILY, agreed, change, decline, end, propose, state
from tests.practices.working import act, planned


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
    pause(ana)


def feeds(*phones: Phone) -> list[object]:
    return [phone.api.call("GET", "/changes") for phone in phones]


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
