"""One time of a ritual: moved, skipped, kept or put back by either; nobody is told by whom."""

import json

import pytest

from api.client.phone import Phone
from api.kernel.clock import DAY, HOUR
from tests.practices.refusing import refused
from tests.practices.rituals.planning import (
    FRIDAY,
    NEXT_FRIDAY,
    SEVEN,
    WEEKLY,
    accept,
    agreed,
    change,
    occurrence_body,
    occurrence_path,
    propose,
)
from tests.practices.working import planned


def test_both_see_what_became_of_it_and_not_by_whom(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    ben.changes()
    shown = change(ana, ritual_id, "moved", moved_to="2040-03-03T20:00")
    assert shown == {
        "id": f"{ritual_id}/{FRIDAY}",
        "space_id": ana.couple_id,
        "ritual_id": ritual_id,
        "original": FRIDAY,
        "edit": 1,
        "state": "moved",
        "moved_to": "2040-03-03T20:00",
    }
    [record] = ben.changes()
    assert (record.kind, record.view) == ("ritual_occurrences", shown)
    assert change(ben, ritual_id, "skipped", NEXT_FRIDAY)["state"] == "skipped"
    for phone in couple:
        page = phone.api.call("GET", "/changes")["records"]["ritual_occurrences"]
        assert not {ana.person_id, ben.person_id} & set(json.dumps(page).split('"'))


def test_the_first_to_arrive_stands(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-03T20:00")
    path = occurrence_path(ritual_id)
    refused(ben, path, occurrence_body(ben, "skipped"), "stale_edit")
    refused(ben, path, occurrence_body(ben, "skipped", edit=0), "invalid")
    assert change(ben, ritual_id, "skipped", edit=2)["state"] == "skipped"
    refused(ana, path, occurrence_body(ana, "planned", edit=2), "stale_edit")


def test_the_same_request_again_changes_nothing(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    path, body = occurrence_path(ritual_id), occurrence_body(ana, "kept")
    first = ana.api.request("PUT", path, body)
    assert (first.status, first.headers["ETag"]) == (201, '"1"')
    change(ben, ritual_id, "planned", edit=2)
    ana.changes()
    again = ana.api.request("PUT", path, body)
    assert (again.status, again.json["state"], again.json["edit"]) == (200, "planned", 2)
    assert again.headers["ETag"] == '"2"'
    assert ana.changes() == []


def test_what_both_mark_alike_agrees(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    assert change(ana, ritual_id, "kept") == change(ben, ritual_id, "kept")


@pytest.mark.parametrize("settled", ["skipped", "kept"])
def test_a_moved_one_is_settled_where_it_was(couple: tuple[Phone, Phone], settled: str):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-02T21:00")
    shown = change(ben, ritual_id, settled, moved_to="2040-03-02T21:00", edit=2)
    assert shown["moved_to"] == "2040-03-02T21:00"
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2
    change(ana, ritual_id, "moved", moved_to=shown["moved_to"], edit=3)
    assert planned("ritual") == [SEVEN + HOUR] * 2


def test_reminders_move_with_it(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    assert planned("ritual") == [SEVEN - HOUR] * 2
    change(ana, ritual_id, "moved", moved_to="2040-03-02T21:00")
    assert planned("ritual") == [SEVEN + HOUR] * 2
    change(ben, ritual_id, "planned", edit=2)
    assert planned("ritual") == [SEVEN - HOUR] * 2


@pytest.mark.parametrize("gone", ["skipped", "kept"])
def test_one_that_is_settled_reminds_nobody(couple: tuple[Phone, Phone], gone: str):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, gone)
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2


def test_moved_beyond_the_next_it_comes_in_its_turn(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-12T19:00")
    assert planned("ritual") == [SEVEN + 7 * DAY - HOUR] * 2


def test_changing_one_before_both_accepted_plans_nothing(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    change(ben, ritual_id, "moved", moved_to="2040-03-03T20:00")
    assert planned("ritual") == []
    accept(ben, ritual_id)
    assert planned("ritual") == [SEVEN + DAY] * 2


def test_a_new_schedule_forgets_what_was_moved_of_the_old(couple: tuple[Phone, Phone]):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "moved", moved_to="2040-03-03T20:00")
    tuesdays = {**WEEKLY, "weekdays": ["tu"]}
    propose(ana, ritual_id=ritual_id, edit=2, recurrence=tuesdays)
    accept(ben, ritual_id, 2)
    assert planned("ritual") == [SEVEN + 4 * DAY - HOUR] * 2
