"""Answers to a reminder: snooze is private, on my way is for both, not tonight names nobody."""

import json
from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import HOUR, MINUTE
from api.kernel.ids import new_id
from api.kernel.schedule.recurrence import instant_of
from api.practices.rituals.models import RitualAnswer
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.rituals.planning import (
    FRIDAY,
    SEVEN,
    answer,
    answer_path,
    change,
    end,
    occurrence_body,
    occurrence_path,
    said,
)
from tests.practices.working import pushed
from tests.push_service import PushService


def test_on_my_way_is_seen_by_both_and_told_quietly(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - 30 * MINUTE)
    pushed(service)
    shown = answer(ben, ritual_id, "on_my_way")
    assert shown["author_id"] == ben.person_id
    assert [(record.kind, record.view) for record in ana.changes()] == [("ritual_answers", shown)]
    assert [record.view for record in ben.changes()] == [shown]
    [payload] = pushed(service)
    assert payload["notification"]["silent"] is True
    assert payload["notification"]["body"] == ""
    assert payload["twofold"]["record_kind"] == "ritual_answers"
    assert payload["twofold"]["answer"] == "on_my_way"


def test_nobody_is_on_the_way_to_what_is_skipped(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - 30 * MINUTE)
    for phone in couple:
        answer(phone, ritual_id, "on_my_way")
        phone.changes()
    pushed(service)
    answer(ben, ritual_id, "not_tonight")
    for phone in couple:
        page = phone.api.call("GET", "/changes")
        assert "ritual_answers" not in page["records"]
        assert [one["kind"] for one in page["gone"]] == ["ritual_answers"] * 2
    change(ana, ritual_id, "planned", edit=2)
    pushed(service)
    answer(ben, ritual_id, "on_my_way")
    assert [one["twofold"]["record_kind"] for one in pushed(service)] == ["ritual_answers"]


def test_saying_it_twice_tells_once(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - 30 * MINUTE)
    pushed(service)
    answer(ben, ritual_id, "on_my_way")
    answer(ben, ritual_id, "on_my_way")
    answer(ana, ritual_id, "on_my_way")
    assert len(pushed(service)) == 2


def test_one_that_arrives_after_the_evening_tells_nobody(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN + 3 * HOUR)
    pushed(service)
    answer(ben, ritual_id, "on_my_way")
    assert pushed(service) == []
    assert len(ana.changes()) == 1


def test_not_tonight_skips_it_and_says_not_who(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - HOUR)
    pushed(service)
    answer(ben, ritual_id, "not_tonight")
    [record] = ana.changes()
    assert (record.kind, record.view["state"]) == ("ritual_occurrences", "skipped")
    assert ben.person_id not in json.dumps(record.view)
    assert pushed(service) == []
    assert RitualAnswer.select().count() == 0


@pytest.mark.parametrize("moved_to", ["2040-03-02T22:00", "2040-03-03T19:00"])
def test_an_old_reminder_says_nothing_of_a_time_that_was_moved_away(
    couple: tuple[Phone, Phone],
    ritual_id: str,
    service: PushService,
    clock: MovingClock,
    moved_to: str,
):
    ana, ben = couple
    clock.to(SEVEN - HOUR)
    early = answer_path(ritual_id)
    ben.api.call("PUT", early, said(ben, "snooze"))
    change(ana, ritual_id, "moved", moved_to=moved_to)
    ana.changes()
    pushed(service)
    for what in ("snooze", "on_my_way", "not_tonight"):
        refused(ben, answer_path(ritual_id), said(ben, what), "moved")
    assert ben.api.request("PUT", early, said(ben, "snooze")).status == 200
    assert (ana.changes(), pushed(service)) == ([], [])
    clock.to(instant_of(moved_to, "Europe/Berlin") - 3 * HOUR)
    answer(ben, ritual_id, "not_tonight")
    [record] = ana.changes()
    assert (record.view["state"], record.view["moved_to"]) == ("skipped", moved_to)


def test_nobody_sets_out_for_a_time_that_was_skipped_meanwhile(
    couple: tuple[Phone, Phone], ritual_id: str, service: PushService, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN - HOUR)
    answer(ana, ritual_id, "not_tonight")
    ana.changes()
    pushed(service)
    for what in ("snooze", "on_my_way"):
        refused(ben, answer_path(ritual_id), said(ben, what), "skipped")
    answer(ben, ritual_id, "not_tonight")
    assert (ana.changes(), pushed(service)) == ([], [])


def test_it_looks_the_same_as_skipping_it(
    couple: tuple[Phone, Phone], ritual_id: str, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN)
    change(ana, ritual_id, "moved", moved_to="2040-03-02T21:00")
    ana.changes()
    answer(ben, ritual_id, "not_tonight")
    [record] = ana.changes()
    assert record.view == {
        "id": f"{ritual_id}/{FRIDAY}",
        "space_id": ana.couple_id,
        "ritual_id": ritual_id,
        "original": FRIDAY,
        **{name: record.view[name] for name in ("edit", "state", "moved_to")},
    }
    assert (record.view["edit"], record.view["state"], record.view["moved_to"]) == (
        2,
        "skipped",
        "2040-03-02T21:00",
    )
    path = occurrence_path(ritual_id)
    refused(ana, path, occurrence_body(ana, "planned", edit=2), "stale_edit")


@pytest.mark.parametrize("settled", ["skipped", "kept"])
def test_what_is_settled_stays(couple: tuple[Phone, Phone], ritual_id: str, settled: str):
    ana, ben = couple
    change(ana, ritual_id, settled)
    ana.changes()
    answer(ben, ritual_id, "not_tonight")
    assert ana.changes() == []


def test_the_same_request_again_changes_nothing(
    couple: tuple[Phone, Phone], ritual_id: str, clock: MovingClock
):
    ana, ben = couple
    clock.to(SEVEN)
    path = answer_path(ritual_id)
    for what in ("on_my_way", "not_tonight"):
        path = answer_path(ritual_id)
        first = ben.api.request("PUT", path, said(ben, what))
        ana.changes()
        again = ben.api.request("PUT", path, said(ben, what))
        assert (first.status, again.status) == (201, 200)
        assert again.json == first.json
        assert ana.changes() == []


def test_an_id_is_for_one_answer(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    path = answer_path(ritual_id)
    ben.api.call("PUT", path, said(ben, "on_my_way"))
    refused(ben, path, said(ben, "snooze"), "id_taken")
    refused(ana, path, said(ana, "on_my_way"), "id_taken")
    assert RitualAnswer.select().count() == 1


def test_after_the_end_there_is_nothing_to_answer(couple: tuple[Phone, Phone], ritual_id: str):
    ana, ben = couple
    end(ana, ritual_id)
    for what in ("snooze", "on_my_way", "not_tonight"):
        refused(ben, answer_path(ritual_id), said(ben, what), "already_ended")


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"answer": "maybe"}, "answer"), ({"answer": None}, "answer"), ({"words": None}, "words")],
)
def test_malformed_answers_are_refused(
    couple: tuple[Phone, Phone], ritual_id: str, changed: dict[str, Any], field: str
):
    ben = couple[1]
    invalid(ben, answer_path(ritual_id), {**said(ben, "snooze"), **changed}, field)


def test_strangers_exes_and_wrong_times_find_nothing(
    cast: Cast, couple: tuple[Phone, Phone], ritual_id: str
):
    ana, ben = couple
    body = said(ana, "on_my_way")
    path = answer_path(ritual_id)
    nothing = not_found(ana, "PUT", answer_path(new_id()), body)
    assert not_found(ana, "PUT", answer_path(ritual_id, "2040-03-03T19:00"), body) == nothing
    for phone in (cast.stranger, cast.cleo):
        assert not_found(phone, "PUT", path, body) == nothing
    ben.leave()
    for phone in couple:
        assert not_found(phone, "PUT", path, body) == nothing
