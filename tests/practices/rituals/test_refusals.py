"""Which requests about rituals are refused, and to whom; a refusal changes nothing."""

from typing import Any

import pytest

from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.refusing import invalid, not_found, refused
from tests.practices.rituals.planning import (
    WEEKLY,
    propose,
    sealed_ritual,
    state,
)
from tests.practices.working import planned


def test_strangers_the_other_couple_and_exes_find_nothing(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ritual(ana)
    ritual_id = ana.send(request).id
    couple_id = ana.couple_id
    nothing = not_found(cast.stranger, "GET", f"/rituals/{new_id()}")
    edited = {**request.body, "edit": 2}
    acceptance = {"space_id": couple_id, "edit": 1}

    def finds_nothing(phone: Any) -> None:
        sealed = {**edited, "sealed_by": phone.person_id}
        assert not_found(phone, "GET", request.path) == nothing
        assert not_found(phone, "PUT", request.path, sealed) == nothing
        assert not_found(phone, "PUT", f"{request.path}/acceptance", acceptance) == nothing
        assert not_found(phone, "PUT", f"{request.path}/end", {"space_id": couple_id}) == nothing

    for phone in (cast.stranger, cast.cleo):
        finds_nothing(phone)
    assert state(ben, ritual_id) == "proposed"
    ben.leave()
    for phone in (ana, ben):
        finds_nothing(phone)
    assert planned("ritual") == []


def test_an_id_lives_in_one_space_only(cast: Cast):
    ana = cast.ana
    ritual_id = propose(ana)["id"]
    ana.pair(cast.started())
    request = sealed_ritual(ana, ritual_id=ritual_id)
    refused(ana, request.path, request.body, "id_taken")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "dinner"),
        ("kind", None),
        ("recurrence", None),
        ("recurrence", "weekly"),
        ("lead_minutes", None),
        ("lead_minutes", 60),
        ("lead_minutes", [60, 60]),
        ("lead_minutes", [0, 1, 2, 3]),
        ("lead_minutes", [-1]),
        ("lead_minutes", [10081]),
        ("lead_minutes", ["60"]),
        ("words", None),
        ("state", "accepted"),
        ("accepted_by", []),
    ],
)
def test_malformed_rituals_are_refused(cast: Cast, field: str, value: Any):
    request = sealed_ritual(cast.ana)
    invalid(cast.ana, request.path, {**request.body, field: value}, field)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("frequency", "yearly"),
        ("interval", 0),
        ("interval", 13),
        ("interval", "1"),
        ("interval", True),
        ("weekdays", []),
        ("weekdays", ["fr", "fr"]),
        ("weekdays", ["friday"]),
        ("weekdays", "fr"),
        ("nth", {"weekday": "fr", "week": 1}),
        ("starts", "2040-03-02"),
        ("starts", "2040-02-30T19:00"),
        ("starts", "2040-03-02T19:00:00"),
        ("starts", "2040-03-02T19:00Z"),
        ("starts", "2040-03-02T24:00"),
        ("starts", "1999-03-02T19:00"),
        ("zone", "Berlin"),
        ("zone", "../etc/passwd"),
        ("zone", None),
        ("duration_minutes", 14),
        ("duration_minutes", 1441),
        ("duration_minutes", 60.5),
        ("rrule", "FREQ=SECONDLY"),
    ],
)
def test_malformed_recurrences_are_refused(cast: Cast, field: str, value: Any):
    request = sealed_ritual(cast.ana)
    recurrence = {**WEEKLY, field: value}
    errors = refused(cast.ana, request.path, {**request.body, "recurrence": recurrence}, "invalid")
    assert field in errors["recurrence"]


@pytest.mark.parametrize("field", list(WEEKLY))
def test_no_part_of_a_recurrence_may_be_forgotten(cast: Cast, field: str):
    request = sealed_ritual(cast.ana)
    recurrence = {name: value for name, value in WEEKLY.items() if name != field}
    invalid(cast.ana, request.path, {**request.body, "recurrence": recurrence}, "recurrence")
