"""What a phone is told of a wobble: once, neutrally, and never in a pause."""

import pytest

from api.kernel.clock import HOUR
from api.practices.wobbles.models import Wobble
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.practices.asks.asking import sealed_ask
from tests.practices.pauses.asking import pause
from tests.practices.wobbles.wobbling import (
    Couple,
    code,
    say,
    sealed_wobble,
    seen,
    withdraw,
    wobble,
)
from tests.practices.working import kinds, pushed, work
from tests.push_service import PushService
from tests.pushing import choose


def test_a_pause_of_the_partner_is_never_passed(couple: Couple, service: PushService):
    ana, ben = couple
    choose(ben, 2, {"wobbles_in_quiet_hours": True})
    pause(ben)
    work()
    service.pushes.clear()
    with nothing_changes():
        assert code(ana, sealed_wobble(ana)) == "paused"
    assert pushed(service) == []


@pytest.mark.parametrize("who", [0, 1])
def test_somebody_can_be_there_in_a_pause(couple: Couple, service: PushService, who: int):
    ana, ben = couple
    one = wobble(ana)
    pause(couple[who])
    work()
    service.pushes.clear()
    said = say(ben, one, "yes")
    assert f"wobble_answers {said}" in seen(ana)
    assert kinds(service) == (["wobble_answer"] if who else [])


def test_the_partner_gets_one_neutral_push_without_the_card(couple: Couple, service: PushService):
    ana, ben = couple
    one = wobble(ana)
    [payload] = pushed(service)
    shown, ours = payload["notification"], payload["twofold"]
    assert (shown["title"], shown["body"], shown["silent"]) == ("Reminder", "", False)
    assert shown["navigate"] == f"http://localhost/wobbles/{one}"
    assert (ours["kind"], ours["record_id"], "words" in ours) == ("wobble", one, False)
    said = say(ben, one, "later", later_in=2 * HOUR)
    [payload] = pushed(service)
    ours = payload["twofold"]
    assert (ours["kind"], ours["record_id"]) == ("wobble_answer", said)
    assert (ours["wobble_id"], ours["answer"], ours["local"]) == (one, "later", "14:00")


@pytest.mark.parametrize("who", [0, 1])
def test_a_yes_that_is_taken_back_is_told_silently(couple: Couple, service: PushService, who: int):
    """Else *I'm here* would stay on a lock screen. The wobble is gone before the push is sent."""
    ana, ben = couple
    one = wobble(ana)
    said = say(ben, one, "yes")
    work()
    service.pushes.clear()
    withdraw(couple[who], said if who else one)
    [payload] = pushed(service)
    ours = payload["twofold"]
    assert (ours["kind"], ours["wobble_id"], ours["record_id"]) == ("wobble_end", one, one)
    assert payload["notification"]["silent"] is True
    assert not Wobble.select().exists()


def test_pushes_of_the_hour_but_the_first_are_silent(couple: Couple, service: PushService):
    ana, _ = couple
    for silent in (False, True):
        one = wobble(ana)
        assert [push["notification"]["silent"] for push in pushed(service)] == [silent]
        withdraw(ana, one)
    wobble(ana)
    assert pushed(service) == []  # two a day


@pytest.mark.parametrize("allows", [True, False])
def test_quiet_hours_are_passed_if_who_gets_it_allows_it(
    couple: Couple, service: PushService, clock: MovingClock, allows: bool
):
    ana, ben = couple
    quiet = {"quiet_from": "22:00", "quiet_until": "07:00"}
    choose(ana, 2, {"wobbles_in_quiet_hours": True}, **quiet)
    choose(ben, 2, {"wobbles_in_quiet_hours": allows}, **quiet)
    clock.forward(milliseconds=12 * HOUR)
    ana.send(sealed_ask(ana))
    one = wobble(ana)
    payloads = pushed(service)
    told = [(one["twofold"]["kind"], one["notification"]["silent"]) for one in payloads]
    assert told == ([("wobble", False)] if allows else [])
    say(ben, one, "yes")
    assert kinds(service) == ["wobble_answer"]
