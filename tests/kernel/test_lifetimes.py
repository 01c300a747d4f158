"""Lifetimes: something happens to a thing at its time, and records are forgotten once their time is over."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import clock, feed, reminders, removals, retention, spaces
from api.kernel.db import database, transaction
from api.kernel.ids import new_id
from api.kernel.lifetimes import Kept, Lifetime
from api.kernel.push.models import Notice
from api.kernel.reminders import Due, Reminder
from api.kernel.repeats import Edit
from api.kernel.tombstones import Tombstone
from api.practices import PRACTICES
from api.practices.checkins.kinds import CHECK_INS
from api.practices.checkins.models import CheckIn
from tests.kernel.applauding import APPLAUSE, TABLES, Applause, applaud, said
from tests.kernel.asking import check_in, id_of, refused, sent
from tests.kernel.everything import nothing_changes
from tests.moving_clock import MovingClock
from tests.people import Cast

DAY, HOUR = clock.DAY, clock.HOUR
KEPT = Kept(kind=CHECK_INS, one="check_in", kept=30 * DAY, nouns=(APPLAUSE,))
UNCOUNTED = replace(KEPT, traced=8 * DAY, logged=False)
"""What nobody may count later."""


pytestmark = pytest.mark.usefixtures("unhurried")


@pytest.fixture
def written(app: Flask, cast: Cast) -> Iterator[Request]:
    """A check-in that ana shared with ben, who applauds, in a database with a table for applause."""
    database.create_tables(TABLES)
    ana, ben = cast.couple
    request = check_in(ana)
    sent(ana, request)
    applaud(app, ben, id_of(request), said(ben))
    yield request
    database.drop_tables(TABLES)


def act(*lifetimes: Lifetime) -> int:
    """One round of the worker; returns what was due."""
    return reminders.run_due({one.name: one.run for one in lifetimes})


def pass_away(kept: Kept[Any], request: Request, clock: MovingClock, over_at: int) -> None:
    """Plan it, and let the worker come when the record has been kept long enough."""
    with transaction():
        kept.plan(request.body["space_id"], id_of(request), over_at)
    clock.to(over_at + kept.kept)
    assert act(*kept.lifetimes) == 1


def bodies(phone: Phone, request: Request) -> list[str | None]:
    """What a feed says of the check-in and of what was said on it."""
    mine = (feed.Feed.person_id == phone.person_id) & feed.Feed.record_id.startswith(id_of(request))
    return [row.body for row in feed.Feed.select().where(mine)]


class Folding:
    """A lifetime of the tests, and what it did."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self.lifetime = Lifetime(name="folding", act=self._fold)

    def _fold(self, space_id: str, key: str) -> None:
        self.done.append((space_id, key))

    def plan(self, space_id: str, key: str, at: int) -> None:
        with transaction():
            self.lifetime.plan(space_id, key, at)

    def act(self) -> list[tuple[str, str]]:
        act(self.lifetime)
        return self.done


def test_it_happens_once_when_its_time_has_come(cast: Cast, clock: MovingClock):
    ana, folding = cast.ana, Folding()
    folding.plan(ana.person_id, "one/part", clock.forward(milliseconds=0) + HOUR)
    clock.forward(milliseconds=HOUR - 1000)
    assert folding.act() == []
    clock.forward(milliseconds=1000)
    assert folding.act() == [(ana.person_id, "one/part")]
    assert folding.act() == [(ana.person_id, "one/part")]


def test_a_later_time_takes_the_place_of_an_earlier_one(cast: Cast, clock: MovingClock):
    ana, folding = cast.ana, Folding()
    now = clock.forward(milliseconds=0)
    folding.plan(ana.person_id, "one", now + HOUR)
    folding.plan(ana.person_id, "one", now + 3 * HOUR)
    clock.forward(milliseconds=2 * HOUR)
    assert folding.act() == []
    clock.forward(milliseconds=HOUR)
    assert folding.act() == [(ana.person_id, "one")]


def test_what_is_cancelled_never_happens(cast: Cast, clock: MovingClock):
    ana, ben = cast.ana, cast.stranger
    folding, now = Folding(), clock.forward(milliseconds=0)
    for phone in (ana, ben):
        folding.plan(phone.person_id, "one", now)
    with transaction():
        folding.lifetime.cancel(ana.person_id, "one")
    assert folding.act() == [(ben.person_id, "one")]


def test_it_happens_also_to_what_two_shared_who_have_parted(cast: Cast, clock: MovingClock):
    ana, _ = cast.couple
    space_id, folding = ana.space("us"), Folding()
    folding.plan(space_id, "one", clock.forward(milliseconds=0) + HOUR)
    ana.leave()
    clock.forward(milliseconds=HOUR)
    assert folding.act() == [(space_id, "one")]


def test_while_somebody_writes_in_the_space_it_waits(
    cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
):
    ana, folding = cast.ana, Folding()
    folding.plan(ana.person_id, "one", clock.forward(milliseconds=0))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(spaces, "lock_if_free", lambda _space_id: False)
        assert folding.act() == []
    clock.forward(milliseconds=HOUR)
    assert folding.act() == [(ana.person_id, "one")]


def test_what_holds_no_space_asks_for_none(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(spaces, "lock_if_free", lambda _space_id: False)
    done: list[str] = []
    lapsing = Lifetime(name="lapsing", act=lambda _, key: done.append(key), holds_space=False)
    lapsing.run(Due(cast.ana.person_id, cast.ana.person_id, "lapsing", "one", clock.now()))
    assert done == ["one"]


def test_what_fails_has_done_nothing_and_happens_later(cast: Cast, clock: MovingClock):
    ana, then = cast.ana, Folding()
    fails = True

    def fold(space_id: str, key: str) -> None:
        then.lifetime.plan(space_id, f"{key}/next", server_now())
        if fails:
            raise ValueError

    folding = Lifetime(name="failing", act=fold)
    with transaction():
        folding.plan(ana.person_id, "one", server_now())
    act(folding)
    assert [row.key for row in Reminder.select()] == ["one"]
    fails = False
    clock.forward(milliseconds=HOUR)
    act(folding, then.lifetime)
    assert then.act() == [(ana.person_id, "one/next")]


def test_a_record_is_forgotten_with_all_that_belongs_to_it(
    cast: Cast, written: Request, clock: MovingClock
):
    ana, ben = cast.couple
    over = server_now() + DAY
    clock.to(over - HOUR)
    assert act(*KEPT.lifetimes) == 0
    pass_away(KEPT, written, clock, over)
    assert bodies(ana, written) == bodies(ben, written) == [None, None]
    for model in (CheckIn, Applause, Notice):
        assert not model.select().exists()
    assert not Edit.select().where(Edit.record_id.startswith(id_of(written))).exists()
    refused(ana, "gone", "PUT", written.path, written.body)


def test_only_the_record_of_this_space_is_forgotten(
    cast: Cast, written: Request, clock: MovingClock
):
    cleo, _ = cast.cleo, cast.dan
    same = check_in(cleo, record_id=id_of(written))
    sent(cleo, same)
    pass_away(KEPT, written, clock, server_now())
    assert [row.space_id for row in CheckIn.select()] == [cleo.couple_id]
    assert None not in bodies(cleo, same)


def test_what_it_takes_along_goes_in_the_same_transaction(written: Request, clock: MovingClock):
    along: list[tuple[str, str]] = []
    kept = replace(KEPT, along=lambda *which: along.append(which))
    pass_away(kept, written, clock, server_now())
    assert along == [(written.body["space_id"], id_of(written))]


@pytest.mark.parametrize("logged", [True, False])
def test_the_removal_log_notes_it_for_a_restore_where_it_should(
    written: Request, clock: MovingClock, logged: bool
):
    pass_away(replace(KEPT, logged=logged), written, clock, server_now())
    with transaction():
        removals.load()
    one = f"{written.body['space_id']}/{id_of(written)}"
    assert removals.is_removed(CHECK_INS.name, one) == logged


def test_where_nobody_may_count_the_tombstone_is_forgotten_too(
    cast: Cast, written: Request, clock: MovingClock
):
    ana, ben = cast.couple
    pass_away(UNCOUNTED, written, clock, server_now())
    refused(ana, "gone", "PUT", written.path, written.body)
    cursors = [feed.cursor(phone.person_id) for phone in (ana, ben)]
    clock.forward(milliseconds=8 * DAY)
    assert act(*UNCOUNTED.lifetimes) == 1
    assert not Tombstone.select().exists()
    assert bodies(ana, written) == bodies(ben, written) == []
    assert [feed.cursor(phone.person_id) for phone in (ana, ben)] == cursors
    assert not Reminder.select().exists()


def test_elsewhere_no_feed_names_what_was_said_on_it_once_it_names_no_record(
    cast: Cast, written: Request, clock: MovingClock
):
    ana, ben = cast.couple
    pass_away(KEPT, written, clock, server_now())
    clock.forward(milliseconds=(retention.TOMBSTONE_DAYS + 1) * DAY)
    while retention.sweep():
        pass
    assert bodies(ana, written) == bodies(ben, written) == []


def test_forgotten_by_hand_it_is_not_forgotten_again(written: Request, clock: MovingClock):
    space_id, record_id = written.body["space_id"], id_of(written)
    with transaction():
        KEPT.plan(space_id, record_id, server_now())
        KEPT.forget(space_id, record_id)
    assert not CheckIn.select().exists()
    clock.forward(milliseconds=31 * DAY)
    with nothing_changes():
        assert act(*KEPT.lifetimes) == 0


def test_what_is_too_many_goes_without_a_tombstone_and_without_a_number(
    cast: Cast, written: Request
):
    ana, ben = cast.couple
    newer = check_in(ana)
    sent(ana, newer)
    cursors = [feed.cursor(phone.person_id) for phone in (ana, ben)]
    with transaction():
        KEPT.plan(written.body["space_id"], id_of(written), server_now())
        KEPT.forget_beyond(CheckIn.select().order_by(CheckIn.received.desc()).offset(1))
    assert [row.id for row in CheckIn.select()] == [id_of(newer)]
    assert bodies(ana, written) == bodies(ben, written) == []
    assert [feed.cursor(phone.person_id) for phone in (ana, ben)] == cursors
    for model in (Applause, Tombstone, Reminder):
        assert not model.select().exists()


def test_of_tombstones_the_newest_are_kept(written: Request):
    space_id, old, new = written.body["space_id"], *sorted((new_id(), new_id()))
    with transaction():
        for record_id in (old, new):
            KEPT.forget(space_id, record_id)
        KEPT.forget_traces_beyond(space_id, 1)
    assert [row.record_id for row in Tombstone.select()] == [new]


def test_no_two_plans_have_one_name():
    """The worker finds by its name what to do."""
    names = [
        name
        for practice in PRACTICES
        for name in (*practice.reminders, *(one.name for one in practice.lifetimes))
    ]
    assert len(names) == len(set(names))


def server_now() -> int:
    return clock.now()
