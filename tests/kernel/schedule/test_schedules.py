"""Rules of every schedule, tested with one of the tests' own. Rituals test the same through the API."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import column_values, feed
from api.kernel.clock import HOUR, MINUTE
from api.kernel.db import database, transaction
from api.kernel.errors import Problem
from api.kernel.reminders import Reminder
from api.kernel.schedule import lead_times, timetable
from api.kernel.schedule.recurrence import instant_of
from api.kernel.schedule.schedules import Time
from tests.kernel.everything import nothing_changes
from tests.kernel.schedule.watering import (
    TABLES,
    TIMES,
    Watering,
    both,
    change,
    plant,
    run_due,
    skipped,
)
from tests.moving_clock import MovingClock
from tests.practices.rituals.planning import DAILY

FIRST, SECOND, THIRD = (f"2040-03-0{day}T19:00" for day in (2, 3, 4))


@pytest.fixture
def ana(couple: tuple[Phone, Phone]) -> Iterator[Phone]:
    database.create_tables(TABLES)
    skipped.clear()
    yield couple[0]
    database.drop_tables(TABLES)


@pytest.fixture
def watering(app: Flask, ana: Phone) -> Watering:
    """Every evening at 19:00, with a reminder an hour before."""
    return plant(app, ana, DAILY, 60)


def at(local: str) -> int:
    return instant_of(local, "Europe/Berlin")


def test_both_are_reminded_at_each_time(ana: Phone, watering: Watering, clock: MovingClock):
    for original in (FIRST, SECOND):
        clock.to(at(original) - HOUR - MINUTE)
        assert run_due() == []
        clock.to(at(original) - HOUR)
        assert run_due() == [(person_id, original) for person_id in both(ana)]


def test_a_record_that_does_not_stand_reminds_nobody(watering: Watering, clock: MovingClock):
    Watering.update(dry=True).execute()
    clock.to(at(FIRST) - HOUR)
    assert run_due() == []
    with transaction():
        lead_times.plan(TIMES, Watering.get())
    assert not Reminder.select().exists()


def test_a_moved_time_reminds_where_it_is_now(
    app: Flask, ana: Phone, watering: Watering, clock: MovingClock
):
    later = "2040-03-02T21:00"
    view, status, headers = change(app, ana, watering, FIRST, "moved", moved_to=later)
    assert (view["id"], view["watering_id"]) == (f"{watering.id}/{FIRST}", watering.id)
    assert (status, headers["ETag"]) == (201, '"1"')
    clock.to(at(FIRST) - HOUR)
    assert run_due() == []
    clock.to(at(later) - HOUR)
    assert run_due() == [(person_id, FIRST) for person_id in both(ana)]


def test_what_was_changed_names_nobody(app: Flask, ana: Phone, watering: Watering):
    change(app, ana, watering, FIRST, "kept")
    rows = feed.Feed.select().where(feed.Feed.kind == "watering_occurrences")
    views = {row.person_id: column_values.from_text(row.body) for row in rows}
    assert sorted(views) == both(ana)
    assert all(ana.person_id not in view.values() for view in views.values())


def test_a_skipped_time_reminds_nobody(
    app: Flask, ana: Phone, watering: Watering, clock: MovingClock
):
    change(app, ana, watering, FIRST, "skipped")
    assert skipped == [FIRST]
    clock.to(at(FIRST) - HOUR)
    assert run_due() == []
    assert [time.original for time, _ in zip(_times(watering), range(2), strict=False)] == [
        SECOND,
        THIRD,
    ]


def test_of_two_changes_with_one_edit_the_first_stands(app: Flask, ana: Phone, watering: Watering):
    change(app, ana, watering, FIRST, "kept")
    with nothing_changes():
        assert change(app, ana, watering, FIRST, "kept")[1] == 200
        with pytest.raises(Problem, match="stale_edit"):
            change(app, ana, watering, FIRST, "skipped")


def test_a_snooze_reminds_only_whoever_asked_for_it(
    ana: Phone, watering: Watering, clock: MovingClock
):
    clock.to(at(FIRST) - HOUR)
    run_due()
    with transaction():
        lead_times.snooze(TIMES, watering, FIRST, ana.person_id)
    clock.forward(milliseconds=16 * MINUTE)
    assert run_due() == [(ana.person_id, FIRST)]


def test_of_reminders_that_came_late_only_the_last_is_sent(
    app: Flask, ana: Phone, clock: MovingClock
):
    plant(app, ana, DAILY, 60, 30)
    clock.to(at(FIRST) - 20 * MINUTE)
    assert run_due() == [(person_id, FIRST) for person_id in both(ana)]


def test_nothing_is_planned_for_a_couple_that_has_parted(ana: Phone, watering: Watering):
    ana.leave()
    with transaction():
        lead_times.plan(TIMES, watering)
    assert not Reminder.select().where(Reminder.kind == "watering").exists()


def _times(watering: Watering) -> Iterator[Time]:
    return timetable.times(TIMES, watering, at(FIRST) - 1)
