"""Asks: both see the ask, its end, and when its area may be asked in again."""

import pytest

from api.client.transport import ApiProblem
from api.kernel import clock
from api.kernel.ids import new_id
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    sealed_ask,
    seen,
)
from tests.practices.pauses.asking import end, pause

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def test_both_see_the_same(cast: Cast):
    ana, ben = cast.couple
    started, wants_at = clock.now(), clock.now() + HOUR
    view = ask(ana, "money", 3600, started=started, wants_at=wants_at, line="Before Friday?")
    assert (view["area"], view["wants_at"]) == ("money", clock.to_text(wants_at))
    assert view["since"] == view["started_at"] == clock.to_text(started)
    assert view["expires_at"] == view["ends_at"] == clock.to_text(started + HOUR)
    assert view["again_at"] == clock.to_text(started + 13 * HOUR)
    assert (view["edit"], view["author_id"]) == (1, ana.person_id)
    [record] = ben.changes()
    assert record.view == view
    assert record.words == record.headline == {"line": "Before Friday?"}
    for phone in (ana, ben):
        assert phone.get("asks", view["id"]).view == view


def test_the_same_request_again_changes_nothing(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    first = sent(ana, request)
    ben.changes()
    clock.forward(milliseconds=MINUTE)
    again = sent(ana, request)
    assert (first.status, again.status) == (201, 200)
    assert again.json == first.json
    assert first.headers["ETag"] == again.headers["ETag"] == '"1"'
    assert ben.changes() == []


def test_a_start_in_the_future_is_the_receipt(cast: Cast):
    view = ask(cast.couple[0], ago=-HOUR)
    assert clock.from_text(view["since"]) <= clock.now()


def test_one_that_comes_late_has_less_time(cast: Cast):
    view = ask(cast.couple[0], "talk", 3600, ago=50 * MINUTE)
    assert clock.from_text(view["expires_at"]) <= clock.now() + 10 * MINUTE


def test_one_open_ask_in_an_area(cast: Cast):
    ana, ben = cast.couple
    ask(ana, "talk")
    request = sealed_ask(ana, "talk")
    assert told(sent(ana, request)) == "open_ask"
    assert sent(ana, sealed_ask(ana, "touch")).status == 201
    assert sent(ben, sealed_ask(ben, "talk")).status == 201
    assert kinds_seen(ben) == ["asks"] * 3


def test_an_ask_that_expired_rests_for_twelve_hours(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    ask(ana, "talk", 3600)
    clock.forward(milliseconds=HOUR)
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=12 * HOUR - MINUTE)
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=MINUTE)
    assert sent(ana, sealed_ask(ana)).status == 201


def test_no_start_in_the_past_gets_around_the_rest(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    ask(ana, "talk", 72 * 3600, ago=72 * HOUR - MINUTE)
    clock.forward(milliseconds=MINUTE)
    assert told(sent(ana, sealed_ask(ana))) == "resting"


def test_nobody_asks_somebody_who_has_a_pause(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    pause(ben)
    request = sealed_ask(ana)
    assert told(sent(ana, request)) == "paused"
    assert kinds_seen(ben) == kinds_seen(ana) == []
    assert sent(ben, sealed_ask(ben)).status == 201
    clock.forward(milliseconds=31 * MINUTE)
    assert sent(ana, request).status == 201


def test_a_pause_from_before_they_met_shows_in_nothing(cast: Cast):
    ana, ben = cast.started(), cast.started()
    pause(ben)
    ana.pair(ben)
    assert sent(ana, sealed_ask(ana, "talk")).status == 201
    end(ben, pause(ben)["id"])
    assert sent(ana, sealed_ask(ana, "money")).status == 201


def test_a_pause_comes_before_an_open_ask_and_that_before_a_rest(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    ask(ana, "talk", 3600)
    clock.forward(milliseconds=HOUR)
    ask(ana, "money")
    pause(ben)
    assert told(sent(ana, sealed_ask(ana, "money"))) == "paused"
    assert told(sent(ana, sealed_ask(ana, "talk"))) == "paused"
    clock.forward(milliseconds=HOUR)
    assert told(sent(ana, sealed_ask(ana, "money"))) == "open_ask"
    assert told(sent(ana, sealed_ask(ana, "talk"))) == "resting"


def test_what_was_refused_leaves_nothing_and_may_be_sent_in_other_words(cast: Cast):
    ana, ben = cast.couple
    view = pause(ben)
    one = new_id()
    sent(ana, sealed_ask(ana, ask_id=one))
    ben.delete("pauses", view["id"])
    assert sent(ana, sealed_ask(ana, "money", ask_id=one, line="Other words")).status == 201
    assert seen(ben)[("asks", one)]["area"] == "money"


def test_one_whose_time_was_over_before_it_came_is_refused(cast: Cast):
    ana, ben = cast.couple
    assert told(sent(ana, sealed_ask(ana, "talk", 3600, ago=HOUR))) == "already_ended"
    assert kinds_seen(ben) == []


def test_leaving_ends_it_for_both(cast: Cast):
    ana, ben = cast.couple
    view = ask(ana)
    request = sealed_ask(ben)
    ben.leave()
    assert sent(ben, request).status == 404
    for phone in (ana, ben):
        with pytest.raises(ApiProblem, match="not_found"):
            phone.get("asks", view["id"])
