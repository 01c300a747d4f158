"""Pages: for oneself without a trace; sharing is a record of its own, and unsharing deletes it."""

from typing import Any

from api.client.phone import Phone
from api.client.records import Draft, Record
from api.kernel.ids import new_id
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.working import queued
from tests.push_service import PushService
from tests.pushing import turn_on

PAGE = {"text": "I was afraid of the silence at breakfast.", "prompt": "afraid_of"}


def write(
    phone: Phone, audience: Any = "me", page_id: str | None = None, edit: int = 1, **words: Any
) -> Record:
    page = {**PAGE, **words}
    return phone.put("journal_pages", page_id or new_id(), audience=audience, words=page, edit=edit)


def cursor(phone: Phone) -> str:
    return phone.api.call("GET", "/changes")["cursor"]


def test_a_person_alone_has_pages(cast: Cast):
    page = write(cast.stranger)
    assert [record.words for record in cast.stranger.changes()] == [PAGE]
    assert cast.stranger.api.call("GET", f"/journal-pages/{page.id}") == page.view


def test_a_page_for_oneself_leaves_no_trace(cast: Cast):
    ana, ben = cast.couple
    before = cursor(ben)
    page = write(ana)
    write(ana, page_id=page.id, edit=2, text="And of the evenings.")
    write(ana, page_id=new_id())
    path = f"/journal-pages/{page.id}"
    ana.delete("journal_pages", page.id)
    assert cursor(ben) == before
    nothing = not_found(ben, "GET", f"/journal-pages/{new_id()}")
    for phone in (ben, cast.stranger):
        for method in ("GET", "DELETE"):
            assert not_found(phone, method, path) == nothing


def test_pairing_shares_no_page(cast: Cast):
    ana, ben = cast.ana, cast.started()
    write(ana)
    ana.pair(ben)
    assert ben.changes() == []


def test_a_shared_page_is_a_record_of_its_own(cast: Cast):
    ana, ben = cast.couple
    private = write(ana)
    shared = write(ana, "us")
    write(ana, page_id=private.id, edit=2, shared_as=shared.id)
    [seen] = ben.changes()
    assert (seen.view, seen.words) == (shared.view, PAGE)
    not_found(ben, "GET", f"/journal-pages/{private.id}")


def test_the_private_id_is_not_taken_for_the_shared_page(cast: Cast):
    """A page never changes its audience, and the partner learns no id of a private one."""
    ana, ben = cast.couple
    page = write(ana)
    draft = Draft("journal_pages", ana.space("us"), page.id, {}, PAGE)
    refused(ana, f"/journal-pages/{page.id}", ana.seal(draft).body, "id_taken")
    assert ben.changes() == []


def test_unsharing_deletes_it_for_both_and_keeps_the_private_page(cast: Cast):
    ana, ben = cast.couple
    private, shared = write(ana), write(ana, "us")
    ben.changes()
    ana.delete("journal_pages", shared.id)
    ben.changes()
    assert ben.store.records == {}
    assert ana.api.call("GET", f"/journal-pages/{private.id}") == private.view


def test_nobody_edits_or_deletes_the_other_s(cast: Cast):
    ana, ben = cast.couple
    shared = write(ana, "us")
    path = f"/journal-pages/{shared.id}"
    draft = Draft("journal_pages", ben.space("us"), shared.id, {}, PAGE, edit=2)
    refused(ben, path, ben.seal(draft).body, "not_found")
    not_found(ben, "DELETE", path)
    for method in ("GET", "DELETE"):
        not_found(cast.stranger, method, path)


def test_leaving_ends_the_sharing_and_no_more(cast: Cast):
    ana, ben = cast.couple
    private, shared = write(ana), write(ana, "us")
    ana.leave()
    for phone in (ana, ben):
        not_found(phone, "GET", f"/journal-pages/{shared.id}")
    assert ana.api.call("GET", f"/journal-pages/{private.id}") == private.view


def test_no_page_causes_a_notice(cast: Cast, service: PushService):
    ana, ben = cast.couple
    turn_on(ben, service)
    write(ana, "us")
    assert queued(ben.person_id) == []
