"""Either ends a ritual, for both, at once and for good."""

from pathlib import Path
from typing import Any

import pytest
from peewee import SqliteDatabase

from api.config import Settings
from api.kernel import removals
from api.kernel.clock import DAY
from api.practices.rituals.models import Ritual, RitualEnd
from api.practices.rituals.rules import RITUAL_ACCORD
from tests.kernel.everything import everything, put_back
from tests.kernel.test_restore import after_restore
from tests.migrating import migrated
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import refused
from tests.practices.rituals.planning import (
    DAILY,
    accept,
    agreed,
    end,
    propose,
    sealed_ritual,
    state,
    views,
)
from tests.practices.working import planned, work


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


def test_a_change_ends_with_what_it_replaced(cast: Cast):
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    change_id = propose(ana, replaces=ritual_id)["id"]
    accept(ben, change_id)
    ended = end(ben, change_id)
    told = {one.id: one.view for one in ana.changes() if one.kind == "ritual_ends"}
    assert told == {change_id: ended, ritual_id: {**ended, "id": ritual_id}}
    assert end(ana, ritual_id) == told[ritual_id]


def test_who_is_erased_is_not_named_as_who_ended_it(cast: Cast):
    ana, ben = cast.couple
    ritual_id = propose(ana)["id"]
    end(ben, ritual_id)
    ben.erase()
    assert RitualEnd.select().count() == 0
    assert Ritual.get().ended is not None


def test_ends_from_before_the_update_are_kept(tmp_path: Path):
    migrated_to = migrated(tmp_path, "0030", _ended_ritual)
    kept = migrated_to.execute_sql("SELECT space_id, id, author_id, at FROM ritual_end")
    assert kept.fetchall() == [("us", "ended", "ana", 7)]
    migrated_to.close()


def _ended_ritual(old: SqliteDatabase) -> None:
    old.execute_sql(
        "INSERT INTO space (id, epoch_id, epoch_number, leavings, key_due)"
        " VALUES ('us', 'epoch', 1, 0, 0)"
    )
    for ritual_id, ended, ended_by in (("ended", 7, "ana"), ("open", None, None)):
        old.execute_sql(
            "INSERT INTO ritual (space_id, id, author_id, edit, sealed_by, received, kind,"
            " recurrence, lead_minutes, schedule_edit, ended, ended_by)"
            " VALUES ('us', ?, 'ben', 1, 'ben', 1, 'walk', '{}', '[]', 1, ?, ?)",
            (ritual_id, ended, ended_by),
        )


def test_the_worker_forgets_who_ended_it(cast: Cast, clock: MovingClock):
    end(cast.ben, agreed(*cast.couple))
    clock.forward(milliseconds=DAY)
    work()
    assert not RitualEnd.select().exists()


@pytest.mark.parametrize("who", [0, 1])
def test_nothing_tells_it_after_a_restore_or_from_the_removal_log(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, who: int
):
    """The log is kept for years, and a partner may be the one who hosts the server."""
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    backup = everything()
    end(cast.couple[who], ritual_id)
    put_back(backup)
    after_restore(settings, monkeypatch)
    for phone in cast.couple:
        page: Any = phone.api.call("GET", "/changes")
        assert "ritual_ends" not in page["records"]
        assert [view["state"] for view in page["records"]["rituals"]] == ["ended"]
    one = f"{ana.couple_id}/{ritual_id}"
    assert removals.is_removed("ritual_ends", one)
    for person_id in (ana.person_id, ben.person_id):
        assert not removals.is_removed("ritual_ends", f"{one}/{person_id}")


def test_one_that_ended_before_an_update_stays_so_after_a_restore(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """Versions before noted who ended it."""
    ana, ben = cast.couple
    ritual_id = agreed(ana, ben)
    removals.note("ritual_ends", f"{ana.couple_id}/{ritual_id}/{ben.person_id}")
    after_restore(settings, monkeypatch)
    assert state(ana, ritual_id) == state(ben, ritual_id) == "ended"


def test_who_ended_one_before_an_update_is_forgotten_too(tmp_path: Path):
    def fill(database: SqliteDatabase) -> None:
        database.execute_sql("PRAGMA foreign_keys = OFF")
        database.execute_sql("INSERT INTO ritual_end VALUES ('us', 'one', 'ben', 5)")

    database = migrated(tmp_path, "0046", fill)
    found = list(database.execute_sql("SELECT kind, thing, due, next_try FROM reminder"))
    assert found == [(RITUAL_ACCORD.end_trace, "one", 5 + DAY, 5 + DAY)]
    database.close()
