"""Answers: a visible one is final and ends the ask; a yes has an end of its own."""

from typing import Any

import pytest

from api.kernel import clock
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    say,
    sealed_answer,
    sealed_ask,
    seen,
)

MINUTE, HOUR = clock.MINUTE, clock.HOUR


def view_of(view: dict[str, Any], name: str) -> int:
    return clock.from_text(view[name])


def test_a_yes_is_seen_by_both_and_has_its_own_end(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)
    said = say(ben, asked["id"], "yes", 3600, line="Gladly.")
    assert said["id"].startswith(f"{asked['id']}/")
    assert (said["ask_id"], said["author_id"]) == (asked["id"], ben.person_id)
    assert view_of(said, "until") == view_of(said, "since") + HOUR
    now = seen(ana)
    assert now[("ask_answers", said["id"])] == said
    assert now[("asks", asked["id"])]["ends_at"] == said["until"]
    assert now == seen(ben)
    for phone in (ana, ben):
        record = phone.get("ask_answers", said["id"])
        assert (record.view, record.words) == (said, {"line": "Gladly."})


def test_while_a_yes_runs_the_area_is_taken_and_after_it_nothing_rests(
    cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    say(ben, ask(ana)["id"], "yes", 3600)
    assert told(sent(ana, sealed_ask(ana))) == "open_ask"
    clock.forward(milliseconds=HOUR)
    assert sent(ana, sealed_ask(ana)).status == 201


def test_a_yes_may_outlast_what_was_asked(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    asked = ask(ana, "talk", 3600)
    say(ben, asked["id"], "yes", 3 * 3600)
    clock.forward(milliseconds=2 * HOUR)
    assert told(sent(ana, sealed_ask(ana))) == "open_ask"


def test_a_not_now_ends_the_ask_and_rests(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    asked = ask(ana)
    clock.forward(milliseconds=HOUR)
    said = say(ben, asked["id"], "not_now", line="After dinner.")
    now = seen(ana)
    assert now[("ask_answers", said["id"])] == said
    assert (said["until"], said["later_at"]) == (None, None)
    assert view_of(now[("asks", asked["id"])], "ends_at") <= clock.forward(milliseconds=0)
    clock.forward(milliseconds=12 * HOUR - MINUTE)
    assert told(sent(ana, sealed_ask(ana))) == "resting"
    clock.forward(milliseconds=MINUTE)
    assert sent(ana, sealed_ask(ana)).status == 201


@pytest.mark.parametrize("first", ["yes", "later", "not_now"])
@pytest.mark.parametrize("second", ["yes", "later", "not_now", "rest"])
def test_one_answer_stands(cast: Cast, first: str, second: str):
    ana, ben = cast.couple
    asked = ask(ana)
    request = sealed_answer(ben, asked["id"], first)
    said = sent(ben, request)
    assert told(sent(ben, sealed_answer(ben, asked["id"], second))) == "already_ended"
    again = sent(ben, request)
    assert (said.status, again.status, again.json) == (201, 200, said.json)
    assert kinds_seen(ana) == kinds_seen(ben) == ["ask_answers", "asks"]


def test_after_its_end_nothing_can_be_said(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    asked = ask(ana, "talk", 3600)
    in_time = [sealed_answer(ben, asked["id"], answer) for answer in ("yes", "not_now", "rest")]
    clock.forward(milliseconds=HOUR)
    assert [told(sent(ben, request)) for request in in_time] == ["already_ended"] * 3


def test_a_yes_that_is_over_when_it_comes_is_none(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana, ago=3 * HOUR)
    late = sealed_answer(ben, asked["id"], "yes", 3600, ago=2 * HOUR)
    assert told(sent(ben, late)) == "already_ended"
    assert sent(ben, sealed_answer(ben, asked["id"], "yes")).status == 201


def test_nothing_is_said_before_it_was_asked_or_after_it_came(cast: Cast):
    ana, ben = cast.couple
    early = say(ben, (asked := ask(ana))["id"], "yes", ago=HOUR * 2 - MINUTE)
    assert early["since"] == asked["since"]
    ahead = say(ben, ask(ana, "money")["id"], "yes", ago=-HOUR)
    assert view_of(ahead, "since") <= clock.now()


def test_answers_are_never_edited(cast: Cast):
    ana, ben = cast.couple
    request = sealed_answer(ben, ask(ana)["id"], "rest")
    sent(ben, request)
    assert told(sent(ben, request)) == ""
    assert request.body is not None
    body = {**request.body, "answer": "not_now"}
    assert told(ben.api.request("PUT", request.path, body)) == "stale_edit"
