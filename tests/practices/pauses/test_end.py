"""Coming back: the end is a separate record by the person who paused, and the first one wins."""

from typing import Any

import pytest

from api.kernel import clock, silence
from api.kernel.ids import new_id
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.pauses.asking import end, end_body, pause
from tests.practices.refusing import invalid, not_found, refused

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def test_both_see_how_one_comes_back(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    ben.changes()
    at = clock.now()
    said = end(ana, view["id"], "talk_at", at=at, talk_at=at + HOUR)
    assert said == {
        "id": view["id"],
        "space_id": ana.couple_id,
        "author_id": ana.person_id,
        "then": "talk_at",
        "talk_at": clock.to_text(at + HOUR),
        "at": clock.to_text(at),
    }
    assert [(record.kind, record.view) for record in ben.changes()] == [("pause_ends", said)]
    assert ("pause_ends", said) in [(record.kind, record.view) for record in ana.changes()]


def test_the_silence_is_over_at_once(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana)
    end(ana, view["id"])
    assert silence.silenced_until(ana.person_id) == 0


def test_one_end_ends_all_made_before(cast: Cast):
    ana, _ = cast.couple
    first = pause(ana, 600, ago=MINUTE)
    pause(ana, 3600)
    end(ana, first["id"])
    assert silence.silenced_until(ana.person_id) == 0


def test_a_pause_made_after_it_goes_on(cast: Cast):
    ana, _ = cast.couple
    first = pause(ana, 3600, ago=10 * MINUTE)
    second = pause(ana, 1800, ago=2 * MINUTE)
    end(ana, first["id"], at=clock.now() - 5 * MINUTE)
    assert clock.to_text(silence.silenced_until(ana.person_id)) == second["until"]


def test_a_pause_made_before_it_that_arrives_later_is_not_enforced(cast: Cast):
    ana, _ = cast.couple
    first = pause(ana)
    end(ana, first["id"])
    pause(ana, 3600, ago=MINUTE)
    assert silence.silenced_until(ana.person_id) == 0
    pause(ana, 3600, ago=-MINUTE)
    assert silence.silenced_until(ana.person_id) > clock.now()


def test_the_same_again_changes_nothing_and_another_comes_too_late(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    path, body = f"/pauses/{view['id']}/end", end_body(ana)
    first = ana.api.request("PUT", path, body)
    ben.changes()
    again = ana.api.request("PUT", path, body)
    assert (first.status, again.status) == (201, 200)
    assert again.json == first.json
    assert ben.changes() == []
    refused(ana, path, {**body, "then": "not_today"}, "already_ended")


def test_a_day_after_its_time_one_may_still_say(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    view = pause(ana)
    clock.forward(milliseconds=24 * HOUR)
    assert end(ana, view["id"], "not_today")["then"] == "not_today"
    assert ben.changes()


def test_later_it_is_too_late(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    view = pause(ana)
    clock.forward(milliseconds=25 * HOUR)
    refused(ana, f"/pauses/{view['id']}/end", end_body(ana), "already_ended")


def test_what_was_said_in_time_may_arrive_late(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    view = pause(ana)
    said = clock.forward(milliseconds=HOUR)
    clock.forward(milliseconds=72 * HOUR)
    assert end(ana, view["id"], at=said)["at"] == _text(said)


def test_an_end_in_the_future_is_the_receipt(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana)
    said = end(ana, view["id"], at=clock.now() + HOUR)
    assert clock.from_text(said["at"]) <= clock.now()
    pause(ana)
    assert silence.silenced_until(ana.person_id) > clock.now()


def test_alone_one_comes_back_too(cast: Cast):
    ana = cast.ana
    view = pause(ana)
    end(ana, view["id"])
    assert silence.silenced_until(ana.person_id) == 0


def test_only_the_one_who_paused_ends_it(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    path = f"/pauses/{view['id']}/end"
    nothing = not_found(ana, "PUT", f"/pauses/{new_id()}/end", end_body(ana))
    assert not_found(ben, "PUT", path, end_body(ben)) == nothing
    for other in (cast.stranger, cast.cleo):
        assert not_found(other, "PUT", path, end_body(other)) == nothing
        body = {**end_body(other), "space_id": ana.couple_id}
        assert not_found(other, "PUT", path, body) == nothing
    assert silence.silenced_until(ana.person_id) > clock.now()


def test_an_ex_ends_nothing(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    body = end_body(ana)
    ben.leave()
    not_found(ana, "PUT", f"/pauses/{view['id']}/end", body)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"then": "later"}, "then"),
        ({"then": None}, "then"),
        ({"then": "talk_at"}, "talk_at"),
        ({"talk_at": "2040-03-01T12:00:00.000Z"}, "talk_at"),
        ({"then": "talk_at", "talk_at": "2020-03-01T12:00:00.000Z"}, "talk_at"),
        ({"at": "now"}, "at"),
        ({"at": None}, "at"),
        ({"words": None}, "words"),
        ({"author_id": new_id()}, "author_id"),
    ],
)
def test_malformed_ends_are_refused(cast: Cast, changed: dict[str, Any], field: str):
    ana, _ = cast.couple
    view = pause(ana)
    invalid(ana, f"/pauses/{view['id']}/end", {**end_body(ana), **changed}, field)
    assert silence.silenced_until(ana.person_id) > clock.now()


def _text(instant: int) -> str:
    return clock.to_text(instant)
