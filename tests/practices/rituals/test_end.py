"""Either ends a ritual, for both, at once and for good."""

from tests.people import Cast
from tests.practices.refusing import refused
from tests.practices.rituals.planning import DAILY, agreed, end, propose, sealed_ritual, views
from tests.practices.working import planned


def test_either_ends_it_for_both(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    ana.changes()
    ended = end(ben, ritual_id)
    assert (ended["id"], ended["author_id"]) == (ritual_id, ben.person_id)
    came = views(ana)
    assert came["ritual_ends"] == ended
    assert came["rituals"]["state"] == "ended"
    assert planned("ritual") == []


def test_an_end_is_said_once_and_may_be_repeated(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    ended = end(ben, ritual_id)
    ben.changes()
    path, body = f"/rituals/{ritual_id}/end", {"space_id": ana.couple_id}
    again = ana.api.request("PUT", path, body)
    assert (again.status, again.json) == (200, ended)
    assert ben.changes() == []


def test_what_has_ended_stays_ended(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    end(ana, ritual_id)
    request = sealed_ritual(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    refused(ana, request.path, request.body, "already_ended")
    path = f"/rituals/{ritual_id}/acceptance"
    refused(ben, path, {"space_id": ana.couple_id, "edit": 1}, "already_ended")
    assert planned("ritual") == []
