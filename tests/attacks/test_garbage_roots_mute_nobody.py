"""A partner who starts roots that the victim's phone cannot open, so that the victim's words are refused."""

from api.client import pairing
from api.client.phone import Phone
from api.client.transport import JsonObject
from api.kernel import clock as server_clock
from api.kernel.identity import key_turns
from api.kernel.ids import new_id
from tests.attacks.test_keys_cannot_be_blocked import keys, moods, number
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.caught import new_epoch_of
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.phrases import unused_phrase

DAY = server_clock.DAY


def garbage_for(victim: Phone, by: Phone, answers: str | None = None) -> tuple[str, JsonObject]:
    """A root of the couple whose wraps for the victim's phones cannot be opened."""
    path, body = new_epoch_of(by)
    own = next(one for one in body["wraps"] if one["device_id"] == by.device_id)
    theirs = {one["device_id"] for one in keys(victim)["devices"]} - {by.device_id}
    wraps = [own, *({"device_id": one, "wrap": own["wrap"]} for one in theirs)]
    return path, {**body, "wraps": wraps, "answers": answers}


def in_force(phone: Phone) -> JsonObject:
    found = keys(phone)["epochs"]
    return next(one for one in found if one["current"] and one["space_id"] == phone.space("us"))


def test_who_is_sent_garbage_starts_the_next_root_and_both_are_told(cast: Cast):
    ana, ben = cast.couple
    waiting = check_in(ana, mood=2)
    ben.api.call("PUT", *garbage_for(ana, ben))
    refused(ana, "old_key", "PUT", waiting.path, waiting.body)
    ana.put("check_ins", new_id(), audience="us", words={"mood": 3}, at=waiting.body["at"])
    ben.refresh()
    assert moods(ben) == {3}
    for phone in (ana, ben):
        assert (in_force(phone)["number"], in_force(phone)["answers"]) == (3, True)
    ben.start_epoch(ben.space("us"))
    assert not in_force(ana)["answers"]


def test_a_couple_begun_with_garbage_is_mended(cast: Cast):
    ana, ben = cast.ana, cast.started()
    ben.take(ana.offer())
    assert ana.phrase() == ben.phrase()
    both = ana._compared()  # pyright: ignore[reportPrivateUsage]
    body = pairing.confirmation(both, ana.ring)
    mine, theirs = body["epoch"]["wraps"]
    theirs["wrap"] = mine["wrap"]
    ana.api.call("PUT", f"{both.path}/confirmation", body)
    ben.confirm()
    ana.refresh()
    assert sent(ben, check_in(ben, mood=5)).status == 201
    assert moods(ana) == {5}


def test_a_thousand_times_makes_nobody_mute(cast: Cast):
    """Also if it claims to answer something, and after removals that make room for more."""
    ana, ben = cast.couple
    told = ""
    tries = 0
    while not told:
        tries += 1
        claim = in_force(ben)["epoch_id"] if tries % 2 else None
        answer = ben.api.request("PUT", *garbage_for(ana, ben, claim))
        told = answer.json["type"] if answer.status >= 400 else ""
        ana.refresh()
        ben.refresh()
        assert sent(ana, check_in(ana, mood=1)).status == 201
        assert moods(ben) == {1}
    assert told == "turned_today"
    assert tries <= key_turns.A_DAY + 2
    assert number(ana, ana.space("us")) <= 2 * key_turns.A_DAY + 4


def test_a_person_cannot_answer_themselves_for_nothing(cast: Cast):
    ana, ben = cast.couple
    for _ in range(key_turns.A_DAY):
        ben.start_epoch(ben.space("us"))
    path, body = new_epoch_of(ben)
    claim = {**body, "answers": in_force(ben)["epoch_id"]}
    refused(ben, "turned_today", "PUT", path, claim)
    refused(ana, "stale_edit", "PUT", *new_epoch_of(ana)[:1], {**claim, "answers": new_id()})


def test_two_who_find_each_others_roots_garbage_stop_by_themselves(cast: Cast):
    ana, ben = cast.couple
    ends = 0
    for turns in range(200):
        me, other = (ben, ana) if turns % 2 else (ana, ben)
        ends = me.api.request("PUT", *garbage_for(other, me, in_force(me)["epoch_id"])).status
        if ends == 409:
            break
    assert ends == 409
    assert number(ana, ana.space("us")) <= 2 * key_turns.A_DAY + 3


def test_a_newcomer_answers_nothing_for_three_days(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    phrase = unused_phrase()
    ana.keep_partner()
    ana.leave_way_back(phrase)
    ana.api.call("DELETE", "/session")
    back = cast.unused()
    back.recover(phrase)
    back.changes()
    ben.refresh()
    ben.api.call("PUT", *garbage_for(back, ben))
    back.refresh()
    assert not in_force(back)["answers"]
    clock.forward(milliseconds=3 * DAY + 1)
    back.refresh()
    assert in_force(back)["answers"]
    assert sent(back, check_in(back, mood=2)).status == 201
