"""Which requests about pauses are refused, and to whom; a refusal changes nothing."""

from typing import Any

import pytest

from api.client.transport import ApiProblem
from api.kernel import silence
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.pauses.asking import pause, sealed_pause
from tests.practices.refusing import invalid, not_found, refused


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("edit", 2),
        ("edit", "1"),
        ("duration_seconds", 59),
        ("duration_seconds", 24 * 3600 + 1),
        ("duration_seconds", "1800"),
        ("duration_seconds", 1800.5),
        ("started_at", "2026-11-23T05:12:00Z"),
        ("started_at", None),
        ("words", {}),
        ("words", "sealed"),
        ("headline", 3),
        ("until", "2026-11-23T05:12:00.000Z"),
        ("state", "over"),
    ],
)
def test_malformed_pauses_are_refused(cast: Cast, field: str, value: Any):
    ana = cast.ana
    request = sealed_pause(ana, line="a")
    invalid(ana, request.path, {**request.body, field: value}, field)


def test_a_headline_is_short(cast: Cast):
    ana = cast.ana
    request = sealed_pause(ana, line="a")
    long = "A" * ((512 + 16) * 4 // 3)
    headline = {**request.body["headline"], "ct": long}
    invalid(ana, request.path, {**request.body, "headline": headline}, "headline")


def test_a_pause_is_never_edited(cast: Cast):
    ana, _ = cast.couple
    request = sealed_pause(ana)
    ana.send(request)
    refused(ana, request.path, {**request.body, "duration_seconds": 3600}, "stale_edit")


def test_nobody_pauses_for_the_other(cast: Cast):
    ana, ben = cast.couple
    request = sealed_pause(ana)
    ana.send(request)
    refused(ben, request.path, {**request.body, "sealed_by": ben.person_id}, "not_found")
    body = sealed_pause(ben).body
    invalid(ben, f"/pauses/{new_id()}", {**body, "sealed_by": ana.person_id}, "sealed_by")


def test_an_id_lives_in_one_space_only(cast: Cast):
    ana = cast.ana
    alone = pause(ana)
    ana.pair(cast.started())
    request = sealed_pause(ana, pause_id=alone["id"])
    refused(ana, request.path, request.body, "id_taken")


def test_strangers_and_the_other_couple_find_nothing(cast: Cast):
    ana, _ = cast.couple
    view = pause(ana)
    path = f"/pauses/{view['id']}"
    nothing = not_found(cast.stranger, "GET", f"/pauses/{new_id()}")
    for other in (cast.stranger, cast.cleo):
        body = sealed_pause(other).body
        assert not_found(other, "GET", path) == nothing
        assert not_found(other, "PUT", path, {**body, "space_id": ana.couple_id}) == nothing
        assert not_found(other, "DELETE", path) == nothing


def test_a_stranger_may_use_the_same_id(cast: Cast):
    view = pause(cast.ana)
    request = sealed_pause(cast.stranger, pause_id=view["id"])
    assert cast.stranger.api.request("PUT", request.path, request.body).status == 201


def test_after_parting_the_ex_finds_nothing_and_both_may_be_reached(cast: Cast):
    ana, ben = cast.couple
    view = pause(ana)
    couple_id = ana.couple_id
    ben.leave()
    assert silence.silenced_until(ana.person_id) == 0
    for phone in (ana, ben):
        not_found(phone, "GET", f"/pauses/{view['id']}")
        body = sealed_pause(phone, audience="me").body
        not_found(phone, "PUT", f"/pauses/{new_id()}", {**body, "space_id": couple_id})
    with pytest.raises(ApiProblem, match="not_found"):
        ana.get("pauses", view["id"])
