"""Proposals: one at a time, nothing shows whether one was seen, and one that nobody joined leaves no trace."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, MINUTE
from api.practices.conversations.models import Conversation
from tests.kernel.asking import sent, told
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.conversations.holding import (
    begun,
    propose,
    say,
    sealed_proposal,
    seen,
)
from tests.practices.pauses.asking import pause
from tests.practices.refusing import not_found
from tests.practices.working import kinds, work
from tests.push_service import PushService
from tests.pushing import choose


def test_one_push_for_a_proposal_and_one_for_the_yes(
    couple: tuple[Phone, Phone], service: PushService
):
    ana, ben = couple
    one = propose(ana)
    assert kinds(service) == ["conversation"]
    say(ben, one, "join")
    assert kinds(service) == ["conversation_join"]
    assert seen(ana)["conversations", one].view["joined_at"] is not None


def test_both_are_one_switch(couple: tuple[Phone, Phone], service: PushService):
    ana, ben = couple
    for phone in couple:
        choose(phone, 2, notices={"conversations": False})
    say(ben, propose(ana), "join")
    assert kinds(service) == []


def test_whoever_lets_it_rest_shows_nothing(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, _ = couple
    one = propose(ana)
    before = seen(ana)
    clock.forward(milliseconds=2 * HOUR + MINUTE)
    assert seen(ana) == before
    assert told(say(couple[1], one, "join")) == "already_ended"


def test_only_the_other_joins_and_only_once(cast: Cast):
    ana, ben = cast.couple
    one = propose(ana)
    assert told(say(ana, one, "join")) == "not_found"
    stranger = cast.stranger
    for space_id in (ana.space("us"), stranger.person_id):
        not_found(stranger, "PUT", f"/conversations/{one}/join", {"space_id": space_id})
    assert [say(ben, one, "join").status for _ in range(2)] == [201, 200]


@pytest.mark.parametrize("who", [0, 1])
def test_either_ends_it_before_it_begins(
    couple: tuple[Phone, Phone], service: PushService, who: int
):
    ana, ben = couple
    one = propose(ana)
    assert say(couple[who], one, "end").status == 201
    assert say(couple[1 - who], one, "end").status == 200
    assert kinds(service) == []
    assert told(say(ben, one, "join")) == "already_ended"


def test_there_is_one_at_a_time(cast: Cast):
    ana, ben = cast.couple
    begun(ana, ben)
    for phone in cast.couple:
        assert told(sent(phone, sealed_proposal(phone))) == "open_conversation"


@pytest.mark.parametrize("way", ["declined", "withdrawn", "unseen"])
def test_after_one_that_nobody_joined_its_author_waits_alike(
    couple: tuple[Phone, Phone], clock: MovingClock, way: str
):
    ana, ben = couple
    one = propose(ana)
    if way != "unseen":
        say(ben if way == "declined" else ana, one, "end")
    clock.forward(milliseconds=2 * HOUR + MINUTE)
    assert told(sent(ana, sealed_proposal(ana))) == "resting"
    clock.forward(milliseconds=12 * HOUR)
    assert sent(ana, sealed_proposal(ana)).status == 201


def test_the_other_may_propose_meanwhile(cast: Cast):
    ana, ben = cast.couple
    say(ben, propose(ana), "end")
    assert sent(ben, sealed_proposal(ben)).status == 201


def test_after_one_that_was_held_either_proposes_at_once(cast: Cast):
    ana, ben = cast.couple
    say(ben, begun(ana, ben), "end")
    assert sent(ana, sealed_proposal(ana)).status == 201


def test_none_during_a_pause(couple: tuple[Phone, Phone]):
    ana, ben = couple
    one = propose(ana)
    pause(ana)
    assert told(say(ben, one, "join")) == "paused"
    say(ben, one, "end")
    with nothing_changes():
        assert told(sent(ben, sealed_proposal(ben))) == "paused"


def test_none_alone_and_none_that_comes_too_late(cast: Cast):
    ana, _ = cast.couple
    with nothing_changes():
        assert told(sent(ana, sealed_proposal(ana, ago=2 * HOUR))) == "already_ended"
        assert told(sent(ana, sealed_proposal(ana, audience="me"))) == "invalid"


def test_a_day_later_nobody_can_count_it(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, ben = couple
    say(ben, propose(ana), "end")
    clock.forward(milliseconds=DAY + HOUR)
    work()
    assert seen(ana) == seen(ben) == {}
    assert not Conversation.select().exists()
