"""Starting, pairing, and what each person then sees."""

import pytest

from api.client.transport import Answer, ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel.ids import new_id
from tests.kernel.asking import changed, invalid, refused
from tests.kernel.caught import start_of
from tests.kernel.everything import everything
from tests.moving_clock import MovingClock
from tests.people import Cast

NOW = "2026-11-23T05:12:00.000Z"
MINUTE = server_clock.MINUTE


class Beginner:
    """A phone that is about to start; `path` and `body` are its first request."""

    def __init__(self, cast: Cast) -> None:
        self.phone, self.path, self.body = start_of(cast)

    def start(self) -> Answer:
        """Send it as it is."""
        return self.phone.api.request("PUT", self.path, self.body)


@pytest.fixture
def beginner(cast: Cast) -> Beginner:
    return Beginner(cast)


def test_a_person_begins_alone(cast: Cast):
    session = cast.ana.session()
    assert session["person"]["id"] == cast.ana.person_id
    assert session["couple"] is None
    assert session["device"] == {"id": cast.ana.device_id, "state": "active"}


def test_nobody_needs_to_be_signed_in_to_ask_who_they_are(cast: Cast):
    session = cast.unused().session()
    assert (session["person"], session["device"], session["couple"]) == (None, None, None)


def test_the_same_start_again_gets_another_session_of_the_same_phone(beginner: Beginner):
    first, again = beginner.start(), beginner.start()
    assert (first.status, again.status) == (201, 200)
    assert first.json["token"] != again.json["token"]
    beginner.phone.api.token = again.json["token"]
    (device,) = beginner.phone.api.call("GET", "/devices")["devices"]
    assert device["id"] == beginner.phone.device_id


def test_after_ten_minutes_a_start_opens_nothing_any_more(beginner: Beginner, clock: MovingClock):
    beginner.start()
    clock.forward(milliseconds=10 * MINUTE + 1)
    refused(beginner.phone, "id_taken", "PUT", beginner.path, beginner.body)


def test_nobody_starts_as_somebody_else(cast: Cast, beginner: Beginner):
    beginner.start()
    body = {**beginner.body, "zone": "America/New_York"}
    refused(beginner.phone, "id_taken", "PUT", beginner.path, body)
    for taken in (cast.ana.person_id, cast.ana.space("me")):
        refused(cast.unused(), "id_taken", "PUT", f"/people/{taken}", beginner.body)
    ana, _ = cast.couple
    refused(cast.unused(), "id_taken", "PUT", f"/people/{ana.space('us')}", _on_new_phone(beginner))


def _on_new_phone(beginner: Beginner) -> JsonObject:
    device = new_id()
    body = changed(beginner.body, "device.id", device)
    return changed(body, "epoch.wrap.by_device", device)


def test_the_first_phone_is_new_and_seals_its_own_root(cast: Cast, beginner: Beginner):
    path, body = beginner.path, beginner.body
    invalid(beginner.phone, "PUT", path, changed(body, "device.id", new_id()), "epoch")
    invalid(beginner.phone, "PUT", path, changed(body, "epoch.wrap.by_device", new_id()), "epoch")
    own = cast.ana.device_id
    taken = changed(changed(body, "device.id", own), "epoch.wrap.by_device", own)
    refused(beginner.phone, "id_taken", "PUT", path, taken)
    refused(beginner.phone, "invalid", "PUT", f"/people/{beginner.phone.device_id}", body)


def test_no_name_and_no_address_is_kept(beginner: Beginner):
    before = everything()
    beginner.start()
    new = [row for table, rows in everything().items() for row in rows if row not in before[table]]
    kept = {text for row in new for text in row if isinstance(text, str)}
    assert not any("127.0.0.1" in text for text in kept)
    assert not any("token" in text for text in kept)


def test_paired_people_see_what_is_for_both(cast: Cast):
    ana, ben = cast.couple
    ana.put("check_ins", new_id(), audience="us", words={"mood": 4}, at=NOW)
    (seen,) = ben.changes()
    assert seen.words == {"mood": 4}


def test_pairing_makes_nothing_shared_that_was_private(cast: Cast):
    ana, ben = cast.ana, cast.started()
    ana.put("check_ins", new_id(), audience="me", words={"mood": 1}, at=NOW)
    ana.pair(ben)
    assert ben.changes() == []


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
