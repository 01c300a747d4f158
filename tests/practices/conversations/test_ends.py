"""Ends: at any moment and by either. What was not to be kept is deleted for both, and stays deleted."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel.clock import DAY, HOUR
from api.practices.conversations.models import ConversationStep
from tests.kernel.asking import sent, told
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.conversations.holding import (
    KINDS,
    away,
    begun,
    is_over,
    propose,
    say,
    sealed_step,
    sealed_takeaway,
    seen,
    step,
    steps_seen,
    take,
)
from tests.practices.working import work

SAID = ("turn", "reflection", "heard")


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_in_the_middle_and_nothing_is_lost(cast: Cast, who: int):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    assert say(cast.couple[who], one, "end").status == 201
    assert [is_over(phone, one) for phone in cast.couple] == [True, True]
    assert steps_seen(ana) == steps_seen(ben) == list(SAID)
    assert told(step(ben, one, 4, "turn")) == "already_ended"
    assert told(away(ben, one)) == "already_ended"


def test_what_is_not_kept_is_deleted_at_the_end(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    late = sealed_step(ana, one, 1, "turn")
    sent(ana, late)
    take((ana, ben), one, *SAID[1:], after=1)
    say(ben, one, "end")
    assert steps_seen(ana) == steps_seen(ben) == []
    assert not ConversationStep.select().exists()
    assert told(sent(ana, late)) == "gone"


def test_so_too_if_it_ends_by_itself_or_the_two_part(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    take((ana, ben), one, *SAID)
    late = sealed_step(ben, one, 4, "turn")
    ana.leave()
    assert told(sent(ben, late)) == "not_found"
    clock.forward(milliseconds=13 * HOUR)
    work()
    assert not ConversationStep.select().exists()


@pytest.mark.parametrize("who", [0, 1])
def test_either_takes_back_the_yes_to_keep(cast: Cast, who: int):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    say(ben, one, "end")
    assert say(cast.couple[who], one, "forgetting").status == 201
    assert steps_seen(ana) == steps_seen(ben) == []
    assert seen(ana)["conversations", one].view["forgotten"] is True


@pytest.mark.parametrize("ends", [True, False])
def test_of_what_nobody_keeps_nothing_is_taken_back(cast: Cast, ends: bool):
    """It would leave a trace of somebody who wanted it."""
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    if ends:
        say(ana, one, "end")
    for phone in cast.couple:
        with nothing_changes():
            assert told(say(phone, one, "forgetting")) == "already_ended"


def test_while_it_lasts_that_holds_from_its_end(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    say(ben, one, "forgetting")
    assert steps_seen(ana) == list(SAID)
    after = step(ben, one, 4, "turn")
    assert after.json["kept"] is False  # after a parting the other's phone deletes it by itself
    say(ben, one, "end")
    assert steps_seen(ana) == []


def test_each_takes_one_thing_away(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    say(ana, one, "end")
    sent(ana, sealed_takeaway(ana, one))
    assert sent(ben, sealed_takeaway(ben, one)).status == 201
    assert sent(ben, sealed_takeaway(ben, one, edit=2)).status == 200
    theirs = seen(ana)["conversation_takeaways", f"{one}/{ben.person_id}"]
    assert theirs.words == {"text": "Evenings need a plan."}
    clock.forward(milliseconds=29 * DAY)
    work()
    assert ("conversations", one) in seen(ana)
    clock.forward(milliseconds=2 * DAY)
    work()
    for phone in cast.couple:
        fresh: Any = phone.api.call("GET", "/changes")
        assert not fresh["records"].keys() & set(KINDS)
        # an end that a phone has seen it deletes by itself, after a day
        assert {kind for kind, _ in seen(phone)} <= {"conversation_ends"}


def test_nothing_is_taken_away_from_what_never_began(cast: Cast):
    ana, _ = cast.couple
    one = propose(ana)
    takeaway = sealed_takeaway(ana, one)
    assert told(sent(ana, takeaway)) == "not_your_turn"
    say(ana, one, "end")
    assert told(sent(ana, takeaway)) == "already_ended"


def test_nobody_takes_anything_away_before_the_end(cast: Cast):
    """It would be a way to write out of turn, and past a break or a pause of the other."""
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, "turn")
    away(ben, one)
    for phone in cast.couple:
        assert told(sent(phone, sealed_takeaway(phone, one))) == "not_your_turn"
    say(ben, one, "end")
    assert sent(ana, sealed_takeaway(ana, one)).status == 201


def test_nobody_keeps_it_open_with_breaks(cast: Cast, clock: MovingClock):
    """Else what was to be deleted would stay for as long as one of the two likes, while the other is away."""
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    take((ana, ben), one, *SAID)
    for edit in range(1, 5):
        assert away(ana, one, edit, away=edit % 2 == 1).status < 300
        clock.forward(milliseconds=11 * HOUR)
        work()
    clock.forward(milliseconds=4 * HOUR)
    work()
    assert told(away(ana, one, 5)) == "already_ended"
    assert steps_seen(ana) == steps_seen(ben) == []
    assert not ConversationStep.select().exists()


def test_what_both_keep_stays(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    say(ana, one, "end")
    clock.forward(milliseconds=60 * DAY)
    work()
    assert steps_seen(ben) == list(SAID)


def test_a_seat_that_passes_ends_it(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    newcomer = _promised_seat(cast, clock)
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    newcomer.take_seat(ana.space("us"))
    ana.refresh()
    assert is_over(ana, one)
    assert steps_seen(ana) == list(SAID)


def test_a_proposal_goes_with_the_seat(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    newcomer = _promised_seat(cast, clock)
    propose(ana)
    newcomer.take_seat(ana.space("us"))
    ana.refresh()
    assert seen(ana) == {}


def test_a_restore_opens_nothing_and_brings_nothing_back(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    kept = begun(ana, ben)
    take((ana, ben), kept, *SAID)
    say(ana, kept, "end")
    open_one = begun(ana, ben)
    backup = everything()
    say(ben, kept, "forgetting")
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert is_over(ana, open_one)
    assert steps_seen(ana) == steps_seen(ben) == []
    assert [seen(phone)["conversations", kept].view["forgotten"] for phone in (ana, ben)] == [
        True
    ] * 2


def test_a_restore_remembers_who_did_not_want_to_keep_an_open_one(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    backup = everything()
    say(ben, one, "forgetting")
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert steps_seen(ana) == steps_seen(ben) == []
    assert not ConversationStep.select().exists()


def _promised_seat(cast: Cast, clock: MovingClock) -> Phone:
    """A new account that may take ben's seat now."""
    newcomer = cast.started()
    cast.ana.give_seat(newcomer)
    clock.forward(milliseconds=73 * HOUR)
    return newcomer
