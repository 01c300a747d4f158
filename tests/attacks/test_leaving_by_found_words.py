"""Somebody who found the words leaves in the owner's name: sharing stops, and an older phone can undo it.

A person who fled with nothing but the words leaves by the same tap, and the partner cannot tell the two
apart.
"""

from typing import Any

import pytest

from api.client.phone import Phone
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import retention
from api.kernel.feed import KeptView
from api.kernel.identity.models import Leaving
from api.kernel.push.models import Notice
from api.kernel.reminders import Reminder
from tests.kernel.asking import check_in, refused, sent
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import ask, say
from tests.practices.pauses.asking import pause
from tests.practices.readiness.saying import sealed_readiness
from tests.practices.rituals.planning import sealed_ritual
from tests.practices.working import act
from tests.push_service import PushService
from tests.pushing import choose, queue, told_to, turn_on


class Three:
    """ana and ben share; a phone has come by ana's words."""

    def __init__(self, cast: Cast) -> None:
        self.found = cast.thief
        self.ana, self.ben = cast.couple
        self.couple = self.ana.space("us")
        self.path = f"/couples/{self.couple}/leaving"

    def leave(self) -> None:
        assert self.found.api.call("PUT", self.path, {}) == {"left": True}

    def take_back(self) -> None:
        assert self.ana.api.call("PUT", f"{self.path}/withdrawal", {}) == {"left": False}

    def is_final(self, phone: Phone | None = None) -> bool:
        refused(phone or self.ana, "not_found", "PUT", f"{self.path}/withdrawal", {})
        return True


@pytest.fixture
def three(cast: Cast) -> Three:
    return Three(cast)


def shown(phone: Phone) -> Any:
    """What a phone that loads everything anew gets of what is shared, without what the new key adds."""
    records = phone.api.call("GET", "/changes")["records"]
    return {kind: sorted(views, key=lambda view: view["id"]) for kind, views in records.items()}


def couple_of(phone: Phone) -> Any:
    return phone.session()["couple"]


def test_all_sharing_stops_at_once_for_both(three: Three):
    sent(three.ben, check_in(three.ben))
    three.leave()
    for phone in (three.ana, three.ben, three.found):
        assert couple_of(phone) is None
        assert shown(phone) == {}
        refused(phone, "not_found", "PUT", *written(phone, three.couple))


def written(phone: Phone, couple: str) -> Any:
    request = check_in(phone, "me")
    return request.path, {**request.body, "space_id": couple}


def test_an_older_phone_takes_it_back_and_both_share_as_before(three: Three):
    ana, ben = three.ana, three.ben
    ritual = sealed_ritual(ana)
    for phone, request in ((ana, check_in(ana)), (ben, check_in(ben)), (ana, ritual)):
        assert sent(phone, request).status == 201
    ben.api.call("PUT", f"{ritual.path}/acceptance", {"space_id": three.couple, "edit": 1})
    pause(ana)
    before = [(shown(phone), couple_of(phone)) for phone in (ana, ben)]
    plans = {(row.person_id, row.kind, row.key, row.due) for row in Reminder.select()}
    cursors = [phone.api.call("GET", "/changes")["cursor"] for phone in (ana, ben)]
    three.leave()
    three.take_back()
    assert [(shown(phone), couple_of(phone)) for phone in (ana, ben)] == before
    assert {(row.person_id, row.kind, row.key, row.due) for row in Reminder.select()} == plans
    for phone, cursor in zip((ana, ben), cursors, strict=True):
        later = phone.api.call("GET", f"/changes?after={cursor}")
        assert later["records"]
        assert not later["gone"]
        assert three.couple in phone.api.call("GET", "/keys")["due"]
    assert not KeptView.select().exists()
    assert not Leaving.select().exists()
    with nothing_changes():
        three.take_back()


def test_no_ask_no_yes_and_no_readiness_outlives_it(three: Three, clock: MovingClock):
    ana, ben = three.ana, three.ben
    asked = ask(ben)["id"]
    say(ana, asked, "yes")
    for phone in (ana, ben):
        sent(phone, sealed_readiness(phone, "talk", "ready"))
    three.leave()
    three.take_back()
    for phone in (ana, ben):
        kinds = shown(phone).keys()
        assert not kinds & {"asks", "ask_answers", "readiness", "readiness_matches"}, kinds


def test_only_an_older_phone_of_the_same_person_may(three: Three, cast: Cast):
    three.leave()
    refused(three.found, "too_soon", "PUT", f"{three.path}/withdrawal", {})
    assert three.is_final(three.ben)
    assert three.is_final(cast.stranger)
    told = three.ana.session()["left"]
    assert told["couple_id"] == three.couple
    for phone in (three.ben, three.found):
        assert phone.session()["left"] is None
    three.take_back()
    assert three.ana.session()["left"] is None


def test_own_phones_are_told_at_once_and_nobody_else(three: Three, service: PushService):
    for phone in (three.ana, three.ben):
        choose(phone)
        turn_on(phone, service)
    turn_on(three.found, service)
    queue(three.ben)
    Notice.delete().where(Notice.kind == "new_device").execute()
    three.leave()
    assert {(told_to(row), row.kind) for row in Notice.select()} == {(three.ana.device_id, "left")}
    three.take_back()
    assert {row.person_id for row in Notice.select()} <= {three.ana.person_id}


def test_the_partner_cannot_tell_it_from_any_other(cast: Cast, three: Three):
    """ben, whose partner's words were found, is told what dan is told, whose partner has left herself."""
    three.leave()
    cleo, dan = cast.cleo, cast.dan
    couple = cleo.space("us")
    cleo.leave()
    heard = []
    for phone, one in ((three.ben, three.couple), (dan, couple)):
        answers = [
            phone.api.request("GET", "/changes").json,
            phone.api.request("PUT", f"/couples/{one}/leaving/withdrawal", {}).json,
        ]
        session = phone.session()
        answers[0]["cursor"] = answers[0]["cursor"].partition(".")[2]
        heard.append((answers, session["couple"], session["left"], session["seat"]))
    assert heard[0] == heard[1]


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_another_leaving_makes_it_final(three: Three, who: str):
    three.leave()
    answer = getattr(three, who).api.call("PUT", three.path, {})
    assert answer == {"left": True}
    assert three.is_final()
    assert not KeptView.select().exists()


def test_a_newcomers_second_leaving_does_not(three: Three):
    three.leave()
    with nothing_changes():
        three.leave()
    three.take_back()
    three.leave()
    three.take_back()
    assert couple_of(three.ben) is not None


def test_after_three_days_it_is_final(three: Three, clock: MovingClock):
    sent(three.ben, check_in(three.ben))
    three.leave()
    clock.forward(milliseconds=3 * server_clock.DAY + server_clock.MINUTE)
    assert three.ana.session()["left"] is None
    assert three.is_final()
    while retention.sweep():
        pass
    assert not KeptView.select().exists()
    assert not Leaving.select().exists()


def test_it_is_final_once_the_partner_has_paired_anew_or_erased(three: Three, cast: Cast):
    three.leave()
    three.ben.refresh()
    three.ben.pair(cast.stranger)
    three.ben.leave()
    assert three.is_final()
    assert three.ana.session()["left"] is None


def test_it_is_final_once_the_partner_has_erased(three: Three):
    three.leave()
    three.ben.refresh()
    three.ben.erase()
    assert three.is_final()
    assert three.ana.session()["left"] is None


def test_who_has_no_older_phone_leaves_for_good(three: Three):
    three.ana.api.call("DELETE", "/session")
    three.leave()
    assert not Leaving.select().exists()
    assert not KeptView.select().exists()


def test_what_is_kept_aside_moves_nobodys_feed(three: Three):
    sent(three.ben, check_in(three.ben))
    cursor = three.ben.api.call("GET", "/changes")["cursor"]
    three.leave()
    assert three.ben.api.call("GET", f"/changes?after={cursor}")["cursor"] == cursor
    assert everything()["kept_view"]


def test_a_phone_that_was_away_keeps_nothing_that_was_deleted_before(three: Three):
    """Nobody tells of that deletion once the two have parted, also after the leaving is taken back."""
    ana, ben = three.ana, three.ben
    request = check_in(ana)
    assert sent(ana, request).status == 201
    behind = ben.api.call("GET", "/changes")["cursor"]
    ana.api.call("DELETE", request.path)
    heard = ben.api.call("GET", "/changes")["cursor"]
    three.leave()
    three.take_back()
    refused(ben, "long_away", "GET", f"/changes?after={behind}")
    assert ben.api.call("GET", f"/changes?after={heard}")["gone"] == []
    assert request.path.rpartition("/")[2] not in str(ben.api.call("GET", "/changes"))


@pytest.mark.parametrize("times", [1, 2])
def test_a_restore_parts_who_had_left_and_not_who_came_back(
    times: int, three: Three, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """Of the leavings and withdrawals since the backup, the last one counts."""
    backup = everything()
    for _ in range(times):
        three.leave()
        three.take_back()
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert couple_of(three.ben) is not None
    three.leave()
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert couple_of(three.ben) is None


def test_a_restore_to_when_they_were_apart_connects_who_came_back(
    three: Three, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    three.leave()
    backup = everything()
    three.take_back()
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert couple_of(three.ben) is not None


def test_a_readiness_that_ended_meanwhile_is_not_shown_again(three: Three, clock: MovingClock):
    request = sealed_readiness(three.ana, "talk", "ready", 3600)
    three.ana.send(request)
    three.leave()
    clock.forward(milliseconds=2 * server_clock.HOUR)
    act()
    assert KeptView.select().where(KeptView.kind == "readiness").count() == 0
    three.take_back()
    assert "readiness" not in shown(three.ben)


def test_it_is_not_taken_back_where_the_removal_log_cannot_be_written(
    three: Three, settings: Settings
):
    """Otherwise a restore would end the couple again."""
    three.leave()
    (settings.removal_log / "key").unlink()
    refused(three.ana, "not_ready", "PUT", f"{three.path}/withdrawal", {})
    assert couple_of(three.ana) is None
