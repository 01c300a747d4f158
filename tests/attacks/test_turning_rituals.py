"""Somebody who uses proposals, refusals and changes of rituals against the partner, or to load the server."""

import pytest

from api.client.phone import Phone
from api.kernel.accords import changes as changes_of_accords
from api.kernel.ids import new_id
from api.practices.rituals import rules
from api.practices.rituals.models import RitualAcceptance, RitualRefusal
from tests.kernel.asking import refused, sent, told
from tests.kernel.everything import nothing_changes
from tests.people import Cast, came_back
from tests.practices.rituals.planning import (
    DAILY,
    WEEKLY,
    accept,
    agreed,
    decline,
    end,
    propose,
    sealed_ritual,
    state,
)

OVER = {**WEEKLY, "frequency": "once", "weekdays": None, "starts": "2001-01-05T19:00"}


def test_a_no_withdraws_ones_yes_where_the_partner_said_no_first(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ben, ana)
    said = decline(ben, ritual_id)
    for _ in range(2):
        assert decline(ana, ritual_id) == said
        assert RitualAcceptance.select().count() == 0
    shown = [record for record in ben.changes() if record.kind == "ritual_acceptances"]
    assert shown[-1].view["accepted_by"] == []


def test_no_refusal_outlives_what_was_declined(cast: Cast):
    """Otherwise anybody could count who said no, and when, as long as the couple lasts."""
    ana, ben = cast.couple
    for who in (ana, ben):
        ritual_id = propose(ana)["id"]
        decline(ben, ritual_id)
        end(who, ritual_id)
        for phone in cast.couple:
            gone = phone.api.call("GET", "/changes")["gone"]
            assert ("ritual_refusals", ritual_id) in [(one["kind"], one["id"]) for one in gone]
    assert RitualRefusal.select().count() == 0


def test_found_words_decline_nothing_that_others_proposed(cast: Cast):
    """The author of the words could no longer accept those times."""
    ana, ben = cast.couple
    ritual_id = propose(ben)["id"]
    thief = came_back(cast, ana)
    body = {"space_id": thief.couple_id, "edit": 1}
    with nothing_changes():
        refused(thief, "too_soon", "PUT", f"/rituals/{ritual_id}/refusal", body)
    accept(ana, ritual_id)
    assert state(ben, ritual_id) == "accepted"
    own = propose(thief)["id"]
    assert decline(thief, own)["author_id"] == ana.person_id


def test_found_words_end_nothing_by_way_of_a_change(cast: Cast):
    """A change ends with what it replaced, and what has ended cannot begin again."""
    ana, ben = cast.couple
    standing = agreed(ana, ben)
    thief = came_back(cast, ana)
    change = propose(thief, replaces=standing, recurrence=DAILY)["id"]
    accept(ben, change)
    body = {"space_id": thief.couple_id}
    with nothing_changes():
        refused(thief, "too_soon", "PUT", f"/rituals/{change}/end", body)
    decline(thief, change)
    assert state(ana, standing) == "accepted"
    end(thief, change)
    assert state(ben, standing) == "accepted"


def test_no_change_takes_the_place_of_a_ritual_elsewhere(cast: Cast):
    ana, ben = cast.couple
    private = propose(ben, audience="me")["id"]
    theirs = agreed(cast.cleo, cast.dan)
    answers = [
        ana.api.request("PUT", one.path, one.body)
        for one in (sealed_ritual(ana, replaces=which) for which in (private, theirs, new_id()))
    ]
    assert {answer.status for answer in answers} == {422}
    assert len({str(answer.json) for answer in answers}) == 1


def test_nobody_makes_every_proposal_slow_by_rituals_that_are_over(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    """The server has to look at each to know that it is over."""
    monkeypatch.setattr(rules, "MOST", 1)
    monkeypatch.setattr(rules, "MOST_KEPT", 3)
    ana, ben = cast.couple
    proposals = [sealed_ritual(ana, recurrence=OVER) for _ in range(4)]
    assert [told(sent(ana, one)) for one in proposals] == ["", "", "", "full"]
    assert told(sent(ben, sealed_ritual(ben))) == ""
    end(ana, proposals[0].path.rpartition("/")[2])
    assert told(sent(ana, proposals[3])) == ""


def test_nobody_makes_a_yes_slow_by_changes_side_by_side(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(changes_of_accords, "MOST", 2)
    ana, ben = cast.couple
    standing = agreed(ana, ben)
    changes = [sealed_ritual(ben, replaces=standing, recurrence=DAILY) for _ in range(3)]
    assert [told(sent(ben, one)) for one in changes] == ["", "", "full"]
    assert told(sent(ana, sealed_ritual(ana, replaces=standing))) == ""


def test_nobody_makes_an_end_slow_by_changes_of_changes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(changes_of_accords, "MOST", 2)
    stranger: Phone = cast.stranger
    last = propose(stranger)["id"]
    for expected in ("", "", "full"):
        change = sealed_ritual(stranger, replaces=last)
        assert told(sent(stranger, change)) == expected
        last = last if expected else change.path.rpartition("/")[2]
    end(stranger, last)
    assert told(sent(stranger, sealed_ritual(stranger))) == ""
