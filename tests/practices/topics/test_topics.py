"""Topics: parked by one, opened only when both are ready, parked again by either. What the kernel promises of every
round is asked in tests/kernel/test_rounds.py."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel import clock
from api.kernel.clock import DAY, MINUTE
from api.kernel.errors import CODES
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import pause
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.topics.parking import (
    WORDS,
    answers,
    is_open,
    park,
    path_of,
    readiness,
    say,
    sealed_topic,
    seen,
    stand,
)
from tests.practices.working import planned, queued, work
from tests.push_service import PushService

BERLIN_EVENING = "2040-03-05T17:00:00.000Z"
"""18:00 of the day on which a topic comes back."""


def test_it_opens_for_both_once_both_are_ready(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    assert seen(ben, topic_id).words == WORDS
    assert (say(ana, topic_id).status, say(ben, topic_id).status) == (201, 201)
    assert [is_open(phone, topic_id) for phone in cast.couple] == [False, False]
    stand(clock)
    assert [is_open(phone, topic_id) for phone in cast.couple] == [True, True]
    assert seen(ana, topic_id).view == seen(ben, topic_id).view


def test_one_alone_opens_nothing_and_is_told_nothing(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    cursor = ana.api.call("GET", "/changes")["cursor"]
    say(ben, topic_id)
    stand(clock)
    assert ana.api.call("GET", "/changes")["cursor"] == cursor
    assert answers(ana) == []
    assert [view["ready"] for view in answers(ben)] == [True]


@pytest.mark.parametrize("who", [0, 1])
def test_either_parks_it_again_and_both_values_are_cleared(
    cast: Cast, clock: MovingClock, who: int
):
    topic_id = _opened(cast, clock)
    assert say(cast.couple[who], topic_id, False).json["ready"] is False
    views = [seen(phone, topic_id).view for phone in cast.couple]
    assert views[0] == views[1]
    assert (views[0]["round"], views[0]["revealed_until"]) == (2, None)
    assert views[0]["revealed_on"] is not None
    say(cast.couple[who], topic_id, number=2)
    stand(clock)
    assert not is_open(cast.ana, topic_id)


def test_it_is_parked_again_by_itself_after_a_week(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    topic_id = _opened(cast, clock)
    clock.forward(milliseconds=8 * DAY)
    assert not is_open(ana, topic_id)
    assert say(ben, topic_id, number=2).status == 200
    assert seen(ana, topic_id).view["round"] == 2


def test_an_edit_asks_both_anew(cast: Cast, clock: MovingClock):
    """Whoever was ready was ready for other words."""
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    say(ben, topic_id)
    assert park(ana, topic_id, edit=2)["round"] == 2
    say(ana, topic_id, number=2)
    stand(clock)
    assert not is_open(ana, topic_id)
    refused(ben, path_of(topic_id), readiness(ben, topic_id), "stale_edit")


def test_only_its_author_edits_and_deletes_it(cast: Cast):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    for other in (ben, cast.stranger):
        not_found(other, "DELETE", f"/topics/{topic_id}")
    theirs = sealed_topic(ben, topic_id, edit=2)
    not_found(ben, "PUT", theirs.path, theirs.body)
    for method, path in (("GET", f"/topics/{topic_id}"), ("DELETE", f"/topics/{topic_id}")):
        not_found(cast.stranger, method, path)


def test_what_was_said_goes_with_the_topic(cast: Cast):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    say(ben, topic_id)
    late = readiness(ben, topic_id, False)
    ana.delete("topics", topic_id)
    work()
    assert answers(ben) == []
    refused(ben, path_of(topic_id), late, "gone")


def test_nobody_parks_alone(cast: Cast):
    cleo = cast.cleo
    request = sealed_topic(cleo, audience="me")
    invalid(cleo, request.path, request.body, "space_id")


def test_a_stranger_is_never_ready(cast: Cast):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    body = readiness(ben, topic_id)
    not_found(cast.stranger, "PUT", path_of(topic_id), body)
    own = {**body, "space_id": cast.stranger.person_id}
    not_found(cast.stranger, "PUT", path_of(topic_id), own)


def test_a_pause_hinders_nobody_to_say_it(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, ben = couple
    topic_id = park(ana)["id"]
    pause(ben)
    assert (say(ana, topic_id).status, say(ben, topic_id).status) == (201, 201)
    assert say(ben, topic_id, False).status == 200


def test_after_parting_nobody_is_ready(cast: Cast):
    ana, ben = cast.couple
    topic_id = park(ana)["id"]
    body = readiness(ben, topic_id)
    ana.leave()
    refused(ben, path_of(topic_id), body, "not_found")


def test_after_a_restore_both_say_it_anew(
    cast: Cast, clock: MovingClock, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """Either may have withdrawn since the backup."""
    topic_id = _opened(cast, clock)
    waiting = park(cast.ana)["id"]
    say(cast.ben, waiting)
    after_restore(settings, monkeypatch)
    work()
    for phone in cast.couple:
        page: Any = phone.api.call("GET", "/changes")
        topics = page["records"]["topics"]
        assert [view["revealed_until"] for view in topics] == [None, None]
        assert "topic_readiness" not in page["records"]
    refused(cast.ben, path_of(topic_id), readiness(cast.ben, topic_id), "stale_edit")


def test_both_are_reminded_on_its_day(
    couple: tuple[Phone, Phone], clock: MovingClock, service: PushService
):
    ana, _ = couple
    park(ana, revisit_on="2040-03-05")
    evening = _instant(BERLIN_EVENING)
    assert planned("topic_revisit") == [evening, evening]
    clock.to(evening)
    work()
    told = [push.payload for push in service.pushes]
    assert [payload["twofold"]["kind"] for payload in told] == ["topic", "topic"]


def test_the_reminder_tells_nothing_of_who_is_ready(
    couple: tuple[Phone, Phone], clock: MovingClock, service: PushService
):
    ana, ben = couple
    topic_id = park(ana, revisit_on="2040-03-05")["id"]
    say(ben, topic_id)
    clock.to(_instant(BERLIN_EVENING))
    work()
    first, second = (push.payload for push in service.pushes)
    assert first["notification"]["body"] == second["notification"]["body"]
    assert "ready" not in str(first)


def test_an_open_topic_or_another_day_reminds_nobody(
    couple: tuple[Phone, Phone], clock: MovingClock, service: PushService
):
    ana, ben = couple
    topic_id = park(ana, revisit_on="2040-03-02")["id"]
    park(ana, topic_id, revisit_on="2040-03-05", edit=2)
    deleted = park(ana, revisit_on="2040-03-05")["id"]
    ana.delete("topics", deleted)
    clock.to(_instant(BERLIN_EVENING) - 30 * MINUTE)
    work()
    for phone in couple:
        say(phone, topic_id, number=2)
    stand(clock)
    assert is_open(ana, topic_id)
    clock.to(_instant(BERLIN_EVENING))
    work()
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], [])
    assert service.pushes == []


def test_somebody_who_pauses_is_not_reminded(
    couple: tuple[Phone, Phone], clock: MovingClock, service: PushService
):
    ana, ben = couple
    park(ana, revisit_on="2040-03-05")
    clock.to(_instant(BERLIN_EVENING) - MINUTE)
    pause(ben)
    work()
    service.pushes.clear()
    clock.to(_instant(BERLIN_EVENING))
    work()
    assert [push.payload["twofold"]["kind"] for push in service.pushes] == ["topic"]


def test_a_day_that_does_not_exist_is_refused(cast: Cast):
    ana, _ = cast.couple
    request = sealed_topic(ana)
    invalid(ana, request.path, {**request.body, "revisit_on": "2026-02-30"}, "revisit_on")


def test_seven_times_an_hour_is_too_often(cast: Cast):
    ana, _ = cast.couple
    topic_id = park(ana)["id"]
    said = [say(ana, topic_id, ready).status for ready in (True, False) * 6]
    assert set(said) == {200, 201}
    answer = say(ana, topic_id)
    assert (answer.status, answer.json["type"]) == (CODES["often_ready"][0], "often_ready")
    assert say(ana, topic_id, False).status == 200


def _opened(cast: Cast, moving: MovingClock) -> str:
    """The id of a topic that is open."""
    ana, ben = cast.couple
    topic_id: str = park(ana)["id"]
    for phone in (ana, ben):
        say(phone, topic_id)
    stand(moving)
    assert is_open(ana, topic_id)
    return topic_id


def _instant(text: str) -> int:
    return clock.from_text(text)
