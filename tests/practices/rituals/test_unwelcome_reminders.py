"""When a reminder is not sent, and not made up for later."""

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, MINUTE
from tests.moving_clock import MovingClock
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import DAILY, SEVEN, accept, agreed, change, end, propose
from tests.practices.working import act, planned, pushed, queued
from tests.push_service import PushService
from tests.pushing import choose


def test_in_quiet_hours_it_is_skipped_and_not_made_up_for(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    choose(couple[1], edit=2, quiet_from="17:30", quiet_until="18:30")
    agreed(*couple)
    clock.to(SEVEN - HOUR)
    assert len(pushed(service)) == 1
    clock.to(SEVEN)
    assert pushed(service) == []
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2


def test_during_a_pause_it_is_silent(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple)
    clock.to(SEVEN - 2 * HOUR)
    pause(couple[0], 3 * 3600)
    pushed(service)
    clock.to(SEVEN - HOUR)
    [payload] = pushed(service)
    assert payload["twofold"]["kind"] == "ritual"
    clock.to(SEVEN)
    assert queued(couple[0].person_id) == []


def test_what_waits_when_a_pause_begins_is_dropped(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, ben = couple
    agreed(ana, ben)
    clock.to(SEVEN - HOUR)
    act()
    assert (queued(ana.person_id), queued(ben.person_id)) == (["ritual"], ["ritual"])
    pause(ana)
    assert "ritual" not in queued(ana.person_id)
    assert "ritual" in queued(ben.person_id)


def test_whoever_turned_rituals_off_is_not_reminded(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    choose(couple[0], edit=2, notices={"rituals": False})
    agreed(*couple)
    clock.to(SEVEN - HOUR)
    assert len(pushed(service)) == 1


def test_a_changed_schedule_reminds_nobody_until_both_accept(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    propose(ana, ritual_id=ritual_id, edit=2, leads=(30,))
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []
    accept(ben, ritual_id, 2)
    clock.to(SEVEN - 30 * MINUTE)
    assert len(pushed(service)) == 2


def test_what_is_queued_goes_with_a_change(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    clock.to(SEVEN - HOUR)
    act()
    change(ana, ritual_id, "moved", moved_to="2040-03-02T21:00")
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], [])


def test_an_ended_ritual_is_silent(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    end(ben, agreed(ana, ben))
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []


def test_after_parting_it_is_silent(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple)
    couple[1].leave()
    assert planned("ritual") == []
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []


def test_after_a_downtime_only_what_is_still_useful_comes(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    agreed(*couple, recurrence=DAILY)
    clock.to(SEVEN + 3 * DAY + 90 * MINUTE)
    assert pushed(service) == []
    assert planned("ritual") == [SEVEN + 4 * DAY - HOUR] * 2
    clock.to(SEVEN + 4 * DAY + 10 * MINUTE)
    assert len(pushed(service)) == 2
