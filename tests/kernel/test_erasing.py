"""Delete your data: everything of yours is deleted from the server at once, and no restore brings it back."""

from typing import Any

import pytest

from api.client.phone import Audience, Phone
from api.client.records import Draft
from api.config import Settings
from api.kernel import clock as server_clock
from api.kernel import fading, retention
from api.kernel.ids import new_id
from api.kernel.spaces import Member, Space
from api.tables import MODELS
from tests.kernel.asking import check_in, now, refused, sent
from tests.kernel.everything import everything, nothing_changes, put_back
from tests.kernel.test_restore import after_restore
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import HOUR, choose, queue, turn_on
from tests.vectors.envelopes import SIGNALS


def write(phone: Phone, kind: str, audience: Audience = "us", **signals: Any) -> str:
    record_id = phone.person_id if kind == "profiles" else new_id()
    words = {"title": "Walk"}
    draft = Draft(kind, phone.space(audience), record_id, {**SIGNALS[kind], **signals}, words, None)
    assert sent(phone, phone.seal(draft)).status == 201
    return record_id


def fill(phone: Phone) -> None:
    """Something of every kind that a person leaves on a server."""
    audiences: tuple[Audience, ...] = ("me", "us")
    for audience in audiences:
        assert sent(phone, check_in(phone, audience, mood=3)).status == 201
        write(phone, "profiles", audience)
    write(phone, "pauses", started_at=now())
    write(phone, "rituals")
    phone.api.call("PUT", f"/calendar-links/{new_id()}", {})
    phone.offer("device")


def forget() -> None:
    """Run the worker's sweeps: delete all that is due."""
    while retention.sweep() + fading.fade(MODELS):
        pass


def traces(*ids: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that name one of these."""
    found = {
        table: [row for row in rows if any(one in str(row) for one in ids)]
        for table, rows in everything().items()
    }
    return {table: rows for table, rows in found.items() if rows}


def test_nothing_of_a_person_is_left(cast: Cast, service: PushService):
    ana, ben = cast.couple
    choose(ana)
    turn_on(ana, service)
    queue(ana)
    for phone in (ana, ben):
        fill(phone)
    ana.erase()
    assert traces(ana.person_id, ana.device_id, ana.ring.person["signing_key"]) == {}


def test_what_the_partner_wrote_stays_theirs(cast: Cast):
    ana, ben = cast.couple
    private = check_in(ben, "me", note="mine")
    sent(ben, private)
    ritual = write(ben, "rituals")
    accept = {"space_id": ben.space("us"), "edit": 1}
    ana.api.call("PUT", f"/rituals/{ritual}/acceptance", accept)
    ana.erase()
    assert len(traces(ritual)["ritual"]) == 1
    assert [ben.person_id in row for row in traces(ritual)["ritual_acceptance"]] == [True]
    assert ben.session()["couple"] is None
    assert ben.api.call("GET", private.path)["words"] == private.body["words"]


def test_the_person_is_nobody_from_then_on(cast: Cast):
    ana, ben = cast.couple
    ana.erase()
    assert ana.session()["person"] is None
    refused(ana, "sign_in", "GET", "/changes")
    refused(ana, "sign_in", "DELETE", f"/people/{ana.person_id}")
    ben.refresh()
    ben.pair(cast.stranger)
    assert ben.space("us") == cast.stranger.space("us")


def test_nobody_erases_somebody_else(cast: Cast):
    ana, ben = cast.couple
    for person_id in (ana.person_id, ana.space("us"), new_id()):
        for phone in (ben, cast.stranger):
            with nothing_changes():
                refused(phone, "not_found", "DELETE", f"/people/{person_id}")


def test_when_both_are_erased_nothing_is_left_of_the_couple(cast: Cast):
    ana, ben = cast.couple
    couple = ana.space("us")
    for phone in (ana, ben):
        fill(phone)
    ana.erase()
    ben.erase()
    assert traces(couple, ana.person_id, ben.person_id) == {}


def test_an_erased_person_stays_erased_after_a_restore(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    for phone in (ana, ben):
        fill(phone)
    backup = everything()
    ana.erase()
    put_back(backup)
    assert traces(ana.person_id)
    after_restore(settings, monkeypatch)
    assert traces(ana.person_id, ana.device_id) == {}
    assert ana.session()["person"] is None
    assert ben.session()["couple"] is None
    after_restore(settings, monkeypatch)


def test_whoever_left_is_not_connected_again_by_a_restore(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, ben = cast.couple
    shared = check_in(ben)
    sent(ben, shared)
    backup = everything()
    ana.leave()
    put_back(backup)
    after_restore(settings, monkeypatch)
    for phone in (ana, ben):
        assert phone.session()["couple"] is None
        refused(phone, "not_found", "GET", shared.path)


def test_a_full_disk_keeps_nobody_from_leaving_and_erases_nobody_halfway(
    cast: Cast, settings: Settings
):
    ana, ben = cast.couple
    settings.removal_log.write_text("no folder")
    ana.leave()
    assert ben.session()["couple"] is None
    with nothing_changes():
        answer = ana.api.request("DELETE", f"/people/{ana.person_id}")
    assert (answer.status, answer.json["type"]) == (503, "not_ready")


def test_what_was_shared_fades_after_30_days(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    couple = ana.space("us")
    for phone in (ana, ben):
        fill(phone)
    ana.leave()
    clock.forward(milliseconds=30 * server_clock.DAY - HOUR)
    forget()
    assert Member.select().where(Member.space_id == couple).count() == 2
    clock.forward(milliseconds=2 * HOUR)
    forget()
    assert set(traces(couple)) == {"space"}
    assert Space.get_by_id(couple).ended is not None
    for phone in (ana, ben):
        refused(phone, "not_found", "PUT", f"/couples/{couple}/leaving", {})
        assert len(phone.api.call("GET", "/changes")["records"]["check_ins"]) == 1


def test_the_other_phones_learn_that_the_account_was_deleted_and_nobody_else_does(cast: Cast):
    ana, ben = cast.couple
    second, third = cast.unused(), cast.unused()
    for phone in (second, third):
        ana.pair(phone)
    ana.api.call("DELETE", f"/devices/{third.device_id}")
    shown = {phone: phone.session()["account_deleted"] for phone in (ana, second, third, ben)}
    assert set(shown.values()) == {False}
    token = second.api.token
    ana.erase()
    for phone in (third, ben, cast.stranger, cast.unused()):
        assert phone.session()["account_deleted"] is False
    second.api.token = token
    session = second.session()
    assert (session["person"], session["account_deleted"]) == (None, True)
    assert second.api.request("GET", "/changes").status == 401


def test_they_learn_it_after_a_restore_too(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    backup = everything()
    ana.erase()
    put_back(backup)
    after_restore(settings, monkeypatch)
    assert second.session()["account_deleted"] is True
