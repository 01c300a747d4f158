"""A declined proposal ends by itself after two weeks, and then no table shows that anybody declined it."""

from pathlib import Path

from peewee import SqliteDatabase

from api.client.phone import Phone
from api.kernel.clock import DAY, MINUTE
from api.practices.rituals.models import RitualRefusal
from api.practices.rituals.rules import RITUAL_ACCORD
from tests.kernel.everything import everything
from tests.migrating import migrated
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.rituals.planning import (
    DAILY,
    agreed,
    decline,
    end,
    propose,
    state,
)
from tests.practices.working import planned, pushed, work
from tests.push_service import PushService


def refusals_told(phone: Phone) -> set[str]:
    phone.changes()
    return {one.id for one in phone.store.records.values() if one.kind == "ritual_refusals"}


def told_of_refusals() -> int:
    """The rows of feeds about refusals, deleted ones included."""
    return sum("ritual_refusals" in row for row in everything()["feed"])


def test_a_declined_proposal_ends_after_two_weeks(
    couple: tuple[Phone, Phone], clock: MovingClock, service: PushService
):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    clock.forward(milliseconds=14 * DAY - MINUTE)
    work()
    assert state(ana, ritual_id) == "declined"
    assert refusals_told(ana) == refusals_told(ben) == {ritual_id}
    clock.forward(milliseconds=MINUTE)
    assert pushed(service) == []
    assert state(ana, ritual_id) == state(ben, ritual_id) == "ended"
    assert refusals_told(ana) == refusals_told(ben) == set()
    assert RitualRefusal.select().count() == 0


def test_its_end_does_not_tell_who_declined(couple: tuple[Phone, Phone], clock: MovingClock):
    ana, ben = couple
    for who in couple:
        ritual_id = propose(ana)["id"]
        decline(who, ritual_id)
        clock.forward(milliseconds=14 * DAY)
        work()
        shown = [one.view for one in ben.changes() if one.kind == "ritual_ends"]
        assert [one["author_id"] for one in shown] == [ana.person_id]


def test_eight_days_later_no_feed_tells_of_a_refusal(
    couple: tuple[Phone, Phone], clock: MovingClock
):
    ana, ben = couple
    first, second, third = (propose(ana)["id"] for _ in range(3))
    for one in (first, second, third):
        decline(ben, one)
    end(ana, first)
    propose(ana, ritual_id=second, edit=2, recurrence=DAILY)
    clock.forward(milliseconds=8 * DAY)
    work()
    assert told_of_refusals() == 2
    assert refusals_told(ana) == refusals_told(ben) == {third}
    for days in (6, 8):
        clock.forward(milliseconds=days * DAY)
        work()
    assert told_of_refusals() == 0
    assert planned(RITUAL_ACCORD.declined_end) == planned(RITUAL_ACCORD.trace) == []


def test_other_times_keep_it_and_a_new_no_begins_anew(
    couple: tuple[Phone, Phone], clock: MovingClock
):
    ana, ben = couple
    ritual_id = propose(ana)["id"]
    decline(ben, ritual_id)
    clock.forward(milliseconds=13 * DAY)
    propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    clock.forward(milliseconds=2 * DAY)
    decline(ben, ritual_id, edit=2)
    clock.forward(milliseconds=13 * DAY)
    work()
    assert state(ana, ritual_id) == "declined"
    assert refusals_told(ana) == {ritual_id}
    clock.forward(milliseconds=DAY)
    work()
    assert state(ana, ritual_id) == "ended"


def test_the_ritual_that_a_declined_change_would_replace_stays(
    couple: tuple[Phone, Phone], clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    changed = propose(ben, replaces=ritual_id)["id"]
    decline(ana, changed)
    clock.forward(milliseconds=14 * DAY)
    work()
    assert [state(ana, one) for one in (ritual_id, changed)] == ["accepted", "ended"]


def test_it_ends_also_after_the_couple_has_left_or_been_erased(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    decline(ben, propose(ana)["id"])
    decline(cast.stranger, propose(cast.stranger)["id"])
    ben.leave()
    cast.stranger.erase()
    clock.forward(milliseconds=14 * DAY)
    work()
    assert RitualRefusal.select().count() == 0
    assert planned(RITUAL_ACCORD.declined_end) == []


def test_refusals_of_an_older_version_are_forgotten_too(tmp_path: Path):
    def fill(database: SqliteDatabase) -> None:
        database.execute_sql("PRAGMA foreign_keys = OFF")
        database.execute_sql("INSERT INTO ritual_refusal VALUES ('us', 'one', 'ben', 5, 1)")

    database = migrated(tmp_path, "0025", fill)
    found = list(database.execute_sql("SELECT kind, thing, due, next_try FROM reminder"))
    assert found == [(RITUAL_ACCORD.declined_end, "one", 5 + 14 * DAY, 5 + 14 * DAY)]
