"""Either person proposes and changes rituals; they are in force once both have accepted their schedule."""

from typing import Any

import pytest

from api.client.phone import Phone
from api.kernel.clock import HOUR
from api.kernel.ids import new_id
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.rituals.planning import (
    DAILY,
    SEVEN,
    WEEKLY,
    accept,
    agreed,
    propose,
    sealed_ritual,
    state,
    views,
)
from tests.practices.working import planned, pushed
from tests.push_service import PushService


def test_a_proposal_reaches_both_with_the_yes_of_its_author(cast: Cast):
    ana, ben = cast.couple
    view = propose(ana)
    assert view["state"] == "proposed"
    came = views(ben)
    assert came["rituals"] == view
    accepted = {"id": view["id"], "space_id": ana.couple_id, "accepted_by": [ana.person_id]}
    at = came["ritual_acceptances"]["at"]
    assert came["ritual_acceptances"] == {**accepted, "at": at}
    record = ben.get("rituals", view["id"])
    assert record.words == {"title": "Us", "place": "", "note": ""}
    assert record.headline == {"title": "Us"}


def test_signals_come_back_to_the_letter(cast: Cast):
    ana, _ = cast.couple
    recurrence = {**WEEKLY, "weekdays": ["su", "mo"]}
    request = sealed_ritual(ana, recurrence=recurrence, leads=(0, 10080, 60))
    view = ana.send(request).view
    for name in ("kind", "recurrence", "lead_minutes", "words", "headline"):
        assert view[name] == request.body[name]


def test_a_ritual_of_ones_own_leaves_no_trace_with_the_partner(cast: Cast):
    ana, ben = cast.ana, cast.started()
    view = propose(ana)
    ana.pair(ben)
    ben.changes()
    edited = propose(ana, ritual_id=view["id"], edit=2, recurrence=DAILY, audience="me")
    assert edited["state"] == "accepted"
    assert ben.changes() == []
    nothing = not_found(ben, "GET", f"/rituals/{new_id()}")
    assert not_found(ben, "GET", f"/rituals/{view['id']}") == nothing
    assert planned("ritual", ben.person_id) == []


def test_either_edits_it(cast: Cast):
    ana, ben = cast.couple
    view = propose(ana)
    changed = propose(ben, ritual_id=view["id"], edit=2, title="Walk", kind="walk")
    assert (changed["author_id"], changed["sealed_by"]) == (ana.person_id, ben.person_id)
    assert ana.get("rituals", view["id"]).words == {"title": "Walk", "place": "", "note": ""}


def test_the_first_of_two_edits_stands(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    propose(ana, ritual_id=ritual_id, edit=2, title="Dinner")
    late = sealed_ritual(ben, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    refused(ben, late.path, late.body, "stale_edit")
    assert state(ana, ritual_id) == "accepted"
    assert len(planned("ritual")) == 2


def test_the_same_request_again_changes_nothing(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ritual(ana)
    first = ana.api.request("PUT", request.path, request.body)
    accept(ben, request.path.rpartition("/")[2])
    ben.changes()
    again = ana.api.request("PUT", request.path, request.body)
    assert (first.status, again.status) == (201, 200)
    assert again.json == {**first.json, "state": "accepted"}
    assert (first.headers["ETag"], again.headers["ETag"]) == ('"1"', '"1"')
    assert ben.changes() == []


def test_a_headline_may_be_left_out(cast: Cast):
    request = sealed_ritual(cast.ana)
    body = {name: value for name, value in request.body.items() if name != "headline"}
    answer = cast.ana.api.request("PUT", request.path, body)
    assert (answer.status, answer.json["headline"]) == (201, None)


def test_a_reminder_has_the_headline_with_all_that_it_is_sealed_with(
    couple: tuple[Phone, Phone], service: PushService, clock: MovingClock
):
    ana, ben = couple
    view = ana.api.call("GET", f"/rituals/{agreed(ana, ben)}")
    clock.to(SEVEN - HOUR)
    reminders = [payload["twofold"] for payload in pushed(service)]
    assert len(reminders) == 2
    for ours in reminders:
        for name in ("headline", "sealed_by", "edit"):
            assert ours[name] == view[name]
        signals = ("kind", "recurrence", "lead_minutes")
        assert ours["signals"] == {name: view[name] for name in signals}


@pytest.mark.parametrize(
    "recurrence",
    [
        {**WEEKLY, "weekdays": None},
        {**DAILY, "interval": 12},
        {**WEEKLY, "frequency": "monthly", "weekdays": None},
        {
            **WEEKLY,
            "frequency": "monthly",
            "weekdays": None,
            "nth": {"weekday": "su", "week": -1},
        },
    ],
)
def test_every_kind_of_recurrence_is_taken(cast: Cast, recurrence: dict[str, Any]):
    assert propose(cast.ana, recurrence=recurrence)["recurrence"] == recurrence
