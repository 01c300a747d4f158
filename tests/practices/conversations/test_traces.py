"""What stays of who did what in a conversation: nothing, a day after it ended."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR, from_text
from api.kernel.feed import Feed
from api.kernel.tombstones import Tombstone
from api.practices.conversations.models import (
    ConversationBreak,
    ConversationEnd,
    ConversationForgetting,
)
from tests.kernel.asking import refused, sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.conversations.holding import (
    away,
    begun,
    is_over,
    say,
    sealed_takeaway,
    seen,
    take,
)
from tests.practices.working import work

SAID = ("turn", "reflection", "heard")


def test_nobody_reads_later_how_often_the_other_had_a_break(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    for edit in range(1, 4):
        away(ben, one, edit, away=edit % 2 == 1)
    assert ("conversation_breaks", f"{one}/{ben.person_id}") in seen(ana)
    say(ben, one, "end")
    for phone in cast.couple:
        assert ("conversation_breaks", f"{one}/{ben.person_id}") not in seen(phone)
    assert not ConversationBreak.select().exists()


@pytest.mark.parametrize("lapses", [True, False])
def test_a_day_later_nothing_tells_who_had_a_break(cast: Cast, clock: MovingClock, lapses: bool):
    """Also not that one was deleted: its id is that of a person."""
    ana, ben = cast.couple
    one = begun(ana, ben)
    away(ben, one)
    if lapses:
        clock.forward(milliseconds=13 * HOUR)
        work()
    else:
        say(ana, one, "end")
    assert _feed_rows(ana, "conversation_breaks") == _feed_rows(ben, "conversation_breaks") == 1
    clock.forward(milliseconds=DAY + HOUR)
    work()
    for phone in cast.couple:
        assert _feed_rows(phone, "conversation_breaks") == 0
        page: Any = phone.api.call("GET", "/changes")
        assert page["gone"] == []
        assert is_over(phone, one)


@pytest.mark.parametrize("said", [(), SAID])
def test_its_end_does_not_tell_that_there_was_one(
    cast: Cast, clock: MovingClock, said: tuple[str, ...]
):
    """What both keep shows when the last step was taken, and when it ended."""
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *said)
    for edit in (1, 2):
        clock.forward(milliseconds=HOUR)
        away(ben, one, edit, away=edit == 1)
    clock.forward(milliseconds=13 * HOUR)
    work()
    for phone in cast.couple:
        found = seen(phone)
        view = found["conversations", one].view
        last = found["conversation_steps", f"{one}/{len(said)}"].view["at"] if said else None
        untouched = from_text(view["ends_at"]) - from_text(last or view["joined_at"])
        assert untouched == 12 * HOUR


@pytest.mark.parametrize("who", [0, 1])
def test_a_day_later_nothing_tells_who_ended_it(cast: Cast, clock: MovingClock, who: int):
    """Else whoever often stops could be held to it for years, by what both keep."""
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    say(cast.couple[who], one, "end")
    assert ("conversation_ends", one) in seen(ana)
    cursors = [phone.api.call("GET", "/changes")["cursor"] for phone in cast.couple]
    clock.forward(milliseconds=DAY + HOUR)
    work()
    assert not ConversationEnd.select().exists()
    for phone, cursor in zip(cast.couple, cursors, strict=True):
        page: Any = phone.api.call("GET", "/changes")
        assert "conversation_ends" not in page["records"]
        assert [view["id"] for view in page["records"]["conversations"]] == [one]
        later: Any = phone.api.call("GET", f"/changes?after={cursor}")
        assert (later["records"], later["gone"], later["cursor"]) == ({}, [], cursor)
        assert is_over(phone, one)
        assert told(say(phone, one, "end")) == "already_ended"


def test_in_the_end_nothing_tells_that_there_was_one(cast: Cast, clock: MovingClock):
    """Nor how many steps it had, of whom."""
    ana, ben = cast.couple
    one = begun(ana, ben, keeps=False)
    take((ana, ben), one, *SAID)
    behind: str = ben.api.call("GET", "/changes")["cursor"]
    say(ana, one, "end")
    sent(ben, sealed_takeaway(ben, one))
    for days in (32, 9):
        clock.forward(milliseconds=days * DAY)
        work()
    for model in (Feed, Tombstone):
        assert not model.select().where(model.record_id.startswith(one)).exists()
    # a phone that has not heard of it must not keep what was written
    refused(ben, "long_away", "GET", f"/changes?after={behind}")


@pytest.mark.parametrize("who", [0, 1])
@pytest.mark.parametrize("is_over", [True, False])
def test_a_day_later_nothing_tells_who_took_the_yes_to_keep_back(
    cast: Cast, clock: MovingClock, who: int, is_over: bool
):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, *SAID)
    if is_over:
        say(ana, one, "end")
    assert say(cast.couple[who], one, "forgetting").status == 201
    assert ("conversation_forgettings", one) in seen(ana)
    clock.forward(milliseconds=DAY + HOUR)
    work()
    assert not ConversationForgetting.select().exists()
    for phone in cast.couple:
        assert _feed_rows(phone, "conversation_forgettings") == 0
        assert seen(phone)["conversations", one].view["forgotten"] is True
        assert told(say(phone, one, "forgetting")) == "already_ended"


def _feed_rows(phone: Phone, kind: str) -> int:
    return Feed.select().where((Feed.person_id == phone.person_id) & (Feed.kind == kind)).count()
