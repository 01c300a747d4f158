"""Leaving: one request, without approval or reason; sharing stops for both, and no push is sent."""

import re
from typing import Any

from api.client.phone import Phone
from api.client.records import Draft
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from tests.kernel.asking import check_in, now, refused, sent
from tests.kernel.everything import everything, nothing_changes
from tests.kernel.meeting import confirmed, met, offered, revealed, taken, taking_of
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, queue, turn_on
from tests.vectors.envelopes import SIGNALS


def shared(phone: Phone) -> Any:
    """A check-in of the couple's."""
    request = check_in(phone)
    assert sent(phone, request).status == 201
    return request


def spaces_of(phone: Phone) -> set[str]:
    return {epoch["space_id"] for epoch in phone.api.call("GET", "/keys")["epochs"]}


def feed_of(phone: Phone) -> dict[str, Any]:
    return phone.api.call("GET", "/changes")


def test_both_are_alone_at_once(cast: Cast):
    ana, ben = cast.couple
    answer = ana.api.request("PUT", f"/couples/{ana.space('us')}/leaving", {})
    assert (answer.status, answer.json) == (200, {"left": True})
    for phone in (ana, ben):
        assert phone.session()["couple"] is None
        assert spaces_of(phone) == {phone.person_id}


def test_nothing_that_was_shared_is_served_any_more(cast: Cast):
    ana, ben = cast.couple
    records = [shared(ana), shared(ben)]
    couple = ana.space("us")
    ana.leave()
    for phone in (ana, ben):
        assert feed_of(phone)["records"] == {}
        for request in records:
            refused(phone, "not_found", "GET", request.path)
            refused(phone, "not_found", "DELETE", request.path)
        body = {**records[0].body, "sealed_by": phone.person_id}
        refused(phone, "not_found", "PUT", f"/check-ins/{new_id()}", body)
        refused(phone, "not_found", "PUT", records[0].path, records[0].body)
        epoch = {"number": 2, "wraps": _wraps(phone)}
        refused(phone, "not_found", "PUT", f"/spaces/{couple}/epochs/{new_id()}", epoch)


def _wraps(phone: Phone) -> list[dict[str, Any]]:
    (epoch,) = phone.api.call("GET", "/keys")["epochs"]
    return [{"device_id": phone.device_id, "wrap": epoch["wrap"]}]


def test_what_is_private_stays(cast: Cast):
    ana, ben = cast.couple
    private = check_in(ben, "me", note="mine")
    sent(ben, private)
    ana.leave()
    (view,) = feed_of(ben)["records"]["check_ins"]
    assert ben.get("check_ins", view["id"]).words == {"note": "mine"}


def test_the_other_is_told_by_nothing_but_their_next_look(cast: Cast, service: PushService):
    ana, ben = cast.couple
    choose(ana)
    choose(ben)
    turn_on(ben, service)
    queue(ben)
    cursor = feed_of(ben)["cursor"]
    ana.leave()
    assert not Notice.select().exists()
    assert feed_of(ben) == {
        "cursor": cursor,
        "more": False,
        "records": feed_of(ben)["records"],
        "gone": [],
    }
    assert set(feed_of(ben)["records"]) == {"preferences"}


def test_reminders_and_calendar_of_the_couple_are_dead(cast: Cast):
    ana, ben = cast.couple
    signals: Any = SIGNALS["rituals"]
    ritual = new_id()
    draft = Draft("rituals", ana.space("us"), ritual, signals, {"title": "Walk"}, None)
    assert sent(ana, ana.seal(draft)).status == 201
    ben.api.call("PUT", f"/rituals/{ritual}/acceptance", {"space_id": ana.space("us"), "edit": 1})
    link = ben.api.call("PUT", f"/calendar-links/{new_id()}", {})
    path = re.sub(r"^.*/api/v1", "", link["url"])
    ana.leave()
    assert not Reminder.select().exists()
    refused(cast.unused(), "not_found", "GET", path)


def test_leaving_again_changes_nothing(cast: Cast):
    ana, ben = cast.couple
    path = f"/couples/{ana.space('us')}/leaving"
    ana.api.call("PUT", path, {})
    with nothing_changes():
        for phone in (ana, ben):
            assert phone.api.call("PUT", path, {}) == {"left": True}


def test_nobody_else_can_part_two_people(cast: Cast):
    ana, _ = cast.couple
    for couple in (ana.space("us"), ana.person_id, cast.stranger.person_id, new_id()):
        refused(cast.stranger, "not_found", "PUT", f"/couples/{couple}/leaving", {})
    refused(ana, "not_found", "PUT", f"/couples/{ana.person_id}/leaving", {})


def test_old_codes_and_confirmations_do_not_bring_it_back(cast: Cast):
    ana, ben = cast.ana, cast.started()
    handover = offered(ana)
    _, body = taking_of(handover, ben)
    both = taken(handover, ben)
    revealed(both, ana)
    for phone in (ana, ben):
        confirmed(both, phone)
    ana.refresh()
    ana.leave()
    with nothing_changes():
        for phone in (ana, ben):
            confirmed(both, phone)
        ben.api.request("PUT", f"{handover.path}/taking", body)
    assert ben.session()["couple"] is None


def test_both_may_pair_anew_and_begin_clean(cast: Cast):
    ana, ben = cast.couple
    old = ana.space("us")
    shared(ana)
    ana.leave()
    ben.refresh()
    ana.pair(ben)
    assert ana.space("us") == ben.space("us") != old
    assert feed_of(ben)["records"] == {}
    refused(
        ana, "not_found", "PUT", f"/check-ins/{new_id()}", {**check_in(ana).body, "space_id": old}
    )


def test_the_space_of_a_couple_that_parted_cannot_be_founded_again(cast: Cast):
    ana, _ = cast.couple
    old = ana.space("us")
    ana.leave()
    both = met(ana, cast.stranger)
    body = {"couple_id": old, "epoch": {"id": new_id(), "wraps": _wraps(ana)}}
    ana.api.call("PUT", f"{both.path}/confirmation", body)
    refused(cast.stranger, "id_taken", "PUT", f"{both.path}/confirmation", {})


def test_a_pause_of_the_couple_silences_nobody_any_more(cast: Cast):
    ana, ben = cast.couple
    signals: Any = {"started_at": now(), "duration_seconds": 3600}
    draft = Draft("pauses", ben.space("us"), new_id(), signals, None, None)
    assert sent(ben, ben.seal(draft)).status == 201
    ana.leave()
    assert all(0 in row for row in everything()["person"])
