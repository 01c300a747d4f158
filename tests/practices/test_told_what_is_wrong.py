"""The refusal of a body says for each wrong field what to send instead."""

from typing import Any

import pytest

from tests.people import Cast
from tests.practices.asks.asking import ask, sealed_answer, sealed_ask
from tests.practices.pauses.asking import end_body, pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.refusing import invalid
from tests.practices.rituals.planning import (
    WEEKLY,
    occurrence_body,
    occurrence_path,
    propose,
    sealed_ritual,
)

LONG_AGO, AT_LAST = "2020-03-01T12:00:00.000Z", "2040-03-01T12:00:00.000Z"
DURATION_OF_READY = "Set duration_seconds to null for not_now, and to a number for maybe and ready."
DURATION_OF_YES = "Set duration_seconds to a number for a yes, and to null for all other answers."
TIME_OF_LATER = "Set later_at to a time for a later, and to null for all other answers."
TIME_TO_TALK = "Set talk_at to a time if `then` is talk_at, and to null otherwise."
NO_WORDS = "A rest has no words: set words and headline to null."


@pytest.mark.parametrize("changed", [{"state": "not_now"}, {"duration_seconds": None}])
def test_of_readiness(cast: Cast, changed: dict[str, Any]):
    ana, _ = cast.couple
    request = sealed_readiness(ana, "talk", "ready")
    body = {**request.body, **changed}
    assert invalid(ana, request.path, body, "duration_seconds") == [DURATION_OF_READY]


def test_of_an_ask(cast: Cast):
    ana, _ = cast.couple
    request = sealed_ask(ana)
    told = invalid(ana, request.path, {**request.body, "wants_at": LONG_AGO}, "wants_at")
    assert told == ["wants_at must be later than started_at."]


@pytest.mark.parametrize(
    ("answer", "changed", "field", "sentence"),
    [
        ("yes", {"duration_seconds": None}, "duration_seconds", DURATION_OF_YES),
        ("not_now", {"duration_seconds": 3600}, "duration_seconds", DURATION_OF_YES),
        ("yes", {"later_at": AT_LAST}, "later_at", TIME_OF_LATER),
        ("later", {"later_at": None}, "later_at", TIME_OF_LATER),
        ("later", {"later_at": LONG_AGO}, "later_at", "later_at must be later than started_at."),
        ("yes", {"words": None}, "words", "A yes needs sealed words."),
        ("yes", {"answer": "rest", "duration_seconds": None}, "words", NO_WORDS),
    ],
)
def test_of_an_answer(cast: Cast, answer: str, changed: dict[str, Any], field: str, sentence: str):
    ana, ben = cast.couple
    request = sealed_answer(ben, ask(ana)["id"], answer)
    assert invalid(ben, request.path, {**request.body, **changed}, field) == [sentence]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"then": "talk_at"}, TIME_TO_TALK),
        ({"talk_at": AT_LAST}, TIME_TO_TALK),
        ({"then": "talk_at", "talk_at": LONG_AGO}, "talk_at must be later than at."),
    ],
)
def test_of_the_end_of_a_pause(cast: Cast, changed: dict[str, Any], sentence: str):
    ana, _ = cast.couple
    path = f"/pauses/{pause(ana)['id']}/end"
    assert invalid(ana, path, {**end_body(ana), **changed}, "talk_at") == [sentence]


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        (
            {"frequency": "daily"},
            "weekdays",
            "Set weekdays to null unless the frequency is weekly.",
        ),
        (
            {"nth": {"weekday": "fr", "week": 1}},
            "nth",
            "Set nth to null unless the frequency is monthly.",
        ),
        (
            {"frequency": "once", "weekdays": None, "interval": 2},
            "interval",
            "The interval must be 1 for a single time.",
        ),
        (
            {"frequency": "once", "weekdays": None, "until": "2040-12-31"},
            "until",
            "Set until to null for a single time.",
        ),
        ({"until": "2040-01-01"}, "until", "until must not be before the day of starts."),
        ({"until": "2040-02-30"}, "until", "This date does not exist."),
        ({"starts": "2040-02-30T19:00"}, "starts", "This date and time do not exist."),
        ({"weekdays": ["fr", "fr"]}, "weekdays", "Name each of them once."),
        ({"zone": "Berlin"}, "zone", "This is not the name of a known time zone."),
    ],
)
def test_of_a_recurrence(cast: Cast, changed: dict[str, Any], field: str, sentence: str):
    ana, _ = cast.couple
    request = sealed_ritual(ana)
    body = {**request.body, "recurrence": {**WEEKLY, **changed}}
    assert invalid(ana, request.path, body, "recurrence")[field] == [sentence]


@pytest.mark.parametrize(
    ("state", "moved_to", "sentence"),
    [
        ("moved", None, "Set moved_to to the new time."),
        ("planned", "2040-03-03T20:00", "Set moved_to to null if the time is planned."),
    ],
)
def test_of_a_time(cast: Cast, state: str, moved_to: str | None, sentence: str):
    ana, _ = cast.couple
    path = occurrence_path(propose(ana)["id"])
    body = {**occurrence_body(ana, state), "moved_to": moved_to}
    assert invalid(ana, path, body, "moved_to") == [sentence]
