"""Which requests about readiness are refused, and to whom."""

from typing import Any

import pytest

from tests.people import Cast
from tests.practices.readiness.saying import path_of, sealed_readiness, seen
from tests.practices.refusing import invalid, not_found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("edit", 2),
        ("state", "yes"),
        ("state", "not_now"),
        ("reveal", "never"),
        ("duration_seconds", 59),
        ("duration_seconds", 24 * 3600 + 1),
        ("duration_seconds", None),
        ("started_at", "now"),
        ("words", {}),
        ("until", "2040-03-01T12:00:00.000Z"),
        ("energy", 3),
        ("area", "talk"),
    ],
)
def test_malformed_readiness_is_refused(cast: Cast, field: str, value: Any):
    ana, _ = cast.couple
    request = sealed_readiness(ana, "talk", "ready")
    named = "duration_seconds" if value == "not_now" else field
    invalid(ana, request.path, {**request.body, field: value}, named)


def test_alone_there_is_nobody_to_be_ready_for(cast: Cast):
    ana, _ = cast.couple
    alone = cast.stranger
    body = {**sealed_readiness(ana, "talk", "not_now").body, "sealed_by": alone.person_id}
    path = path_of(alone, "talk")
    invalid(alone, path, {**body, "space_id": alone.person_id}, "space_id")


def test_one_speaks_for_oneself(cast: Cast):
    ana, ben = cast.couple
    request = sealed_readiness(ben, "talk", "ready")
    nothing = not_found(ana, "PUT", path_of(ben, "talk"), request.body)
    invalid(ana, path_of(ana, "talk"), {**request.body}, "sealed_by")
    for other in (cast.stranger, cast.cleo):
        assert not_found(other, "PUT", path_of(ben, "talk"), request.body) == nothing
        assert not_found(other, "PUT", path_of(other, "talk"), request.body) == nothing
    assert seen(ana, of=ben) == {}


def test_there_are_four_areas(cast: Cast):
    ana, _ = cast.couple
    body = sealed_readiness(ana, "talk", "ready").body
    for area in ("sleep", "disclosure", "Talk"):
        not_found(ana, "PUT", path_of(ana, area), body)
        not_found(ana, "GET", path_of(ana, area))
