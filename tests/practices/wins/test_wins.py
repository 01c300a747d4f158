"""Wins: for both or for oneself; only the partner appreciates one, and it goes with its win."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Record, Request
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.working import queued
from tests.push_service import PushService
from tests.pushing import turn_on

WIN = {"kind": "hug", "line": "At the door, out of nowhere."}
THANKS = {"says": "thanks"}


def win(phone: Phone, audience: Any = "us") -> Record:
    return phone.put("wins", new_id(), audience=audience, words=WIN)


def appreciation(phone: Phone, win_id: str, edit: int = 1, **words: Any) -> Request:
    noun_id = f"{win_id}/{phone.person_id}"
    draft = Draft("appreciations", phone.space("us"), noun_id, {}, {**THANKS, **words}, edit=edit)
    return phone.seal(draft)


def appreciate(phone: Phone, win_id: str, **how: Any) -> Any:
    return phone.send(appreciation(phone, win_id, **how)).view


def test_the_partner_sees_a_win_and_appreciates_it(cast: Cast):
    ana, ben = cast.couple
    said = win(ana)
    [seen] = ben.changes()
    assert (seen.view, seen.words) == (said.view, WIN)
    ana.changes()
    view = appreciate(ben, said.id)
    assert (view["id"], view["author_id"]) == (f"{said.id}/{ben.person_id}", ben.person_id)
    assert [(record.kind, record.words) for record in ana.changes()] == [("appreciations", THANKS)]


def test_the_latest_counts(cast: Cast):
    ana, ben = cast.couple
    said = win(ana)
    appreciate(ben, said.id)
    ana.changes()
    appreciate(ben, said.id, edit=2, says="time")
    assert [record.words for record in ana.changes()] == [{"says": "time"}]
    stale = appreciation(ben, said.id, says="hug")
    refused(ben, stale.path, stale.body, "stale_edit")


def test_a_win_for_oneself_leaves_no_trace(cast: Cast):
    ana, ben = cast.couple
    cursor = ben.api.call("GET", "/changes")["cursor"]
    said = win(ana, "me")
    assert ben.api.call("GET", "/changes")["cursor"] == cursor
    nothing = not_found(ben, "PUT", f"/wins/{new_id()}/appreciation", _body(ben, new_id()))
    path = f"/wins/{said.id}/appreciation"
    assert not_found(ben, "PUT", path, _body(ben, said.id)) == nothing
    for method in ("GET", "DELETE"):
        not_found(ben, method, f"/wins/{said.id}")


def test_nobody_appreciates_their_own_or_a_stranger_s(cast: Cast):
    ana, ben = cast.couple
    said = win(ana)
    ana.changes()
    body = _body(ben, said.id)
    not_found(ana, "PUT", f"/wins/{said.id}/appreciation", _body(ana, said.id))
    stranger = {**body, "sealed_by": cast.stranger.person_id}
    not_found(cast.stranger, "PUT", f"/wins/{said.id}/appreciation", stranger)
    assert ana.changes() == []


def test_undo_deletes_the_win_with_what_was_said_to_it(cast: Cast):
    ana, ben = cast.couple
    said = win(ana)
    late = appreciation(ben, said.id)
    appreciate(ben, said.id)
    for phone in (ana, ben):
        phone.changes()
    ana.delete("wins", said.id)
    for phone in (ana, ben):
        phone.changes()
        assert phone.store.records == {}
    refused(ben, late.path, late.body, "gone")


def test_after_parting_nothing_is_appreciated(cast: Cast):
    ana, ben = cast.couple
    said = win(ana)
    late = appreciation(ben, said.id)
    ana.leave()
    refused(ben, late.path, late.body, "not_found")


def test_nothing_causes_a_notice(cast: Cast, service: PushService):
    ana, ben = cast.couple
    for phone in (ana, ben):
        turn_on(phone, service)
    appreciate(ben, win(ana).id)
    assert (queued(ana.person_id), queued(ben.person_id)) == ([], [])


def _body(phone: Phone, win_id: str) -> Any:
    return appreciation(phone, win_id).body
