"""Due times: planned in the transaction of what causes them, and claimed once, by one worker."""

from collections.abc import Sequence

import pytest

from api.kernel import clock, reminders
from api.kernel.db import transaction
from api.kernel.ids import new_id
from api.kernel.reminders import Due, Reminder, Together
from tests.moving_clock import MovingClock
from tests.people import Cast

HOUR = clock.HOUR


pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
def acted() -> list[Due]:
    """What the worker was told."""
    return []


def plan(
    person_id: str, key: str, due: int, kind: str = "walk", space_id: str | None = None
) -> None:
    with transaction():
        reminders.plan(person_id, space_id or person_id, kind, key, due)


def keys() -> list[str]:
    return sorted(reminder.key for reminder in Reminder.select())


def test_what_is_due_is_acted_on_once(app: object, acted: list[Due]):
    person, due = new_id(), clock.now() - 1
    plan(person, "evening/60", due)
    assert reminders.run_due({"walk": acted.append}) == 1
    assert reminders.run_due({"walk": acted.append}) == 0
    assert acted == [Due(person, person, "walk", "evening/60", due)]


@pytest.mark.parametrize("backwards", [False, True])
def test_what_is_due_at_one_instant_does_not_tell_who_planned_first(
    app: object, acted: list[Due], *, backwards: bool
):
    people = sorted(new_id() for _ in range(2))
    wanted = [(person, area) for area in ("talk", "touch") for person in people]
    due = clock.now() - 1
    for person, area in sorted(wanted, reverse=backwards):
        plan(person, area, due)
    reminders.run_due({"walk": acted.append})
    assert [(one.person_id, one.key) for one in acted] == wanted


def test_what_is_not_due_waits(app: object, acted: list[Due], clock: MovingClock):
    plan(new_id(), "evening", clock.forward(milliseconds=0) + HOUR)
    assert reminders.run_due({"walk": acted.append}) == 0
    clock.forward(milliseconds=HOUR)
    assert reminders.run_due({"walk": acted.append}) == 1


def test_an_action_plans_the_next_time_in_the_same_transaction(app: object):
    person, due = new_id(), clock.now() - 1

    def again(one: Due) -> None:
        reminders.plan(one.person_id, one.space_id, one.kind, one.key, one.due + HOUR)

    plan(person, "evening", due)
    assert reminders.run_due({"walk": again}) == 1
    assert [reminder.due for reminder in Reminder.select()] == [due + HOUR]


def test_a_plan_takes_the_place_of_an_earlier_one(app: object, acted: list[Due]):
    person = new_id()
    plan(person, "evening", clock.now() - 1)
    plan(person, "evening", clock.now() + HOUR)
    assert reminders.run_due({"walk": acted.append}) == 0
    assert keys() == ["evening"]


def test_one_that_fails_waits_and_stops_nobody(app: object, acted: list[Due], clock: MovingClock):
    now = clock.forward(milliseconds=0)
    plan(new_id(), "broken", now - 2)
    plan(new_id(), "whole", now - 1)
    broken = True

    def act(one: Due) -> None:
        reminders.plan(one.person_id, one.space_id, one.kind, f"{one.key}/next", one.due + 9 * HOUR)
        if broken and one.key == "broken":
            raise ValueError
        acted.append(one)

    assert reminders.run_due({"walk": act}) == 2
    assert keys() == ["broken", "whole/next"]
    broken = False
    clock.forward(milliseconds=HOUR)
    assert reminders.run_due({"walk": act}) == 1
    assert [(one.key, one.due) for one in acted][1:] == [("broken", now - 2)]


def test_what_is_acted_on_together_comes_in_its_order(app: object):
    due = clock.now() - 1
    for key in ("b", "c", "a"):
        plan(new_id(), key, due)
    plan(new_id(), "alone", due, kind="talk")
    plan(new_id(), "d", due + 1)
    told: list[list[str]] = []

    def act(dues: Sequence[Due]) -> None:
        told.append([one.key for one in dues])

    assert reminders.run_due({"walk": Together(act), "talk": lambda one: act([one])}) == 5
    assert told == [["alone"], ["a", "b", "c", "d"]]


def test_of_those_acted_on_together_only_the_one_that_fails_waits(app: object, acted: list[Due]):
    due = clock.now() - 1
    for number in range(9):
        plan(new_id(), f"{number}", due)

    def act(dues: Sequence[Due]) -> None:
        reminders.plan_all(
            Due(one.person_id, one.space_id, one.kind, f"{one.key}/next", due + 9 * HOUR)
            for one in dues
        )
        if "4" in [one.key for one in dues]:
            raise ValueError
        acted.extend(dues)

    assert reminders.run_due({"walk": Together(act)}) == 9
    assert keys() == sorted("4" if number == 4 else f"{number}/next" for number in range(9))
    assert sorted(one.key for one in acted) == [f"{number}" for number in range(9) if number != 4]
    assert reminders.run_due({"walk": Together(act)}) == 0


def test_late_by_more_than_two_hours_is_too_late(app: object):
    assert not Due("", "", "", "", clock.now() - 2 * HOUR + clock.MINUTE).is_late
    assert Due("", "", "", "", clock.now() - 2 * HOUR - clock.MINUTE).is_late


def test_a_kind_that_nobody_acts_on_is_forgotten(app: object):
    plan(new_id(), "evening", clock.now() - 1, kind="of old")
    assert reminders.run_due({}) == 1
    assert keys() == []


def test_plans_are_taken_back_by_their_beginning(app: object):
    ana, ben, couple = new_id(), new_id(), new_id()
    for person in (ana, ben):
        for key in ("one/60", "one/60/again", "one/0", "one", "other/60", "one_/60"):
            plan(person, key, clock.now() + HOUR, space_id=couple)
    plan(ana, "one/60", clock.now() + HOUR, kind="talk", space_id=couple)
    with transaction():
        reminders.unplan(ana, "walk", "one")
    assert len(keys()) == 13
    with transaction():
        reminders.unplan(couple, "walk", "one/60", ana)
    assert len(keys()) == 11
    with transaction():
        reminders.unplan(couple, "walk", "one")
    assert keys() == ["one/60", "one_/60", "one_/60", "other/60", "other/60"]


def test_leaving_ends_the_couples_plans_and_leaves_ones_own(cast: Cast):
    ana, ben = cast.couple
    for phone in (ana, ben):
        plan(phone.person_id, "shared", clock.now() + HOUR, space_id=phone.couple_id)
        plan(phone.person_id, "own", clock.now() + HOUR)
    ana.leave()
    assert keys() == ["own", "own"]
