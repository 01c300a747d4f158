"""Recovery by phrase: set up by one phone, used by a new one."""

import pytest

from api.client import recovery
from api.client.errors import RefusedError, UnreadablePhraseError
from api.client.phone import Phone
from api.client.phrase import new_phrase, phrase_keys
from api.client.transport import ApiProblem, JsonObject
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from tests.kernel.asking import changed, check_in, invalid, refused, sent
from tests.kernel.everything import everything, nothing_changes
from tests.people import Cast, recovered
from tests.phrases import unused_phrase
from tests.push_service import PushService
from tests.pushing import told_to, turn_on

pytestmark = pytest.mark.slow

WORDS = new_phrase()
COUNTS = ("line", "turn")
"""Tables that count wrong tries; a day after the last one they are empty."""


@pytest.fixture
def phrase(cast: Cast) -> str:
    """The words ana has written down."""
    cast.ana.leave_way_back(WORDS)
    return WORDS


def request_of(phone: Phone, phrase: str) -> tuple[str, JsonObject]:
    """The request that saves recovery words, not sent."""
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
    words = unused_phrase()
    ana.leave_way_back(words)
    for audience, mood in (("me", 1), ("us", 4)):
        sent(ana, check_in(ana, audience, mood=mood))
    sent(ben, check_in(ben, mood=5))
    back = recovered(cast, f"  {words.upper()} ")
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
    assert words_of(recovered(cast, phrase)) == {5}


def test_it_works_when_no_phone_is_left(cast: Cast, phrase: str):
    ana = cast.ana
    sent(ana, check_in(ana, "me", mood=1))
    ana.api.call("DELETE", "/session")
    assert words_of(recovered(cast, phrase)) == {1}


def test_older_phones_stay_and_they_alone_are_told_at_once(
    cast: Cast, phrase: str, service: PushService
):
    ana, ben = cast.couple
    for phone in (ana, ben):
        turn_on(phone, service)
    back = recovered(cast, phrase)
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
    ana.leave_way_back(unused_phrase())
    (notice,) = Notice.select()
    assert (told_to(notice), notice.kind) == (other.device_id, "recovery")
    with pytest.raises(ApiProblem, match="not_found"):
        recovered(cast, phrase)


def test_the_partner_learns_nothing_of_it(cast: Cast):
    ana, ben = cast.couple
    before = ben.api.call("GET", "/keys"), ben.api.call("GET", "/changes")
    ana.leave_way_back(unused_phrase())
    assert (ben.api.call("GET", "/keys"), ben.api.call("GET", "/changes")) == before


def test_an_unwritten_word_is_needed_where_there_is_one(cast: Cast):
    words = unused_phrase()
    cast.ana.leave_way_back(words, "Quittenbrot")
    with pytest.raises(ApiProblem, match="not_found"):
        recovered(cast, words)
    assert recovered(cast, words, " quittenbrot ").person_id == cast.ana.person_id


def test_other_words_open_nothing(cast: Cast, phrase: str):
    with nothing_changes(but=COUNTS):
        with pytest.raises(ApiProblem, match="not_found"):
            recovered(cast, unused_phrase())
        with pytest.raises(UnreadablePhraseError):
            recovered(cast, phrase[:-1])


def test_knowing_where_it_is_opens_nothing_without_the_proof(cast: Cast, phrase: str):
    derived, stranger = phrase_keys(phrase), cast.stranger
    other = {"proof": phrase_keys(unused_phrase()).proof}
    opening = f"/recoveries/{derived.lookup}/opening"
    refused(stranger, "not_found", "PUT", opening, {"version": 2, **other}, but=COUNTS)
    path, body = joining(cast, phrase)
    refused(stranger, "not_found", "PUT", path, {**body, **other}, but=COUNTS)


def test_the_database_holds_neither_the_phrase_nor_its_proof(cast: Cast, phrase: str):
    recovered(cast, phrase)
    derived, rows = phrase_keys(phrase), repr(everything())
    assert derived.lookup in rows
    assert derived.proof not in rows
    assert phrase not in rows


def test_nobody_leaves_a_way_back_for_somebody_else(cast: Cast):
    ana, ben = cast.couple
    for other in (ben, cast.stranger):
        _, body = request_of(other, unused_phrase())
        refused(other, "not_found", "PUT", f"/people/{ana.person_id}/recovery", body)
    foreign = next(iter(cast.stranger.ring.roots))
    path, body = request_of(ana, unused_phrase())
    named = {"space_id": foreign.space_id, "epoch_id": foreign.epoch_id}
    wrong = [{**body["wraps"][0], **named}]
    invalid(ana, "PUT", path, {**body, "wraps": wrong}, "wraps")


def test_no_phrase_is_taken_over(cast: Cast, phrase: str):
    stranger = cast.stranger
    path, body = request_of(stranger, phrase)
    refused(stranger, "id_taken", "PUT", path, body)


def test_the_same_twelve_words_may_get_another_extra_word(cast: Cast, phrase: str):
    cast.ana.leave_way_back(phrase, "Quitte")
    assert recovered(cast, phrase, "quitte").person_id == cast.ana.person_id


def test_leaving_it_twice_changes_nothing(cast: Cast):
    path, body = request_of(cast.ana, unused_phrase())
    assert cast.ana.api.request("PUT", path, body).status == 201
    with nothing_changes():
        assert cast.ana.api.request("PUT", path, body).status == 200


def test_a_root_is_handed_on_to_the_own_way_back_only(cast: Cast, phrase: str):
    ana, stranger = cast.ana, cast.stranger
    stranger.leave_way_back(unused_phrase())
    wrap = request_of(ana, unused_phrase())[1]["wraps"][0]["wrap"]
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
