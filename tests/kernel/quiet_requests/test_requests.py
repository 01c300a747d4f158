"""What is asked and what is said to it: who sees it, how long it holds, and when the same may be asked again."""

import pytest

from api.client.records import Request
from api.kernel import silence
from api.kernel.clock import HOUR, SECOND, from_text
from api.kernel.db import transaction
from api.kernel.ids import new_id
from tests.kernel.everything import Rows, everything
from tests.kernel.quiet_requests.favours import FAVOURS, answer, favour, id_of, seen, withdrawal
from tests.kernel.quiet_requests.stage import Two, views
from tests.people import Cast


def but_of(person_id: str, rows: Rows) -> Rows:
    """What is stored, except in what is only this person's: feed, counter, answers and digests of requests."""
    own = ("favour_answer", "edit")
    return {
        table: [row for row in found if table not in own and person_id not in row[:1]]
        for table, found in rows.items()
    }


def test_its_kinds_are_named_by_the_practices_word_for_it():
    assert [(kind.name, kind.title, kind.path) for kind in FAVOURS.kinds] == [
        ("favours", "Favour", "/favours/<id7:favour_id>"),
        ("favour_answers", "FavourAnswer", "/favours/<id7:favour_id>/answers/<id7:answer_id>"),
        ("favour_withdrawals", "FavourWithdrawal", "/favours/<id7:favour_id>/withdrawal"),
        (
            "favour_answer_withdrawals",
            "FavourAnswerWithdrawal",
            "/favours/<id7:favour_id>/answers/<id7:answer_id>/withdrawal",
        ),
    ]
    assert FAVOURS.requests.described()["signals"] == ["duration_seconds", "size", "started_at"]
    assert "favour_id" in FAVOURS.answers.view.fields


def test_both_see_what_is_asked_and_what_is_said_aloud(two: Two):
    asked = two.ask()
    said = two.say(asked, "yes")
    assert seen(two.ana) == seen(two.ben)
    assert views(two.ana, "favours")[asked]["size"] == "small"
    assert views(two.ana, "favour_answers")[said]["favour_id"] == asked


def test_a_rest_changes_nothing_but_what_is_its_authors(two: Two):
    asked = two.ask()
    before, shown = everything(), seen(two.ana)
    said = two.say(asked, "rest")
    assert but_of(two.ben.person_id, everything()) == but_of(two.ben.person_id, before)
    assert seen(two.ana) == shown
    assert said in views(two.ben, "favour_answers")
    two.send(two.ben, withdrawal(two.ben, said))
    assert seen(two.ana) == shown


@pytest.mark.parametrize("let_rest", [True, False])
def test_a_rest_is_followed_by_what_follows_silence(two: Two, let_rest: bool):
    asked = two.ask(3600)
    if let_rest:
        two.say(asked, "rest")
    ends_at = two.watch.at + HOUR
    assert two.again() == "open_ask"
    two.forward(HOUR - SECOND)
    assert two.again() == "open_ask"
    two.forward(SECOND)
    assert two.again() == "resting"
    shown = views(two.ana, "favours")[asked]
    assert (from_text(shown["ends_at"]), from_text(shown["again_at"])) == (
        ends_at,
        ends_at + 12 * HOUR,
    )
    two.forward(12 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_rest_may_still_become_something_else(two: Two):
    asked = two.ask()
    two.say(asked, "rest")
    said = two.say(asked, "yes")
    assert said in views(two.ana, "favour_answers")


def test_a_yes_has_an_end_and_needs_no_rest(two: Two):
    asked = two.ask(60)
    two.say(asked, "yes", 2 * 3600)
    assert from_text(views(two.ana, "favours")[asked]["ends_at"]) == two.watch.at + 2 * HOUR
    two.forward(2 * HOUR - SECOND)
    assert two.again() == "open_ask"
    two.forward(SECOND)
    two.ask()


def test_a_yes_that_is_over_when_it_arrives_is_refused(two: Two):
    asked = two.ask(3 * 3600)
    late = answer(two.ben, asked, "yes", 3600)
    two.forward(HOUR)
    assert two.code(two.ben, late) == "already_ended"


def test_a_later_says_when_to_ask_again(two: Two):
    two.say(two.ask(), "later", 2 * 3600)
    two.forward(2 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_later_that_is_withdrawn_leaves_the_usual_rest(two: Two):
    said = two.say(two.ask(), "later", 3600)
    two.send(two.ben, withdrawal(two.ben, said))
    two.forward(12 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_later_is_at_most_two_weeks_ahead(two: Two):
    asked = two.ask()
    assert two.code(two.ben, answer(two.ben, asked, "later", 14 * 24 * 3600 + 1)) == "invalid"
    two.say(asked, "later", 14 * 24 * 3600)


def test_what_is_not_alike_may_be_asked_meanwhile(two: Two):
    two.ask(size="small")
    two.ask(size="large")
    assert two.again("large") == "open_ask"
    two.send(two.ben, favour(two.ben, size="small"))


def test_who_has_a_pause_is_not_asked(two: Two):
    with transaction():
        silence.silence(two.ben.person_id, two.watch.at + HOUR)
    assert two.again() == "paused"
    two.send(two.ben, favour(two.ben))


@pytest.mark.parametrize("asker", [True, False])
def test_no_yes_begins_while_either_has_a_pause(two: Two, asker: bool):
    asked = two.ask()
    paused = two.ana if asker else two.ben
    with transaction():
        silence.silence(paused.person_id, two.watch.at + HOUR)
    assert two.code(two.ben, answer(two.ben, asked, "yes")) == "paused"
    two.say(asked, "rest")
    two.say(asked, "not_now")


def test_a_repeat_changes_nothing(two: Two):
    asking = favour(two.ana)
    asked = two.send(two.ana, asking)["id"]
    answering = answer(two.ben, asked, "yes")
    two.send(two.ben, answering)
    assert two.code(two.ana, asking) == two.code(two.ben, answering) == ""
    back = withdrawal(two.ben, id_of(answering))
    two.send(two.ben, back)
    assert two.code(two.ben, back) == ""


def test_only_the_two_have_part_in_it_and_each_in_their_own(two: Two, cast: Cast):
    asked = two.ask()
    said = two.say(asked, "yes")
    assert two.code(two.ana, answer(two.ana, asked, "yes")) == "not_found"
    assert two.code(two.ana, withdrawal(two.ana, said)) == "not_found"
    assert two.code(two.ben, withdrawal(two.ben, asked)) == "not_found"
    stranger = cast.stranger
    for request in (answer(two.ben, asked, "rest"), withdrawal(two.ana, asked)):
        assert two.code(stranger, request) == "not_found"


def test_it_is_only_between_two(two: Two):
    alone = favour(two.ana, space_id=two.ana.person_id)
    assert two.code(two.ana, alone) == "old_key"
    back = Request("favours", f"/favours/{new_id()}/withdrawal", {"space_id": two.ana.person_id})
    assert two.code(two.ana, back) == "invalid"
