"""Conversations on one phone between two: they belong to the owner of the phone, and to nobody else."""

from typing import Any

from api.client.records import Draft
from api.kernel.ids import new_id
from api.practices.conversations.models import OwnConversation
from tests.kernel.asking import refused
from tests.people import Cast
from tests.practices.refusing import not_found

STEPS: Any = {"steps": [{"says": "turn", "text": "I was afraid."}]}


def test_the_partner_has_nothing_of_it(cast: Cast):
    ana, ben = cast.couple
    written = ana.put("own_conversations", new_id(), words=STEPS, audience="me")
    assert ana.get("own_conversations", written.id).words == STEPS
    assert not [one for one in ben.changes() if one.kind == "own_conversations"]


def test_its_owner_deletes_it_and_nobody_else(cast: Cast):
    ana, ben = cast.couple
    one = ana.put("own_conversations", new_id(), words=STEPS, audience="me")
    path = f"/own-conversations/{one.id}"
    for other in (ben, cast.stranger, cast.professional):
        not_found(other, "GET", path)
        not_found(other, "DELETE", path)
    ana.api.call("DELETE", path)
    assert not OwnConversation.select().exists()
    again = ana.seal(Draft("own_conversations", ana.person_id, one.id, {}, STEPS))
    refused(ana, "gone", "PUT", again.path, again.body)


def test_it_stays_with_who_leaves_and_goes_with_who_is_erased(cast: Cast):
    ana, ben = cast.couple
    one = ana.put("own_conversations", new_id(), words=STEPS, audience="me")
    ben.leave()
    ana.refresh()
    assert ana.get("own_conversations", one.id).words == STEPS
    ana.erase()
    assert not OwnConversation.select().exists()


def test_it_cannot_be_shared(cast: Cast):
    ana, _ = cast.couple
    shared = ana.seal(Draft("own_conversations", ana.space("us"), new_id(), {}, STEPS))
    refused(ana, "invalid", "PUT", shared.path, shared.body)
