"""Which asks, answers and withdrawals are refused, and to whom; a refusal changes nothing."""

from typing import Any

import pytest

from api.kernel.ids import new_id
from tests.kernel.asking import sent
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    kinds_seen,
    say,
    sealed_answer,
    sealed_ask,
    withdrawal,
)
from tests.practices.refusing import invalid, not_found, refused


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("edit", 2),
        ("area", "sex"),
        ("area", "disclosure"),
        ("area", None),
        ("wants_at", "2020-03-01T12:00:00.000Z"),
        ("wants_at", "tonight"),
        ("started_at", None),
        ("duration_seconds", 59),
        ("duration_seconds", 72 * 3600 + 1),
        ("duration_seconds", None),
        ("words", None),
        ("words", "sealed"),
        ("headline", 3),
        ("ends_at", "2040-03-01T12:00:00.000Z"),
        ("again_at", "2040-03-01T12:00:00.000Z"),
        ("answer", "yes"),
    ],
)
def test_malformed_asks_are_refused(cast: Cast, field: str, value: Any):
    ana, _ = cast.couple
    request = sealed_ask(ana, line="a")
    invalid(ana, request.path, {**request.body, field: value}, field)


@pytest.mark.parametrize(
    ("answer", "changed", "field"),
    [
        ("yes", {"answer": "no"}, "answer"),
        ("yes", {"answer": None}, "answer"),
        ("yes", {"duration_seconds": None}, "duration_seconds"),
        ("yes", {"duration_seconds": 59}, "duration_seconds"),
        ("yes", {"duration_seconds": 72 * 3600 + 1}, "duration_seconds"),
        ("yes", {"words": None}, "words"),
        ("yes", {"later_at": "2040-03-01T12:00:00.000Z"}, "later_at"),
        ("yes", {"edit": 2}, "edit"),
        ("yes", {"until": "2040-03-01T12:00:00.000Z"}, "until"),
        ("yes", {"ask_id": new_id()}, "ask_id"),
        ("later", {"later_at": None}, "later_at"),
        ("later", {"later_at": "2020-03-01T12:00:00.000Z"}, "later_at"),
        ("later", {"duration_seconds": 3600}, "duration_seconds"),
        ("not_now", {"duration_seconds": 3600}, "duration_seconds"),
        ("not_now", {"started_at": "now"}, "started_at"),
        ("rest", {"duration_seconds": 3600}, "duration_seconds"),
    ],
)
def test_malformed_answers_are_refused(
    cast: Cast, answer: str, changed: dict[str, Any], field: str
):
    ana, ben = cast.couple
    request = sealed_answer(ben, ask(ana)["id"], answer)
    invalid(ben, request.path, {**request.body, **changed}, field)


@pytest.mark.parametrize("field", ["words", "headline"])
def test_what_rests_has_no_words(cast: Cast, field: str):
    ana, ben = cast.couple
    request = sealed_answer(ben, ask(ana)["id"], "yes", line="a")
    quiet = {**request.body, "answer": "rest", "duration_seconds": None}
    other = "headline" if field == "words" else "words"
    invalid(ben, request.path, {**quiet, other: None}, field)


def test_withdrawals_carry_nothing_but_their_space(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    for phone, one in ((ana, asked), (ben, f"{asked}/{new_id()}")):
        request = withdrawal(phone, one)
        for field in ("at", "id", "ask_id", "words"):
            invalid(phone, request.path, {**request.body, field: asked}, field)


def test_asks_are_between_two(cast: Cast):
    ana, _ = cast.couple
    alone = cast.stranger
    for phone in (ana, alone):
        request, own = sealed_ask(ana), phone.person_id
        words: Any = {**sealed_ask(ana).body["words"], "k": phone.ring.current[own]}
        body = {**request.body, "space_id": own, "sealed_by": own, "words": words}
        invalid(phone, request.path, body, "space_id")
        invalid(phone, f"{request.path}/withdrawal", {"space_id": own}, "space_id")


def test_an_ask_is_never_edited_nor_sent_in_the_others_name(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    sent(ana, request)
    refused(ana, request.path, {**request.body, "duration_seconds": 3600}, "stale_edit")
    refused(ben, request.path, {**request.body, "sealed_by": ben.person_id}, "not_found")
    other = sealed_ask(ben)
    invalid(ben, other.path, {**other.body, "sealed_by": ana.person_id}, "sealed_by")


def test_nobody_answers_their_own_ask(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    for answer in ("yes", "rest"):
        request = sealed_answer(ana, asked, answer)
        not_found(ana, "PUT", request.path, request.body)
    assert kinds_seen(ben) == ["asks"]


def test_nobody_answers_what_was_not_asked(cast: Cast):
    _, ben = cast.couple
    request = sealed_answer(ben, new_id(), "yes")
    not_found(ben, "PUT", request.path, request.body)
    back = withdrawal(ben, f"{new_id()}/{new_id()}")
    not_found(ben, "PUT", back.path, back.body)


def test_strangers_and_the_other_couple_find_nothing(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    asked = sent(ana, request).json["id"]
    said = sealed_answer(ben, asked, "yes")
    sent(ben, said)
    nothing = not_found(cast.stranger, "GET", f"/asks/{new_id()}")
    assert cast.dan.couple_id
    cast.cleo.refresh()
    for other in (cast.stranger, cast.cleo):
        for path in (request.path, said.path):
            assert not_found(other, "GET", path) == nothing
        backs = {"space_id": ana.couple_id}
        for path in (f"{request.path}/withdrawal", f"{said.path}/withdrawal"):
            assert not_found(other, "PUT", path, backs) == nothing
        for one in (request, said, sealed_ask(ana), sealed_answer(ben, asked, "rest")):
            body = {**one.body, "sealed_by": other.person_id}
            assert not_found(other, "PUT", one.path, body) == nothing
    mine = sealed_answer(cast.cleo, asked, "yes")
    assert not_found(cast.cleo, "PUT", mine.path, mine.body) == nothing
    assert kinds_seen(ana) == ["ask_answers", "asks"]


def test_a_stranger_may_use_the_same_id(cast: Cast):
    ana, _ = cast.couple
    assert cast.dan.couple_id
    cast.cleo.refresh()
    asked = ask(ana)["id"]
    assert sent(cast.cleo, sealed_ask(cast.cleo, ask_id=asked)).status == 201


def test_after_parting_nothing_can_be_asked_said_or_taken_back(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ana)["id"]
    said = say(ben, asked, "yes")["id"]
    late = [
        (ana, sealed_ask(ana, "money")),
        (ana, withdrawal(ana, asked)),
        (ben, sealed_answer(ben, asked, "rest")),
        (ben, withdrawal(ben, said)),
    ]
    ana.leave()
    for phone, request in late:
        not_found(phone, "PUT", request.path, request.body)
