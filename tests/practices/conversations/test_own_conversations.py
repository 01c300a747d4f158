"""Conversations on one phone between two: they belong to the owner of the phone, and to nobody else."""

from typing import Any

from api.client.records import Draft
from api.kernel.ids import new_id
from tests.kernel.asking import refused
from tests.people import Cast

STEPS: Any = {"steps": [{"says": "turn", "text": "I was afraid."}]}


def test_the_partner_has_nothing_of_it(cast: Cast):
    ana, ben = cast.couple
    written = ana.put("own_conversations", new_id(), words=STEPS, audience="me")
    assert ana.get("own_conversations", written.id).words == STEPS
    assert not [one for one in ben.changes() if one.kind == "own_conversations"]


def test_it_cannot_be_shared(cast: Cast):
    ana, _ = cast.couple
    shared = ana.seal(Draft("own_conversations", ana.space("us"), new_id(), {}, STEPS))
    refused(ana, "invalid", "PUT", shared.path, shared.body)
