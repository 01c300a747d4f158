"""A seat in a couple passes to a new account, if the partner says so and the old account does not object."""

from collections.abc import Callable

import pytest

from api.client.errors import UnknownKeyError
from api.client.phone import Phone
from api.client.transport import ApiProblem, JsonObject
from api.kernel import clock as server_clock
from api.kernel import feed, retention
from api.kernel.db import transaction
from api.kernel.identity import access
from api.kernel.identity.models import SeatLost, SeatRest
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.everything import nothing_changes
from tests.kernel.meeting import confirmed, met
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.racing import together
from tests.push_service import PushService
from tests.pushing import turn_on

pytestmark = pytest.mark.slow

THREE_DAYS = 3 * server_clock.DAY


@pytest.fixture
def new(cast: Cast) -> Phone:
    """ana's new account on a new phone, after ben has said that it is her."""
    ana, ben = cast.couple
    sent(ana, check_in(ana, mood=1))
    sent(ana, check_in(ana, "me", mood=2))
    sent(ben, check_in(ben, mood=3))
    sent(ben, check_in(ben, "me", mood=4))
    phone = cast.started()
    ben.give_seat(phone)
    return phone


def seat(phone: Phone) -> JsonObject | None:
    return phone.session()["seat"]


def taking(couple_id: str) -> tuple[str, str, JsonObject]:
    return "PUT", f"/couples/{couple_id}/seat/taking", {}


def moods(phone: Phone) -> set[int]:
    phone.changes()
    return {int(str(one.words["mood"])) for one in phone.store.records.values() if one.words}


def test_after_three_days_the_new_person_has_what_was_shared_and_nothing_private(
    cast: Cast, new: Phone, clock: MovingClock
):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    clock.forward(milliseconds=THREE_DAYS + 1)
    new.take_seat(couple_id)
    before = ben.ring.in_force(couple_id)
    ben.refresh()
    new.refresh()
    assert (new.couple_id, moods(new)) == (couple_id, {1, 3})
    assert ben.ring.in_force(couple_id) != before, "a new root starts"
    sent(new, check_in(new, mood=5))
    assert moods(ben) == {1, 3, 4, 5}
    assert {one["id"] for one in new.api.call("GET", "/devices")["devices"]} == {new.device_id}


def test_the_old_person_is_out_and_keeps_what_is_their_own(
    cast: Cast, new: Phone, clock: MovingClock
):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    stale = check_in(ana)
    clock.forward(milliseconds=THREE_DAYS + 1)
    ben.take_seat(couple_id)
    assert ana.session()["couple"] is None
    refused(ana, "not_found", "PUT", stale.path, stale.body)
    assert {epoch["space_id"] for epoch in ana.api.call("GET", "/keys")["epochs"]} == {
        ana.person_id
    }
    assert [
        view["space_id"] for view in ana.api.call("GET", "/changes")["records"]["check_ins"]
    ] == [ana.person_id]
    with pytest.raises(UnknownKeyError):
        ana.ring.practice_key(ben.ring.in_force(couple_id), "checkins")
    sent(ana, check_in(ana, "me"))


def test_the_old_persons_phones_learn_that_it_has_passed_whatever_the_others_do(
    cast: Cast, new: Phone, clock: MovingClock, twin: Callable[[Phone], Phone]
):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    clock.forward(milliseconds=THREE_DAYS + 1)
    passed = server_clock.to_text(server_clock.now())
    ben.take_seat(couple_id)
    told = seat(ana) or {}
    assert (told["couple_id"], told["part"], str(told["due"]) >= passed) == (
        couple_id,
        "lost",
        True,
    )
    ben.give_seat(cast.started())
    ben.leave()
    new.api.call("DELETE", f"/people/{new.person_id}")
    clock.forward(milliseconds=90 * server_clock.DAY)
    for phone in (ana, twin(ana)):
        assert seat(phone) == told
    assert seat(ben) is None
    assert seat(cast.stranger) is None
    for path in (f"/couples/{couple_id}/seat", f"/couples/{new_id()}/seat"):
        refused(ana, "not_found", "DELETE", path)
    ben.api.call("DELETE", f"/people/{ben.person_id}")
    assert seat(ana) == told, "it is the old person's own"
    clock.forward(milliseconds=access.LIFETIME)
    while retention.sweep():
        pass
    assert SeatLost.select().count() == 0


def test_the_old_persons_phones_are_told_at_once_and_nobody_else(cast: Cast, service: PushService):
    ana, ben = cast.couple
    for phone in (ana, ben):
        turn_on(phone, service)
    ben.give_seat(cast.started())
    (notice,) = Notice.select()
    assert (notice.person_id, notice.kind) == (ana.person_id, "seat")


def test_each_of_the_three_sees_their_part(cast: Cast, new: Phone):
    ana, ben = cast.couple
    parts = {phone: (seat(phone) or {})["part"] for phone in (ana, ben, new)}
    assert parts == {ana: "has", ben: "gives", new: "gets"}
    assert seat(cast.stranger) is None
    assert new.session()["couple"] is None
    assert new.api.call("GET", "/changes")["records"] == {}


def test_any_of_the_three_can_stop_it_and_nobody_else(cast: Cast, new: Phone, clock: MovingClock):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    path = f"/couples/{couple_id}/seat"
    refused(cast.stranger, "not_found", "DELETE", path)
    for phone in (ben, new):
        assert phone.api.request("DELETE", path).status == 204
        refused(phone, "not_found", "DELETE", path)
        ben.give_seat(new)
    assert ana.api.request("DELETE", path).status == 204
    clock.forward(milliseconds=THREE_DAYS + 1)
    for phone in (ben, new):
        assert seat(phone) is None
        refused(phone, "not_found", *taking(couple_id))
    assert ana.session()["couple"]["id"] == couple_id


def test_after_an_objection_it_rests_for_a_week(cast: Cast, new: Phone, clock: MovingClock):
    ana, ben = cast.couple
    path = f"/couples/{ana.space('us')}/seat"
    other = cast.started()
    both = met(ben, other, "seat")
    assert ana.api.request("DELETE", path).status == 204
    answers = [confirmed(both, phone).status for phone in (other, ben)]
    assert answers == [200, 409], "a code from before the objection is no way around it"
    clock.forward(milliseconds=7 * server_clock.DAY - server_clock.HOUR)
    with pytest.raises(ApiProblem, match="resting"):
        ben.give_seat(new)
    assert seat(ana) is None
    clock.forward(milliseconds=2 * server_clock.HOUR)
    while retention.sweep():
        pass
    assert SeatRest.select().count() == 0
    ben.give_seat(new)
    assert (seat(ana) or {})["part"] == "has"


def test_it_takes_three_days_and_only_those_whom_it_helps(
    cast: Cast, new: Phone, clock: MovingClock
):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    clock.forward(milliseconds=THREE_DAYS - server_clock.HOUR)
    for phone in (ben, new):
        refused(phone, "not_yet", *taking(couple_id))
    clock.forward(milliseconds=2 * server_clock.HOUR)
    for phone in (ana, cast.stranger):
        refused(phone, "not_found", *taking(couple_id))
    refused(ben, "not_found", *taking(new_id()))
    ben.take_seat(couple_id)
    with nothing_changes():
        for phone in (ben, new):
            assert phone.api.request(*taking(couple_id)).status == 200
    refused(ben, "not_found", "DELETE", f"/couples/{couple_id}/seat")


def test_saying_it_again_begins_anew(cast: Cast, new: Phone, clock: MovingClock):
    ben = cast.ben
    clock.forward(milliseconds=THREE_DAYS - server_clock.HOUR)
    other = cast.started()
    ben.give_seat(other)
    clock.forward(milliseconds=2 * server_clock.HOUR)
    refused(ben, "not_yet", *taking(ben.space("us")))
    refused(new, "not_found", *taking(ben.space("us")))


def test_no_write_slips_past_it(
    cast: Cast, new: Phone, clock: MovingClock, twin: Callable[[Phone], Phone]
):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    clock.forward(milliseconds=THREE_DAYS + 1)
    hers, his = check_in(ana, mood=4), check_in(ben, mood=5)
    same = twin(ben)
    together(
        lambda: ben.api.call(*taking(couple_id)),
        lambda: sent(ana, hers),
        lambda: sent(same, his),
    )
    in_feed = {
        (row.person_id, row.record_id)
        for row in feed.Feed.select().where(feed.Feed.space_id == couple_id)
    }
    assert ana.person_id not in {person_id for person_id, _ in in_feed}
    record_id = his.path.rpartition("/")[2]
    assert {(ben.person_id, record_id), (new.person_id, record_id)} <= in_feed


def test_leaving_ends_it(cast: Cast, new: Phone, clock: MovingClock):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    ana.leave()
    clock.forward(milliseconds=THREE_DAYS + 1)
    assert seat(ben) is None
    for phone in (ben, new):
        refused(phone, "not_found", *taking(couple_id))


def test_who_found_somebody_meanwhile_takes_no_seat(cast: Cast, new: Phone, clock: MovingClock):
    new.pair(cast.stranger)
    clock.forward(milliseconds=THREE_DAYS + 1)
    refused(cast.ben, "already_paired", *taking(cast.ben.space("us")))


def test_only_a_partner_gives_and_only_somebody_alone_gets(cast: Cast):
    with pytest.raises(ApiProblem, match="not_connected"):
        cast.stranger.offer("seat")
    code = cast.ben.offer("seat")
    for phone, code_of in ((cast.dan, "already_paired"), (cast.ana, "already_paired")):
        with pytest.raises(ApiProblem, match=code_of):
            phone.take(code)
    with pytest.raises(ApiProblem, match="own_code"):
        cast.ben.take(code)


def test_what_one_of_two_saw_alone_goes_to_nobody(cast: Cast, new: Phone, clock: MovingClock):
    ana, ben = cast.couple
    couple_id = ana.space("us")
    with transaction():
        for phone, secret in ((ana, "hers"), (ben, "his")):
            seen = {phone.person_id: {"secret": secret}}
            feed.publish("check_ins", couple_id, new_id(), seen)
    clock.forward(milliseconds=THREE_DAYS + 1)
    new.take_seat(couple_id)
    page = new.api.request("GET", "/changes")
    assert "secret" not in repr(page.json)
