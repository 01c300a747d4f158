"""Both partners, and the worker, at the same moment: one order or the other, never a mixture."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from api.client.phone import Phone
from api.kernel import db, reminders
from api.kernel.clock import DAY, HOUR
from api.practices.rituals import rituals
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.racing import together
from tests.practices.rituals.planning import (
    DAILY,
    SEVEN,
    agreed,
    occurrence_body,
    occurrence_path,
    propose,
    sealed_ritual,
    state,
)
from tests.practices.working import planned

ROUNDS = 5


def putting(phone: Phone, path: str, body: Any) -> Callable[[], int]:
    return lambda: phone.api.request("PUT", path, body).status


def test_one_change_of_a_time_stands(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        path = occurrence_path(agreed(ana, ben))
        moved = occurrence_body(ana, "moved", "2040-03-03T20:00")
        statuses = together(
            putting(ana, path, moved), putting(ben, path, occurrence_body(ben, "skipped"))
        )
        assert sorted(statuses) == [201, 412]


def test_one_edit_stands(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = agreed(ana, ben)
        mine = sealed_ritual(ana, ritual_id=ritual_id, edit=2, title="Mine")
        theirs = sealed_ritual(ben, ritual_id=ritual_id, edit=2, recurrence=DAILY)
        statuses = together(
            putting(ana, mine.path, mine.body), putting(ben, theirs.path, theirs.body)
        )
        assert sorted(statuses) == [200, 412]


def test_nobody_has_accepted_what_they_did_not_see(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = propose(ana)["id"]
        edit = sealed_ritual(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
        acceptance = {"space_id": ana.couple_id, "edit": 1}
        edited, accepted = together(
            putting(ana, edit.path, edit.body),
            putting(ben, f"{edit.path}/acceptance", acceptance),
        )
        assert edited == 200
        assert accepted in (201, 412)
        assert state(ben, ritual_id) == "proposed"
        assert planned("ritual") == []


def test_an_end_always_wins(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        ritual_id = agreed(ana, ben)
        edit = sealed_ritual(ana, ritual_id=ritual_id, edit=2, title="More")
        _, ended = together(
            putting(ana, edit.path, edit.body),
            putting(ben, f"{edit.path}/end", {"space_id": ben.couple_id}),
        )
        assert ended == 201
        assert state(ana, ritual_id) == "ended"
        assert planned("ritual") == []


def test_both_yes_at_once_make_it_stand(couple: tuple[Phone, Phone]):
    ana, ben = couple
    for _ in range(ROUNDS):
        view = propose(ana)
        path, body = f"/rituals/{view['id']}/acceptance", {"space_id": ana.couple_id, "edit": 1}
        assert sorted(together(putting(ben, path, body), putting(ben, path, body))) == [200, 201]
        assert state(ana, view["id"]) == "accepted"


def test_a_change_while_the_worker_reminds_leaves_one_plan(
    app: Flask, noon: int, cast: Cast, clock: MovingClock
):
    ana = cast.ana
    ritual_id = propose(ana, recurrence=DAILY)["id"]

    def remind() -> int:
        with app.app_context(), db.database.connection_context():
            return reminders.run_due(rituals.actions)

    for day in range(ROUNDS):
        clock.to(SEVEN + day * DAY - HOUR)
        longer = {**DAILY, "duration_minutes": 60 + day}
        edit = sealed_ritual(ana, ritual_id=ritual_id, edit=day + 2, recurrence=longer)
        status, _ = together(putting(ana, edit.path, edit.body), remind)
        assert status == 200
        assert planned("ritual") == [SEVEN + (day + 1) * DAY - HOUR]
