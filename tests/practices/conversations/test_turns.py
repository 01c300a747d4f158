"""Turns: the two alternate, whoever writes out of turn is refused before anything is written, and a pause or a break
holds both."""

import pytest

from api.client.phone import Phone
from api.kernel.clock import HOUR, MINUTE, from_text
from tests.kernel.asking import sent, told
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast, came_back
from tests.practices.conversations.holding import (
    WORDS,
    away,
    begun,
    is_over,
    propose,
    say,
    sealed_step,
    seen,
    step,
    steps_seen,
    take,
)
from tests.practices.pauses.asking import end_body, pause
from tests.practices.refusing import not_found


def test_a_whole_round_on_two_phones(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, "turn", "reflection", "not_yet", "reflection", "heard", "turn")
    said = ["turn", "reflection", "not_yet", "reflection", "heard", "turn"]
    assert steps_seen(ana) == steps_seen(ben) == said
    assert seen(ben)["conversation_steps", f"{one}/1"].words == WORDS["turn"]
    assert seen(ana)["conversation_steps", f"{one}/6"].view["author_id"] == ben.person_id
    assert seen(ana)["conversations", one].view == seen(ben)["conversations", one].view


def test_the_other_may_speak_first(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben, speaks_first="other")
    assert told(step(ana, one, 1, "turn")) == "not_your_turn"
    assert step(ben, one, 1, "turn").status == 201


def test_out_of_turn_nothing_is_written(cast: Cast):
    ana, ben = cast.couple
    one = propose(ana)
    early = [(ana, 1, "turn")]
    wrong = [
        (ben, 1, "turn"),
        (ben, 3, "turn"),
        (ana, 3, "turn"),
        (ana, 2, "reflection"),
        (ben, 2, "turn"),
        (ben, 2, "heard"),
        (ben, 2, "not_yet"),
        (ben, 0, "reflection"),
    ]
    _refused(one, early)
    say(ben, one, "join")
    take((ana, ben), one, "turn")
    _refused(one, wrong)


def test_two_phones_of_one_person_take_one_step(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    first, second = (sealed_step(ana, one, 1, "turn") for _ in range(2))
    assert sent(ana, first).status == 201
    with nothing_changes():
        assert told(sent(ana, second)) == "not_your_turn"
        assert sent(ana, first).status == 200


def test_a_repeat_is_known_though_the_turn_has_passed(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    said = sealed_step(ana, one, 1, "turn")
    sent(ana, said)
    take((ana, ben), one, "reflection", after=1)
    say(ben, one, "end")
    with nothing_changes():
        assert sent(ana, said).status == 200


@pytest.mark.parametrize("who", [0, 1])
def test_a_break_of_either_holds_both_until_they_are_back(cast: Cast, who: int):
    ana, ben = cast.couple
    one = begun(ana, ben)
    theirs, other = cast.couple[who], cast.couple[1 - who]
    assert away(theirs, one).status == 201
    assert away(other, one, away=False).status == 201
    assert told(step(ana, one, 1, "turn")) == "paused"
    assert away(theirs, one, 2, away=False).status == 200
    assert step(ana, one, 1, "turn").status == 201


def test_whoever_holds_the_phone_has_a_break_and_comes_back(cast: Cast):
    """Also on a phone that came in with the twelve words, whatever the older one said."""
    ana, ben = cast.couple
    one = begun(ana, ben)
    away(ana, one, edit=1)
    away(ana, one, edit=2, away=False)
    newcomer = came_back(cast, ana)
    assert away(newcomer, one, edit=3).status == 200
    assert told(step(ana, one, 1, "turn")) == "paused"
    assert away(newcomer, one, edit=4, away=False).status == 200
    assert step(ana, one, 1, "turn").status == 201


@pytest.mark.parametrize("who", [0, 1])
def test_a_pause_of_either_holds_both_and_nothing_is_lost(cast: Cast, who: int):
    ana, ben = cast.couple
    one = begun(ana, ben)
    take((ana, ben), one, "turn")
    paused = cast.couple[who]
    its_id = pause(paused)["id"]
    reflection = sealed_step(ben, one, 2, "reflection")
    with nothing_changes():
        assert told(sent(ben, reflection)) == "paused"
    paused.api.request("PUT", f"/pauses/{its_id}/end", end_body(paused))
    assert sent(ben, reflection).status == 201


def test_untouched_it_ends_by_itself(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    one = begun(ana, ben)
    clock.forward(milliseconds=11 * HOUR)
    take((ana, ben), one, "turn")
    clock.forward(milliseconds=11 * HOUR)
    assert not is_over(ana, one)
    clock.forward(milliseconds=HOUR + MINUTE)
    assert is_over(ana, one)
    assert is_over(ben, one)
    assert told(step(ben, one, 2, "reflection")) == "already_ended"


def test_a_spoken_turn_has_no_words_and_a_written_one_has(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben, mode="spoken")
    assert told(step(ana, one, 1, "turn")) == "invalid"
    silent = sealed_step(ana, one, 1, "heard")
    body = {**silent.body, "says": "turn"}
    assert ana.api.request("PUT", silent.path, body).status == 201
    say(ana, one, "end")
    other = begun(ana, ben)
    assert told(ana.api.request("PUT", f"/conversations/{other}/steps/1", body)) == "invalid"


def test_the_timer_begins_when_the_step_before_arrived(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    one = begun(ana, ben)
    at = clock.forward(milliseconds=3 * MINUTE)
    take((ana, ben), one, "turn")
    views = [seen(phone)["conversation_steps", f"{one}/1"].view for phone in cast.couple]
    assert views[0] == views[1]
    assert at <= from_text(views[0]["at"]) <= at + MINUTE


def test_strangers_take_no_step(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    said = sealed_step(ana, one, 1, "turn")
    for other in (cast.stranger, cast.cleo):
        not_found(other, "PUT", said.path, said.body)
        own = {**said.body, "space_id": other.person_id, "sealed_by": other.person_id}
        not_found(other, "PUT", said.path, own)
        not_found(other, "GET", f"/conversations/{one}")
    sent(ana, said)
    not_found(cast.stranger, "GET", said.path)


def _refused(one: str, steps: list[tuple[Phone, int, str]]) -> None:
    for phone, number, says in steps:
        with nothing_changes():
            assert told(step(phone, one, number, says)) == "not_your_turn", (number, says)


def test_a_break_and_a_return_under_one_edit_are_no_repeat(cast: Cast):
    ana, ben = cast.couple
    one = begun(ana, ben)
    away(ana, one)
    assert told(away(ana, one, away=False)) == "stale_edit"
    assert away(ana, one, 2, away=False).status == 200
