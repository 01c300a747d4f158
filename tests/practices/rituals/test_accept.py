"""Both must accept a schedule, and nobody can accept one they have not seen."""

import json
from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from api.kernel.clock import MINUTE, to_text
from tests.migrating import migrated
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import refused
from tests.practices.rituals.planning import (
    DAILY,
    WEEKLY,
    accept,
    agreed,
    decline,
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


def test_a_yes_has_its_time(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    at = to_text(clock.forward(milliseconds=5 * MINUTE))
    accepted = accept(ben, ritual_id)
    assert at <= accepted["at"] < to_text(clock.forward(milliseconds=5 * MINUTE))
    assert accept(ben, ritual_id) == accepted
    decline(ana, ritual_id)
    assert views(ben)["ritual_acceptances"] == {**accepted, "accepted_by": [ben.person_id]}
    decline(ben, ritual_id)
    nobody = {"accepted_by": [], "at": None}
    assert views(ben)["ritual_acceptances"] == {**accepted, **nobody}


def test_yeses_from_before_the_update_are_kept(tmp_path: Path):
    migrated_to = migrated(tmp_path, "0031", _accepted_ritual)
    kept = migrated_to.execute_sql("SELECT * FROM ritual_acceptance").fetchall()
    assert kept == [("us", "walk", "ana", 7), ("us", "walk", "ben", 7)]
    bodies = migrated_to.execute_sql("SELECT n, body FROM feed ORDER BY n").fetchall()
    migrated_to.close()
    shown = [(n, json.loads(body)) for n, body in bodies]
    assert shown == [
        (
            1,
            {
                "id": "walk",
                "accepted_by": ["ana", "ben"],
                "at": "1970-01-01T00:00:00.007Z",
            },
        ),
        (2, {"id": "tea", "accepted_by": [], "at": None}),
    ]


def _accepted_ritual(old: SqliteDatabase) -> None:
    old.execute_sql(
        "INSERT INTO space (id, epoch_id, epoch_number, leavings, key_due)"
        " VALUES ('us', 'epoch', 1, 0, 0)"
    )
    old.execute_sql(
        "INSERT INTO ritual (space_id, id, author_id, edit, sealed_by, received, kind,"
        " recurrence, lead_minutes, schedule_edit)"
        " VALUES ('us', 'walk', 'ana', 1, 'ana', 7, 'walk', '{}', '[]', 1)"
    )
    for person_id in ("ana", "ben"):
        old.execute_sql("INSERT INTO ritual_acceptance VALUES ('us', 'walk', ?)", (person_id,))
    for n, ritual_id, accepted_by in ((1, "walk", ["ana", "ben"]), (2, "tea", [])):
        body = json.dumps({"id": ritual_id, "accepted_by": accepted_by})
        old.execute_sql(
            "INSERT INTO feed (person_id, kind, space_id, record_id, n, body)"
            " VALUES ('ana', 'ritual_acceptances', 'us', ?, ?, ?)",
            (ritual_id, n, body),
        )
