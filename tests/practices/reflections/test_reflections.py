"""Reflections: for oneself without a trace; sharing is a record of its own, and unsharing deletes it."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Record
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.working import queued
from tests.push_service import PushService
from tests.pushing import turn_on

REFLECTION = {
    "feelings": ["on_edge", "hurt"],
    "need": "reassurance",
    "act": "ask_to_talk",
    "sentence": "I feel on edge when the phone lights up, because I need reassurance.",
}


def reflect(
    phone: Phone, audience: Any = "me", record_id: str | None = None, edit: int = 1, **words: Any
) -> Record:
    said = {**REFLECTION, **words}
    return phone.put("reflections", record_id or new_id(), audience=audience, words=said, edit=edit)


def path_of(reflection: Record) -> str:
    return f"/reflections/{reflection.id}"


def test_a_person_alone_reflects(cast: Cast):
    reflection = reflect(cast.stranger)
    assert [record.words for record in cast.stranger.changes()] == [REFLECTION]
    assert cast.stranger.api.call("GET", path_of(reflection)) == reflection.view


def test_one_for_oneself_leaves_no_trace(cast: Cast):
    ana, ben = cast.couple
    before = ben.api.call("GET", "/changes")["cursor"]
    reflection = reflect(ana)
    reflect(ana, record_id=reflection.id, edit=2, act="let_it_pass")
    ana.delete("reflections", reflection.id)
    assert ben.api.call("GET", "/changes")["cursor"] == before
    nothing = not_found(ben, "GET", f"/reflections/{new_id()}")
    for phone in (ben, cast.stranger):
        for method in ("GET", "DELETE"):
            assert not_found(phone, method, path_of(reflection)) == nothing


def test_connecting_shares_none(cast: Cast):
    ana, ben = cast.ana, cast.started()
    reflect(ana)
    ana.pair(ben)
    assert ben.changes() == []


def test_a_shared_one_is_a_record_of_its_own(cast: Cast):
    ana, ben = cast.couple
    private, shared = reflect(ana), reflect(ana, "us")
    reflect(ana, record_id=private.id, edit=2, shared_as=shared.id)
    [seen] = ben.changes()
    assert (seen.view, seen.words) == (shared.view, REFLECTION)
    not_found(ben, "GET", path_of(private))
    draft = Draft("reflections", ana.space("us"), private.id, {}, REFLECTION)
    refused(ana, path_of(private), ana.seal(draft).body, "id_taken")


def test_unsharing_deletes_it_for_both_and_keeps_the_private_one(cast: Cast):
    ana, ben = cast.couple
    private, shared = reflect(ana), reflect(ana, "us")
    ben.changes()
    ana.delete("reflections", shared.id)
    ben.changes()
    assert ben.store.records == {}
    assert ana.api.call("GET", path_of(private)) == private.view


def test_nobody_edits_or_deletes_the_other_s(cast: Cast):
    ana, ben = cast.couple
    shared = reflect(ana, "us")
    draft = Draft("reflections", ben.space("us"), shared.id, {}, REFLECTION, edit=2)
    refused(ben, path_of(shared), ben.seal(draft).body, "not_found")
    not_found(ben, "DELETE", path_of(shared))
    for method in ("GET", "DELETE"):
        not_found(cast.stranger, method, path_of(shared))


def test_leaving_ends_the_sharing_and_no_more(cast: Cast):
    ana, ben = cast.couple
    private, shared = reflect(ana), reflect(ana, "us")
    ana.leave()
    for phone in (ana, ben):
        not_found(phone, "GET", path_of(shared))
    assert ana.api.call("GET", path_of(private)) == private.view


def test_none_causes_a_notice(cast: Cast, service: PushService):
    ana, ben = cast.couple
    turn_on(ben, service)
    reflect(ana, "us")
    assert queued(ben.person_id) == []
