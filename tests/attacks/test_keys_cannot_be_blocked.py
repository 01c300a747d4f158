"""A partner who starts roots or adds phones without end, to block the other's phones, words and recovery."""

import pytest

from api.client.phone import Phone
from api.client.transport import ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel.identity import devices, key_pages, key_turns
from api.kernel.identity.models import Device, Epoch, Wrap
from api.kernel.ids import new_id
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.caught import new_epoch_of
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase

DAY = server_clock.DAY
MANY = 170
PHONES = 43


@pytest.fixture
def of_before(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Without the counting; `undo` turns it on again."""
    monkeypatch.setattr(key_turns, "A_DAY", 10_000)
    monkeypatch.setattr(devices, "PHONES", 10_000)
    return monkeypatch


def keys(phone: Phone, page: int = 0) -> JsonObject:
    return phone.api.call("GET", f"/keys?page={page}")


def number(phone: Phone, space_id: str) -> int:
    """The number of the root in force."""
    found = keys(phone)["epochs"]
    return next(one["number"] for one in found if one["current"] and one["space_id"] == space_id)


def start_many(phone: Phone, times: int) -> None:
    """Starts this many roots of the couple, each wrapped to every phone."""
    for _ in range(times):
        phone.start_epoch(phone.space("us"))


def add_phones(owner: Phone, times: int) -> list[str]:
    """Phones that their person has signed and that never fetch anything."""
    ids = [new_id() for _ in range(times)]
    for device_id in ids:
        device = owner.ring.vouch(device_id, owner.ring.device["key"])
        devices.add(device_id, owner.person_id, device["key"], device["signature"])
    return ids


def moods(phone: Phone) -> set[int]:
    phone.changes()
    said = [one.words or {} for one in phone.store.records.values() if one.kind == "check_ins"]
    return {int(str(words["mood"])) for words in said if words}


def test_many_roots_keep_nobody_from_a_phone_from_words_and_from_coming_back(
    cast: Cast, of_before: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    sent(ana, check_in(ana, mood=1))
    start_many(ben, MANY)
    of_before.undo()
    ana.refresh()
    sent(ana, check_in(ana, mood=2))
    second, phrase = cast.unused(), unused_phrase()
    ana.pair(second)
    for phone in (ana, second):
        phone.refresh()
    assert moods(second) == {1, 2}
    ana.leave_way_back(phrase)
    ana.refresh()
    back = cast.unused()
    back.recover(phrase)
    assert moods(back) == {1, 2}
    for phone in (second, back):
        sent(phone, check_in(phone, mood=3))
    assert moods(ben) == {1, 2, 3}


def test_many_phones_of_one_keep_the_other_from_ending_none(
    cast: Cast, of_before: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    theirs = add_phones(ben, PHONES)
    second = cast.unused()
    ana.pair(second)
    of_before.undo()
    ana.remove_phone(second.device_id)
    assert [number(ana, ana.space(whose)) for whose in ("me", "us")] == [2, 2]
    sent(ana, check_in(ana, mood=2))
    ben.refresh()
    assert moods(ben) == {2}
    ana.refresh()
    slot = ana.ring.in_force(ana.space("us"))
    given = Wrap.select().where(Wrap.epoch_id == slot.epoch_id)
    assert {wrap.device_id for wrap in given} == {ana.device_id, ben.device_id, *theirs}


def test_one_request_has_room_for_all_phones_that_two_can_have(cast: Cast):
    ana, ben = cast.couple
    path, body = new_epoch_of(ana)
    add_phones(ana, devices.PHONES - 1)
    add_phones(ben, devices.PHONES - 1)
    for phone in (ana, ben):
        for _ in range(devices.BY_PHRASE):
            device = phone.ring.vouch(new_id(), phone.ring.device["key"])
            devices.add(device["device_id"], phone.person_id, device["key"], device["signature"], 1)
    path, body = new_epoch_of(ana)
    assert len(body["wraps"]) == devices.OF_TWO
    assert ana.api.request("PUT", path, body).status == 201
    assert keys(ana)["missing"] != []  # the root before


def test_a_person_has_room_for_some_phones_and_comes_back_all_the_same(cast: Cast):
    ana, phrase = cast.ana, unused_phrase()
    ana.leave_way_back(phrase)
    code, late = ana.offer("device"), cast.unused()
    added = add_phones(ana, devices.PHONES - 1)
    with pytest.raises(ApiProblem, match="phones_full"):
        late.take(code)
    with pytest.raises(ApiProblem, match="phones_full"):
        ana.offer("device")
    back = [cast.unused() for _ in range(devices.BY_PHRASE + 2)]
    for phone in back:
        phone.recover(phrase)
    there = {device["id"] for device in ana.api.call("GET", "/devices")["devices"]}
    kept = {phone.device_id for phone in (*back[: devices.BY_PHRASE - 1], back[-1])}
    assert there == {ana.device_id, *added, *kept}, "the newest of them gave way"
    for device_id in added[: devices.BY_PHRASE + 1]:
        ana.remove_phone(device_id)
    ana.pair(late)


def test_who_has_more_phones_than_there_is_room_for_keeps_them(
    cast: Cast, of_before: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    ana.keep_partner()
    second.changes()
    add_phones(ana, PHONES)
    of_before.undo()
    ben.start_epoch(ben.space("us"))
    for phone in (ben, ana, second):
        phone.refresh()
    sent(second, check_in(second, mood=4))
    assert moods(ana) == moods(ben) == {4}


def test_a_day_has_room_for_some_roots_of_each_and_for_those_that_must_be(
    cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    second = cast.unused()
    ana.pair(second)
    start_many(ana, key_turns.A_DAY)
    ana.start_epoch(ana.space("me"))  # each space is counted by itself
    refused(ana, "turned_today", "PUT", *new_epoch_of(ana))
    start_many(ben, 1)  # and so is each person
    ana.refresh()
    ana.remove_phone(second.device_id)
    assert number(ana, ana.space("us")) == key_turns.A_DAY + 3
    refused(ana, "turned_today", "PUT", *new_epoch_of(ana))
    clock.forward(milliseconds=DAY)
    start_many(ana, 1)


def test_removing_phones_without_end_makes_no_room_without_end(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(key_turns, "A_DAY", 0)
    monkeypatch.setattr(key_turns, "AFTER_LOSS_A_DAY", 2)
    ana, _ = cast.couple
    for _ in range(4):
        ana.remove_phone(add_phones(ana, 1)[0])
    assert [number(ana, ana.space(whose)) for whose in ("me", "us")] == [3, 3]


def test_who_may_start_no_root_of_the_couple_still_starts_their_own(
    cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    start_many(ana, key_turns.A_DAY)
    monkeypatch.setattr(key_turns, "AFTER_LOSS_A_DAY", 0)
    before = number(ana, ana.space("us"))
    ana.remove_phone(second.device_id)
    assert number(ana, ana.space("me")) == 2
    assert number(ana, ana.space("us")) == before
    clock.forward(milliseconds=DAY)
    ana.refresh()
    assert number(ana, ana.space("us")) == before + 1


def test_an_answer_stays_small_whatever_the_partner_does(cast: Cast, of_before: pytest.MonkeyPatch):
    ana, ben = cast.couple
    add_phones(ben, 3 * PHONES)
    couple_id = ana.space("us")
    many = [{"space_id": couple_id, "id": new_id(), "number": n} for n in range(2, 302)]
    Epoch.insert_many(many).execute()
    of_before.undo()
    page, seen, more = 0, set[str](), True
    while more:
        answer = ana.api.request("GET", f"/keys?page={page}")
        found = answer.json
        assert len(found["epochs"]) <= 2 * key_pages.EPOCHS + 1
        assert len(found["missing"]) <= 2 * key_pages.MISSING
        seen |= {one["epoch_id"] for one in found["epochs"]}
        page, more = page + 1, found["more"]
    assert seen >= {one["id"] for one in many}
    assert page == 7
    own = [one for one in keys(ana)["epochs"] if one["space_id"] == ana.person_id]
    assert [one["current"] for one in own] == [True]  # nothing replaces it


def test_garbage_keeps_no_new_phone_from_an_old_root(cast: Cast):
    ana, ben = cast.couple
    sent(ana, check_in(ana, mood=1))
    old = ana.ring.in_force(ana.space("us"))
    ana.start_epoch(old.space_id)
    second = cast.unused()
    ana.pair(second)
    Wrap.delete().where(Wrap.device_id == second.device_id, Wrap.epoch_id == old.epoch_id).execute()
    path = f"/spaces/{old.space_id}/epochs/{old.epoch_id}/wraps/{second.device_id}"
    garbage = ben.ring.wrap(old, ben.ring.party)
    assert ben.api.request("PUT", path, {"wrap": garbage}).status == 204
    for phone in (ana, second):
        phone.refresh()
    assert moods(second) == {1}
    assert ben.api.request("PUT", path, {"wrap": garbage}).status == 204
    stands = Wrap.get(Wrap.device_id == second.device_id, Wrap.epoch_id == old.epoch_id)
    assert stands.by_device == ana.device_id


def test_who_was_erased_leaves_no_count_behind(cast: Cast):
    ana, ben = cast.couple
    start_many(ana, 1)
    start_many(ben, 1)
    ana.erase()
    assert {turn.person_id for turn in key_turns.KeyTurn.select()} == {ben.person_id}
    assert Device.select().where(Device.person_id == ana.person_id).count() == 0


def test_a_seat_that_passes_brings_a_new_root_whatever_was_counted(
    cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    anew, couple_id = cast.started(), ana.space("us")
    ana.give_seat(anew)
    clock.forward(milliseconds=3 * DAY + 1)
    monkeypatch.setattr(key_turns, "A_DAY", 0)
    ana.take_seat(couple_id)
    assert number(ana, couple_id) == 2
    refused(ana, "turned_today", "PUT", *new_epoch_of(ana))
