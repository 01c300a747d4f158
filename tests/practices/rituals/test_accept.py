"""Both must accept a schedule, and nobody can accept one they have not seen."""

from typing import Any

import pytest

from tests.people import Cast
from tests.practices.refusing import refused
from tests.practices.rituals.planning import (
    DAILY,
    WEEKLY,
    accept,
    agreed,
    propose,
    state,
    views,
)
from tests.practices.working import planned


def test_both_must_accept_before_it_reminds(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    assert planned("ritual") == []
    ana.changes()
    accepted = accept(ben, ritual_id)
    assert accepted["accepted_by"] == sorted([ana.person_id, ben.person_id])
    came = views(ana)
    assert came["ritual_acceptances"] == accepted
    assert (came["rituals"]["state"], came["rituals"]["edit"]) == ("accepted", 1)
    assert len(planned("ritual")) == 2


def test_accepting_again_changes_nothing(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    path, body = f"/rituals/{ritual_id}/acceptance", {"space_id": ana.couple_id, "edit": 1}
    first = ben.api.request("PUT", path, body)
    ana.changes()
    again = ben.api.request("PUT", path, body)
    assert (first.status, again.status) == (201, 200)
    assert again.json == first.json
    assert ana.changes() == []


def test_alone_ones_own_yes_is_enough(cast: Cast):
    ana = cast.ana
    view = propose(ana)
    assert view["state"] == "accepted"
    assert len(planned("ritual", ana.person_id)) == 1


def test_words_alone_keep_what_was_accepted(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    reordered = {**WEEKLY}
    changed = propose(ben, ritual_id=ritual_id, edit=2, title="Dinner", recurrence=reordered)
    assert changed["state"] == "accepted"
    assert len(planned("ritual")) == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"recurrence": DAILY},
        {"recurrence": {**WEEKLY, "starts": "2040-03-02T20:00"}},
        {"recurrence": {**WEEKLY, "zone": "Europe/Lisbon"}},
        {"recurrence": {**WEEKLY, "duration_minutes": 60}},
        {"leads": (60, 1440)},
        {"leads": ()},
        {"kind": "private_time"},
    ],
)
def test_a_changed_schedule_needs_both_again(cast: Cast, changed: dict[str, Any]):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    edited = propose(ben, ritual_id=ritual_id, edit=2, **changed)
    assert edited["state"] == "proposed"
    assert planned("ritual") == []
    came = views(ana)
    assert came["ritual_acceptances"]["accepted_by"] == [ben.person_id]
    accept(ana, ritual_id, 2)
    assert state(ben, ritual_id) == "accepted"


def test_the_order_of_weekdays_and_leads_is_no_change(cast: Cast):
    ana, ben = cast.couple
    both = {**WEEKLY, "weekdays": ["fr", "mo"]}
    ritual_id = agreed(ana, ben, recurrence=both, leads=(60, 1440))
    other = {**both, "weekdays": ["mo", "fr"]}
    edited = propose(ana, ritual_id=ritual_id, edit=2, recurrence=other, leads=(1440, 60))
    assert edited["state"] == "accepted"


def test_nobody_accepts_a_schedule_they_have_not_seen(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    propose(ana, ritual_id=ritual_id, edit=3, recurrence=DAILY, title="Tea")
    path = f"/rituals/{ritual_id}/acceptance"
    for edit in (1, 4):
        refused(ben, path, {"space_id": ana.couple_id, "edit": edit}, "stale_edit")
    assert accept(ben, ritual_id, 2)["accepted_by"] == sorted([ana.person_id, ben.person_id])


@pytest.mark.parametrize(
    "body",
    [{"edit": 1}, {"edit": "1"}, {"edit": 0}, {"accepted_by": []}, {"space_id": "us"}],
)
def test_malformed_acceptances_are_refused(cast: Cast, body: dict[str, Any]):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    whole = {"space_id": ana.couple_id, "edit": 1}
    sent = {**whole, **body} if body != {"edit": 1} else body
    refused(ben, f"/rituals/{ritual_id}/acceptance", sent, "invalid")
    assert state(ben, ritual_id) == "proposed"
