"""A ritual whose reminders a person allows in their quiet hours: for them alone, and for the schedule they saw."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.client.transport import ApiProblem
from api.kernel.clock import DAY, HOUR, MINUTE
from api.kernel.db import transaction
from api.kernel.push import notices
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause
from tests.practices.rituals.planning import (
    DAILY,
    FRIDAY,
    SEVEN,
    accept,
    agreed,
    answer,
    change,
    propose,
)
from tests.practices.working import act, pushed, queued, work
from tests.push_service import PushService
from tests.pushing import NOTICES, choose, turn_on


def let_through(phone: Phone, ritual_id: str, reminds: bool = True, **changed: Any) -> Any:
    """Save whether a ritual's reminders come in one's own quiet hours, too."""
    body: dict[str, Any] = {"edit": 1, "reminds": reminds, "ritual_edit": 1, **changed}
    path = f"/rituals/{ritual_id}/quiet-hours"
    return phone.api.call("PUT", path, {"space_id": phone.person_id, **body})


@pytest.fixture
def quiet(couple: tuple[Phone, Phone], clock: MovingClock) -> tuple[Phone, Phone]:
    """Both have quiet hours over every reminder of the ritual, an hour before seven."""
    for phone in couple:
        choose(phone, edit=2, quiet_from="17:00", quiet_until="23:00")
    return couple


def test_it_reminds_in_quiet_hours_with_a_sound_and_nobody_else(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = quiet
    ritual_id = agreed(ana, ben)
    saved = let_through(ben, ritual_id)
    assert (saved["id"], saved["author_id"], saved["reminds"]) == (ritual_id, ben.person_id, True)
    clock.to(SEVEN - HOUR)
    [payload] = pushed(service)
    assert payload["notification"]["silent"] is False
    assert payload["twofold"]["kind"] == "ritual"


def test_words_that_the_partner_changed_later_come_in_nobodys_quiet_hours(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """The reminder is as neutral as any other. Since it is allowed, it makes a sound."""
    ana, ben = quiet
    ritual_id = agreed(ana, ben)
    let_through(ben, ritual_id)
    propose(ana, ritual_id=ritual_id, edit=2, title="You will be sorry")
    clock.to(SEVEN - HOUR)
    [payload] = pushed(service)
    assert (payload["notification"]["silent"], payload["twofold"].get("headline")) == (False, None)
    let_through(ben, ritual_id, edit=2, ritual_edit=2)
    clock.to(SEVEN + 7 * DAY - HOUR)
    [payload] = pushed(service)
    assert payload["twofold"]["headline"]


def test_the_partner_never_hears_of_it(quiet: tuple[Phone, Phone]):
    ana, ben = quiet
    ritual_id = agreed(ana, ben)
    for phone in quiet:
        phone.changes()
    ritual = ana.get("rituals", ritual_id).view
    let_through(ben, ritual_id)
    assert ana.changes() == []
    assert ana.get("rituals", ritual_id).view == ritual
    [own] = ben.changes()
    assert (own.kind, own.view["reminds"]) == ("ritual_quiet_hours", True)


def test_no_longer_let_through_even_what_is_queued_stays_silent(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*quiet)
    let_through(quiet[1], ritual_id)
    clock.to(SEVEN - HOUR)
    act()
    assert queued(quiet[1].person_id) == ["ritual"]
    let_through(quiet[1], ritual_id, False, edit=2)
    assert pushed(service) == []
    clock.to(SEVEN + 7 * DAY - HOUR)
    assert pushed(service) == []


def test_a_pause_still_silences(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*quiet)
    let_through(quiet[1], ritual_id)
    clock.to(SEVEN - 2 * HOUR)
    pause(quiet[1], 3 * 3600)
    work()
    service.pushes.clear()
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []


def test_quiet_hours_hold_for_everything_else(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    let_through(quiet[1], agreed(*quiet))
    agreed(*quiet)
    clock.to(SEVEN - HOUR)
    with transaction():
        notices.queue(
            quiet[1].person_id,
            NOTICES["ask"],
            space_id=quiet[1].person_id,
            record_kind="asks",
            record_id=quiet[1].person_id,
            navigate="/",
            ttl_ms=HOUR,
            urgency="normal",
            topic="ask",
            extra={},
        )
    assert len(pushed(service)) == 1


def test_a_time_that_was_moved_stays_silent(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    """Either may move a time without asking, but nobody may wake the partner by it."""
    ritual_id = agreed(*quiet)
    let_through(quiet[1], ritual_id)
    change(quiet[0], ritual_id, "moved", moved_to="2040-03-02T21:00")
    clock.to(SEVEN + HOUR)
    assert pushed(service) == []


def test_a_changed_schedule_has_to_be_let_through_anew(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = quiet
    ritual_id = agreed(ana, ben)
    let_through(ben, ritual_id)
    propose(ana, ritual_id=ritual_id, edit=2, leads=(30,))
    accept(ben, ritual_id, 2)
    with pytest.raises(ApiProblem, match="stale_edit"):
        let_through(ben, ritual_id, edit=2)
    clock.to(SEVEN - 30 * MINUTE)
    assert pushed(service) == []
    assert let_through(ben, ritual_id, edit=2, ritual_edit=2)["ritual_edit"] == 2
    clock.to(SEVEN + 7 * DAY - 30 * MINUTE)
    assert len(pushed(service)) == 1


def test_changed_words_keep_it_through(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*quiet)
    let_through(quiet[1], ritual_id)
    view = propose(quiet[0], ritual_id=ritual_id, edit=2, title="Ours")
    assert view["schedule_edit"] == 1
    clock.to(SEVEN - HOUR)
    assert len(pushed(service)) == 1


def test_a_snooze_of_it_comes_too(
    quiet: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ritual_id = agreed(*quiet)
    let_through(quiet[1], ritual_id)
    clock.to(SEVEN - HOUR)
    work()
    service.pushes.clear()
    for phone in quiet:
        answer(phone, ritual_id, "snooze", FRIDAY)
    clock.to(SEVEN - 44 * MINUTE)
    assert len(pushed(service)) == 1


def test_sent_again_it_changes_nothing(quiet: tuple[Phone, Phone]):
    ritual_id = agreed(*quiet)
    first = let_through(quiet[1], ritual_id)
    with nothing_changes():
        assert let_through(quiet[1], ritual_id) == first


def test_sent_again_after_a_new_schedule_it_is_known(quiet: tuple[Phone, Phone]):
    """The answer was lost. What was let through applies to the schedule of then."""
    ana, ben = quiet
    ritual_id = agreed(ana, ben)
    first = let_through(ben, ritual_id)
    propose(ana, ritual_id=ritual_id, edit=2, leads=(30,))
    with nothing_changes():
        assert let_through(ben, ritual_id) == first


def test_one_lets_through_only_rituals_of_ones_own_for_oneself(cast: Cast):
    ana, ben = cast.couple
    others = (cast.stranger, cast.cleo)
    ritual_id = propose(ana)["id"]
    with nothing_changes():
        for phone in others:
            with pytest.raises(ApiProblem, match="not_found"):
                let_through(phone, ritual_id)
        for space_id in (ana.person_id, ana.couple_id):
            with pytest.raises(ApiProblem, match="not_found"):
                let_through(ben, ritual_id, space_id=space_id)
        with pytest.raises(ApiProblem, match="stale_edit"):
            let_through(ben, ritual_id, ritual_edit=2)
    ana.leave()
    with pytest.raises(ApiProblem, match="not_found"):
        let_through(ben, ritual_id)


def test_alone_it_works_as_well(noon: int, cast: Cast, service: PushService, clock: MovingClock):
    turn_on(cast.ana, service)
    choose(cast.ana, quiet_from="17:00", quiet_until="23:00")
    ritual_id = propose(cast.ana, recurrence=DAILY)["id"]
    clock.to(SEVEN - HOUR)
    assert pushed(service) == []
    let_through(cast.ana, ritual_id)
    clock.to(SEVEN + DAY - HOUR)
    assert len(pushed(service)) == 1
