"""Beginning, pairing, and what each then sees."""

import pytest

from api.client.transport import ApiProblem
from api.kernel.ids import new_id
from tests.people import Cast

NOW = "2026-11-23T05:12:00.000Z"


def test_a_person_begins_alone(cast: Cast):
    session = cast.ana.session()
    assert session["person"]["id"] == cast.ana.person_id
    assert session["couple"] is None
    assert session["device"] == {"id": cast.ana.device_id, "state": "active"}


def test_paired_people_see_what_is_for_both(cast: Cast):
    ana, ben = cast.couple
    ana.put("check_ins", new_id(), audience="us", words={"mood": 4}, at=NOW)
    (seen,) = ben.changes()
    assert seen.words == {"mood": 4}


def test_what_is_private_takes_no_number_of_the_partner(cast: Cast):
    ana, ben = cast.couple
    ben.changes()
    before = ben.api.call("GET", "/changes")
    ana.put("check_ins", new_id(), audience="me", words={"mood": 1}, at=NOW)
    assert ben.api.call("GET", "/changes") == before


def test_a_stranger_sees_nothing(cast: Cast):
    ana, _ = cast.couple
    check_in = new_id()
    ana.put("check_ins", check_in, audience="us", words={"mood": 4}, at=NOW)
    for phone in (cast.stranger, cast.cleo):
        assert phone.changes() == []
        with pytest.raises(ApiProblem, match="not_found"):
            phone.get("check_ins", check_in)
