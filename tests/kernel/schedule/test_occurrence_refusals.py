"""Which times of a ritual cannot be changed, and by whom."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY
from api.kernel.ids import new_id
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.rituals.planning import (
    DAILY,
    FRIDAY,
    NEXT_FRIDAY,
    SEVEN,
    agreed,
    change,
    end,
    occurrence_body,
    occurrence_path,
)


@pytest.mark.parametrize(
    "original",
    [
        "2040-03-01T19:00",
        "2040-03-02T19:01",
        "2040-02-24T19:00",
        "2040-03-02T18:00",
        "2040-13-02T19:00",
        "2040-03-02",
        "2040-03-02T19:00:00",
        "9999-12-31T19:00",
        "0001-01-01T00:00",
        "tonight",
    ],
)
def test_times_that_the_schedule_does_not_have_do_not_exist(
    couple: tuple[Phone, Phone], original: str
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    body = occurrence_body(ana, "skipped")
    nothing = not_found(ana, "PUT", occurrence_path(new_id()), body)
    assert not_found(ana, "PUT", occurrence_path(ritual_id, original), body) == nothing


def test_a_time_in_the_gap_has_the_name_of_its_schedule(couple: tuple[Phone, Phone]):
    ana, ben = couple
    at_half_past_two = {**DAILY, "starts": "2040-03-02T02:30"}
    ritual_id = agreed(ana, ben, recurrence=at_half_past_two)
    assert change(ana, ritual_id, "skipped", "2040-03-25T02:30")["original"] == "2040-03-25T02:30"
    body = occurrence_body(ana, "skipped")
    not_found(ana, "PUT", occurrence_path(ritual_id, "2040-03-25T03:30"), body)


def test_a_move_has_a_bound(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    path = occurrence_path(ritual_id)
    for far in ("2040-04-03T19:00", "2040-01-30T19:00"):
        invalid(ana, path, occurrence_body(ana, "moved", far), "moved_to")
    change(ana, ritual_id, "moved", moved_to="2040-04-02T19:00")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"state": "missed"}, "state"),
        ({"state": None}, "state"),
        ({"state": "moved"}, "moved_to"),
        ({"state": "planned", "moved_to": "2040-03-03T20:00"}, "moved_to"),
        ({"state": "moved", "moved_to": "2040-03-03T20:00Z"}, "moved_to"),
        ({"edit": "1"}, "edit"),
        ({"author_id": None}, "author_id"),
        ({"original": FRIDAY}, "original"),
    ],
)
def test_malformed_changes_are_refused(
    couple: tuple[Phone, Phone], changed: dict[str, Any], field: str
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    body = {**occurrence_body(ana, "skipped"), **changed}
    invalid(ana, occurrence_path(ritual_id), body, field)


def test_what_lies_before_the_end_of_a_ritual_may_still_be_marked(
    couple: tuple[Phone, Phone], clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    clock.to(SEVEN + DAY)
    end(ben, ritual_id)
    assert change(ana, ritual_id, "kept")["state"] == "kept"
    path = occurrence_path(ritual_id, NEXT_FRIDAY)
    refused(ana, path, occurrence_body(ana, "skipped"), "already_ended")


def test_strangers_the_other_couple_and_exes_find_nothing(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    body = occurrence_body(ana, "skipped")
    path = occurrence_path(ritual_id)
    nothing = not_found(cast.stranger, "PUT", occurrence_path(new_id()), body)
    for phone in (cast.stranger, cast.cleo):
        assert not_found(phone, "PUT", path, body) == nothing
        own = {**body, "space_id": phone.person_id}
        assert not_found(phone, "PUT", path, own) == nothing
    ana.leave()
    for phone in (ana, ben):
        assert not_found(phone, "PUT", path, body) == nothing
