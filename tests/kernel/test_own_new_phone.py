"""Adding a phone of one's own: it waits until an own phone signs it and passes the roots on."""

from api.client import pairing
from api.client.keyring import Keyring
from api.client.membership import Membership
from api.client.pairing import Handover
from api.client.phone import Phone
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from tests.kernel.asking import changed, invalid, refused
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import confirmed, offered, revealed, taking_of
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import told_to, turn_on


def waiting(cast: Cast, owner: Phone) -> tuple[Handover, Phone]:
    """A phone that has typed the owner's code and waits to be let in."""
    handover = offered(owner, "device")
    phone = cast.unused()
    ring = Keyring.of_new_phone(pairing.offering_person(handover))
    phone._membership = Membership(phone.api, ring)  # pyright: ignore[reportPrivateUsage] - as `take` does
    both, body = taking_of(handover, phone)
    phone.api.token = phone.api.call("PUT", f"{handover.path}/taking", body)["token"]
    revealed(both, owner)
    return both, phone


def let_in(both: Handover, owner: Phone) -> dict[str, object]:
    return pairing.confirmation(both, owner.ring)


def test_it_waits_until_it_is_let_in(cast: Cast):
    ana = cast.ana
    both, second = waiting(cast, ana)
    assert second.session()["device"]["state"] == "waiting"
    assert [device["id"] for device in ana.api.call("GET", "/devices")["devices"]] == [
        ana.device_id
    ]
    assert confirmed(both, ana).json["state"] == "done"
    assert second.session()["device"]["state"] == "active"
    second.refresh()
    assert second.ring.signing_key is not None


def test_the_answer_to_its_code_was_lost(cast: Cast):
    handover = offered(cast.ana, "device")
    phone = cast.unused()
    _, body = taking_of(handover, phone)
    first = phone.api.request("PUT", f"{handover.path}/taking", body)
    again = phone.api.request("PUT", f"{handover.path}/taking", body)
    assert first.status == again.status == 200
    assert first.json["token"] != again.json["token"]
    for token in (first.json["token"], again.json["token"]):
        phone.api.token = token
        assert phone.session()["device"]["state"] == "waiting"


def test_once_it_is_in_the_code_opens_no_session_any_more(cast: Cast):
    ana = cast.ana
    both, second = waiting(cast, ana)
    _, body = taking_of(both, second)
    body["taking"] = {**(both.taking or {})}
    confirmed(both, ana)
    with nothing_changes():
        answer = cast.unused().api.request("PUT", f"{both.path}/taking", body)
    assert "token" not in (answer.json or {})


def test_a_code_lets_in_one_phone_only(cast: Cast):
    both, _ = waiting(cast, cast.ana)
    other = cast.unused()
    _, body = taking_of(both, other)
    refused(other, "taken", "PUT", f"{both.path}/taking", body)


def test_a_phone_that_exists_is_no_new_phone(cast: Cast):
    handover = offered(cast.ana, "device")
    _, body = taking_of(handover, cast.stranger)
    refused(cast.unused(), "id_taken", "PUT", f"{handover.path}/taking", body)


def test_it_cannot_let_itself_in(cast: Cast):
    ana = cast.ana
    both, second = waiting(cast, ana)
    body = let_in(both, ana)
    refused(second, "sign_in", "PUT", f"{both.path}/confirmation", body)


def test_only_the_offering_phone_lets_it_in(cast: Cast):
    ana = cast.ana
    other = cast.unused()
    ana.pair(other)
    both, second = waiting(cast, ana)
    body = let_in(both, ana)
    path = f"{both.path}/confirmation"
    invalid(other, "PUT", path, body, "device_signature")
    refused(cast.stranger, "not_found", "PUT", path, body)
    for wrong in ({}, {"couple_id": new_id()}, changed(body, "device_signature", ...)):
        invalid(ana, "PUT", path, wrong, "device_signature")
    assert second.session()["device"]["state"] == "waiting"


def test_only_roots_of_own_spaces_are_handed_on(cast: Cast):
    ana = cast.ana
    both, _ = waiting(cast, ana)
    body = let_in(both, ana)
    stranger = cast.stranger
    foreign = next(iter(stranger.ring.roots))
    for space_id, epoch_id in (
        (foreign.space_id, foreign.epoch_id),
        (ana.person_id, new_id()),
        (ana.person_id, foreign.epoch_id),
    ):
        wraps = [{**body["wraps"][0], "space_id": space_id, "epoch_id": epoch_id}]  # pyright: ignore
        invalid(ana, "PUT", f"{both.path}/confirmation", {**body, "wraps": wraps}, "wraps")


def test_the_persons_other_phones_are_told_and_nobody_else(cast: Cast, service: PushService):
    """The phone that adds it is not told either, since whoever holds it has just done so."""
    ana, ben = cast.couple
    other = cast.unused()
    ana.pair(other)
    for phone in (ana, other, ben):
        turn_on(phone, service)
    both, second = waiting(cast, ana)
    assert not Notice.select().exists()
    confirmed(both, ana)
    (notice,) = Notice.select()
    assert told_to(notice) == other.device_id
    assert (notice.person_id, notice.kind, notice.record_id) == (
        ana.person_id,
        "new_device",
        second.device_id,
    )


def test_an_offer_taken_back_ends_the_phone_that_waits(cast: Cast):
    ana = cast.ana
    both, second = waiting(cast, ana)
    ana.api.call("DELETE", both.path)
    refused(second, "sign_in", "DELETE", "/session")
    refused(ana, "not_found", "PUT", f"{both.path}/confirmation", let_in(both, ana))


def test_a_phone_that_gave_up_waiting_cannot_be_let_in(cast: Cast):
    ana = cast.ana
    both, second = waiting(cast, ana)
    body = {"taking": {**(both.taking or {})}, "session": "bearer"}
    second.api.call("DELETE", "/session")
    refused(second, "not_found", "PUT", f"{both.path}/taking", body)
    refused(ana, "not_found", "PUT", f"{both.path}/confirmation", let_in(both, ana))


def test_the_codes_of_a_removed_phone_lead_nowhere(cast: Cast):
    ana = cast.ana
    second = cast.unused()
    ana.pair(second)
    both, third = waiting(cast, second)
    open_one = offered(second, "pair")
    ana.api.call("DELETE", f"/devices/{second.device_id}")
    for handover in (both, open_one):
        refused(ana, "not_found", "GET", handover.path)
    refused(third, "sign_in", "GET", "/devices")
    _, body = taking_of(open_one, cast.stranger)
    refused(cast.stranger, "not_found", "PUT", f"{open_one.path}/taking", body)


def test_a_new_phone_that_sees_other_words_goes_and_its_code_with_it(cast: Cast):
    ana = cast.ana
    (both, second), (others, other) = waiting(cast, ana), waiting(cast, ana)
    refused(second, "not_found", "DELETE", others.path)
    second.api.call("DELETE", both.path)
    refused(ana, "not_found", "GET", both.path)
    refused(second, "sign_in", "DELETE", both.path)
    assert other.session()["device"]["state"] == "waiting"
