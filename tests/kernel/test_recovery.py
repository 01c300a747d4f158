"""The way back by phrase: left by a phone, taken by a new one, and never a way to shut anybody out."""

from collections.abc import Callable

import pytest

from api.client import recovery
from api.client.errors import RefusedError, UnreadablePhraseError
from api.client.phone import Phone
from api.client.phrase import new_phrase, phrase_keys
from api.client.transport import ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel.identity.models import Device, Session
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from tests.kernel.asking import changed, check_in, invalid, refused, sent
from tests.kernel.caught import new_epoch_of
from tests.kernel.everything import everything, nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.racing import together
from tests.push_service import PushService
from tests.pushing import told_to, turn_on

THREE_DAYS = 3 * server_clock.DAY
WORDS = new_phrase()
COUNTS = ("line", "turn")
"""Tables of wrong tries; a day after the last one they are empty."""


@pytest.fixture
def phrase(cast: Cast) -> str:
    """The words ana has written down."""
    cast.ana.leave_way_back(WORDS)
    return WORDS


def came_back(cast: Cast, phrase: str, extra: str = "") -> Phone:
    """A new phone with nothing but the phrase."""
    phone = cast.unused()
    phone.recover(phrase, extra)
    return phone


def request_of(phone: Phone, phrase: str) -> tuple[str, JsonObject]:
    """The request that leaves a way back, not sent."""
    return f"/people/{phone.person_id}/recovery", recovery.leaving(phone.ring, phrase)


def joining(cast: Cast, phrase: str) -> tuple[str, JsonObject]:
    """The request by which a new phone joins, not sent."""
    derived = phrase_keys(phrase)
    ring = recovery.opened(cast.unused().api, derived)
    path = f"/recoveries/{derived.lookup}/devices/{ring.device_id}"
    return path, recovery.joining(ring, derived)


def words_of(phone: Phone) -> set[int]:
    phone.changes()
    return {int(str(r.words["mood"])) for r in phone.store.records.values() if r.words}


def test_the_phrase_alone_brings_everything_back(cast: Cast):
    ana, ben = cast.couple
    words = new_phrase()
    ana.leave_way_back(words)
    for audience, mood in (("me", 1), ("us", 4)):
        sent(ana, check_in(ana, audience, mood=mood))
    sent(ben, check_in(ben, mood=5))
    back = came_back(cast, f"  {words.upper()} ")
    assert (back.person_id, back.couple_id) == (ana.person_id, ana.couple_id)
    assert words_of(back) == {1, 4, 5}
    assert sent(back, check_in(back, mood=2)).status == 201
    assert words_of(ben) == {4, 5, 2}


def test_it_opens_what_was_written_under_later_keys_too(cast: Cast, phrase: str):
    ana, ben = cast.couple
    for space in ("me", "us"):
        ana.start_epoch(ana.space(space))
    ben.refresh()
    ben.start_epoch(ben.space("us"))
    ana.refresh()
    assert ana.api.call("GET", "/keys")["recovery"]["lacking"] == []
    sent(ben, check_in(ben, mood=5))
    assert words_of(came_back(cast, phrase)) == {5}


def test_it_works_when_no_phone_is_left(cast: Cast, phrase: str):
    ana = cast.ana
    sent(ana, check_in(ana, "me", mood=1))
    ana.api.call("DELETE", "/session")
    assert words_of(came_back(cast, phrase)) == {1}


def test_older_phones_stay_and_they_alone_are_told_at_once(
    cast: Cast, phrase: str, service: PushService
):
    ana, ben = cast.couple
    for phone in (ana, ben):
        turn_on(phone, service)
    back = came_back(cast, phrase)
    (notice,) = Notice.select()
    assert (notice.person_id, notice.kind) == (ana.person_id, "new_device")
    assert notice.record_id == back.device_id
    listed = ana.api.call("GET", "/devices")["devices"]
    assert {one["id"]: one["recovered"] for one in listed} == {
        ana.device_id: False,
        back.device_id: True,
    }
    assert back.device_id in {one["device_id"] for one in ben.api.call("GET", "/keys")["devices"]}


def test_a_new_phrase_is_told_to_the_persons_other_phones_and_ends_the_old_one(
    cast: Cast, phrase: str, service: PushService
):
    ana, ben = cast.couple
    other = cast.unused()
    ana.pair(other)
    for phone in (ana, other, ben):
        turn_on(phone, service)
    ana.leave_way_back(new_phrase())
    (notice,) = Notice.select()
    assert (told_to(notice), notice.kind) == (other.device_id, "recovery")
    with pytest.raises(ApiProblem, match="not_found"):
        came_back(cast, phrase)


def test_the_partner_learns_nothing_of_it(cast: Cast):
    ana, ben = cast.couple
    before = ben.api.call("GET", "/keys"), ben.api.call("GET", "/changes")
    ana.leave_way_back(new_phrase())
    assert (ben.api.call("GET", "/keys"), ben.api.call("GET", "/changes")) == before


def test_an_unwritten_word_is_needed_where_there_is_one(cast: Cast):
    words = new_phrase()
    cast.ana.leave_way_back(words, "Quittenbrot")
    with pytest.raises(ApiProblem, match="not_found"):
        came_back(cast, words)
    assert came_back(cast, words, " quittenbrot ").person_id == cast.ana.person_id


def test_other_words_open_nothing(cast: Cast, phrase: str):
    with nothing_changes(but=COUNTS):
        with pytest.raises(ApiProblem, match="not_found"):
            came_back(cast, new_phrase())
        with pytest.raises(UnreadablePhraseError):
            came_back(cast, phrase[:-1])


def test_knowing_where_it_is_opens_nothing_without_the_proof(cast: Cast, phrase: str):
    derived, stranger = phrase_keys(phrase), cast.stranger
    other = {"proof": phrase_keys(new_phrase()).proof}
    opening = f"/recoveries/{derived.lookup}/opening"
    refused(stranger, "not_found", "PUT", opening, {"version": 2, **other}, but=COUNTS)
    path, body = joining(cast, phrase)
    refused(stranger, "not_found", "PUT", path, {**body, **other}, but=COUNTS)


def test_the_database_holds_neither_the_phrase_nor_its_proof(cast: Cast, phrase: str):
    came_back(cast, phrase)
    derived, rows = phrase_keys(phrase), repr(everything())
    assert derived.lookup in rows
    assert derived.proof not in rows
    assert phrase not in rows


def test_nobody_leaves_a_way_back_for_somebody_else(cast: Cast):
    ana, ben = cast.couple
    for other in (ben, cast.stranger):
        _, body = request_of(other, new_phrase())
        refused(other, "not_found", "PUT", f"/people/{ana.person_id}/recovery", body)
    foreign = next(iter(cast.stranger.ring.roots))
    path, body = request_of(ana, new_phrase())
    named = {"space_id": foreign.space_id, "epoch_id": foreign.epoch_id}
    wrong = [{**body["wraps"][0], **named}]
    invalid(ana, "PUT", path, {**body, "wraps": wrong}, "wraps")


def test_no_phrase_is_taken_over(cast: Cast, phrase: str):
    stranger = cast.stranger
    path, body = request_of(stranger, phrase)
    refused(stranger, "id_taken", "PUT", path, body)


def test_the_same_twelve_words_may_get_another_extra_word(cast: Cast, phrase: str):
    cast.ana.leave_way_back(phrase, "Quitte")
    assert came_back(cast, phrase, "quitte").person_id == cast.ana.person_id


def test_leaving_it_twice_changes_nothing(cast: Cast):
    path, body = request_of(cast.ana, new_phrase())
    assert cast.ana.api.request("PUT", path, body).status == 201
    with nothing_changes():
        assert cast.ana.api.request("PUT", path, body).status == 200


def test_a_root_is_handed_on_to_the_own_way_back_only(cast: Cast, phrase: str):
    ana, stranger = cast.ana, cast.stranger
    stranger.leave_way_back(new_phrase())
    wrap = request_of(ana, new_phrase())[1]["wraps"][0]["wrap"]
    own = ana.api.call("GET", "/keys")["recovery"]
    other = stranger.api.call("GET", "/keys")["recovery"]
    place = f"/spaces/{ana.person_id}/epochs/{ana.ring.current[ana.person_id]}/recovery-wrap"
    nowhere = f"/spaces/{ana.person_id}/epochs/{new_id()}/recovery-wrap"
    refused(ana, "not_found", "PUT", place, {"recovery_id": other["id"], "wrap": wrap})
    refused(ana, "not_found", "PUT", nowhere, {"recovery_id": own["id"], "wrap": wrap})
    refused(stranger, "not_found", "PUT", place, {"recovery_id": other["id"], "wrap": wrap})


def test_no_root_goes_to_a_recovery_key_the_person_has_not_signed(cast: Cast, phrase: str):
    ana = cast.ana
    found = ana.api.call("GET", "/keys")["recovery"]
    forged = changed(found, "key", cast.stranger.ring.device["key"])
    lacking = [{"space_id": ana.person_id, "epoch_id": ana.ring.current[ana.person_id]}]
    with pytest.raises(RefusedError), nothing_changes():
        recovery.give_roots(ana.api, ana.ring, {**forged, "lacking": lacking})


def test_a_lost_answer_is_asked_for_again(cast: Cast, phrase: str):
    path, body = joining(cast, phrase)
    phone = cast.unused()
    first, again = (phone.api.request("PUT", path, body) for _ in range(2))
    assert (first.status, again.status) == (201, 200)
    assert first.json["token"] != again.json["token"]


def test_a_phone_that_exists_is_no_new_one(cast: Cast, phrase: str):
    path, body = joining(cast, phrase)
    taken = f"{path.rpartition('/')[0]}/{cast.stranger.device_id}"
    refused(cast.unused(), "id_taken", "PUT", taken, body)
    by_other = [changed(body["wraps"][0], "wrap.by_device", new_id())]
    invalid(cast.unused(), "PUT", path, {**body, "wraps": by_other}, "wrap")
    person = f"{path.rpartition('/')[0]}/{cast.ana.person_id}"
    invalid(cast.unused(), "PUT", person, body, "key")


def test_whoever_found_the_phrase_shuts_nobody_out(cast: Cast, phrase: str):
    ana = cast.ana
    thief = came_back(cast, phrase)
    accomplice = cast.unused()
    thief.pair(accomplice)
    for phone in (thief, accomplice):
        refused(phone, "too_soon", "DELETE", f"/devices/{ana.device_id}")
        refused(phone, "too_soon", "PUT", *request_of(phone, new_phrase()))
        refused(phone, "too_soon", "PUT", *new_epoch_of(phone))
    ana.leave_way_back(new_phrase())
    for phone in (thief, accomplice):
        ana.remove_phone(phone.device_id)
        refused(phone, "sign_in", "GET", "/devices")
    with pytest.raises(ApiProblem, match="not_found"):
        came_back(cast, phrase)


def test_after_three_days_an_own_lost_phone_can_be_ended(
    cast: Cast, phrase: str, clock: MovingClock
):
    ana = cast.ana
    back = came_back(cast, phrase)
    clock.forward(milliseconds=THREE_DAYS - server_clock.HOUR)
    refused(back, "too_soon", "DELETE", f"/devices/{ana.device_id}")
    clock.forward(milliseconds=2 * server_clock.HOUR)
    back.remove_phone(ana.device_id)
    refused(ana, "sign_in", "GET", "/devices")
    assert sent(back, check_in(back, "me")).status == 201


def test_a_phone_that_came_back_may_end_itself_and_what_came_after_it(cast: Cast, phrase: str):
    first, second = came_back(cast, phrase), came_back(cast, phrase)
    assert first.api.request("DELETE", f"/devices/{second.device_id}").status == 204
    assert first.api.request("DELETE", "/session").status == 204


def test_a_phone_that_is_ended_while_it_asks_is_out(
    cast: Cast, clock: MovingClock, twin: Callable[[Phone], Phone]
):
    """Its session is due to be renewed, and the renewal must not outlive it."""
    for _ in range(4):
        ana, second = cast.started(), cast.unused()
        ana.pair(second)
        clock.forward(milliseconds=201 * server_clock.DAY)
        same = twin(second)
        together(
            lambda ana=ana, second=second: ana.api.request(
                "DELETE", f"/devices/{second.device_id}"
            ),
            lambda second=second: second.api.request("GET", "/session"),
            lambda same=same: same.api.request("GET", "/devices"),
        )
        refused(second, "sign_in", "GET", "/devices")
        assert not Session.select().where(Session.device_id == second.device_id).exists()


def test_a_phone_that_is_ended_while_it_starts_a_root_leaves_none_of_its_own_in_force(
    cast: Cast, twin: Callable[[Phone], Phone]
):
    for _ in range(4):
        ana, second = cast.started(), cast.unused()
        ana.pair(second)
        path, body = new_epoch_of(second)
        together(
            lambda ana=ana, second=second: ana.remove_phone(second.device_id),
            lambda second=second, path=path, body=body: second.api.request("PUT", path, body),
        )
        ana.refresh()
        if ana.ring.in_force(ana.person_id).epoch_id == path.rpartition("/")[2]:
            raise AssertionError("what is written next opens with a root of the phone that is gone")
        assert not Device.select().where(Device.id == second.device_id).exists()
