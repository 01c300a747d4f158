"""Rules of every noun, tested with the end of a pause (the first stands) and with applause (the latest counts)."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from peewee import SqliteDatabase

from api.client.phone import Phone
from api.kernel import clock, column_values, feed, nouns, records, removals, repeats
from api.kernel.db import database, transaction
from api.kernel.errors import Problem
from api.kernel.ids import new_id
from api.kernel.nouns import Write
from api.practices.checkins.kinds import CHECK_INS
from api.practices.checkins.routes import RESOURCE
from tests.kernel.applauding import APPLAUSE, TABLES, Applause, applaud, caller_of, said
from tests.kernel.asking import check_in, refused, sent, told
from tests.kernel.everything import nothing_changes
from tests.migrating import migrated
from tests.people import Cast, came_back
from tests.practices.asks.asking import (
    sealed_ask,
    withdrawal,
)
from tests.practices.pauses.asking import end, end_body, pause
from tests.practices.racing import together


@pytest.fixture
def shared(app: Flask, cast: Cast) -> Iterator[str]:
    """The id of a check-in that ana shared with ben, in a database with a table for applause."""
    database.create_tables(TABLES)
    ana, _ = cast.couple
    request = check_in(ana)
    sent(ana, request)
    yield request.path.rpartition("/")[2]
    database.drop_tables(TABLES)


def shown_to(phone: Phone) -> list[dict[str, Any]]:
    """What of applause a feed holds; {} for what is deleted."""
    mine = (feed.Feed.person_id == phone.person_id) & (feed.Feed.kind == "applause")
    rows = feed.Feed.select().where(mine).order_by(feed.Feed.n)
    return [column_values.from_text(row.body) or {} for row in rows]


def code_of(action: Callable[[], Any]) -> str:
    """The code of the problem that it raises; it changes nothing."""
    with nothing_changes(), pytest.raises(Problem) as raised:
        action()
    return raised.value.code


def test_it_names_its_author_and_its_time(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    body = said(ben)
    begun = clock.now()
    view, status = applaud(app, ben, shared, body)
    assert status == 201
    assert begun <= clock.from_text(view["at"]) <= clock.now()
    assert view == {
        **body,
        "id": f"{shared}/{ben.person_id}",
        "author_id": ben.person_id,
        "at": view["at"],
    }
    assert shown_to(ana) == shown_to(ben) == [view]


def test_a_time_that_the_phone_tells_is_never_after_the_receipt(cast: Cast):
    ana, _ = cast.couple
    late = end(ana, pause(ana)["id"], at=clock.now() + clock.HOUR)
    assert clock.from_text(late["at"]) <= clock.now()


def test_the_same_again_changes_nothing(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple
    body = said(ben)
    first, _ = applaud(app, ben, shared, body)
    with nothing_changes():
        assert applaud(app, ben, shared, body) == (first, 200)


def test_the_first_stands_and_another_is_refused(cast: Cast):
    ana, _ = cast.couple
    path = f"/pauses/{pause(ana)['id']}/end"
    body = end_body(ana)
    assert ana.api.request("PUT", path, body).status == 201
    refused(ana, "already_ended", "PUT", path, {**body, "then": "not_today"})


def test_of_each_person_the_latest_counts(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    first = said(ben)
    applaud(app, ben, shared, first)
    latest, status = applaud(app, ben, shared, said(ben, "louder", edit=2))
    assert status == 200
    assert shown_to(ana) == shown_to(ben) == [latest]
    assert Applause.select().count() == 1
    with nothing_changes():
        assert applaud(app, ben, shared, first) == (latest, 200), "a lost answer, asked for again"


def test_what_was_said_meanwhile_on_another_phone_is_not_lost(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple
    applaud(app, ben, shared, said(ben))
    for edit in (1, 2 + records.LONGEST_JUMP):
        late = said(ben, "softly", edit=edit)
        assert code_of(lambda late=late: applaud(app, ben, shared, late)) == "stale_edit"


def test_only_whom_it_is_for_says_it(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    assert code_of(lambda: applaud(app, ana, shared, said(ana))) == "not_found"
    path = f"/pauses/{pause(ana)['id']}/end"
    refused(ben, "not_found", "PUT", path, end_body(ben))
    for other in (cast.stranger, cast.cleo):
        body = {**end_body(other), "space_id": ana.couple_id}
        refused(other, "not_found", "PUT", path, body)


def test_it_hangs_on_a_record_that_is_there(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    assert code_of(lambda: applaud(app, ben, new_id(), said(ben))) == "not_found"
    ana.delete("check_ins", shared)
    assert code_of(lambda: applaud(app, ben, shared, said(ben))) == "gone"


def test_what_may_come_before_its_record_is_seen_by_its_author_alone(cast: Cast):
    ana, ben = cast.couple
    request = sealed_ask(ana)
    ask_id = request.path.rpartition("/")[2]
    for phone in (ben, ana):
        early = withdrawal(phone, ask_id)
        assert sent(phone, early).status == 201
        with nothing_changes():
            assert sent(phone, early).status == 200
        assert {(one.kind, one.view["author_id"]) for one in phone.changes()} >= {
            ("ask_withdrawals", phone.person_id)
        }
        refused(phone, "not_found", "PUT", early.path, {"space_id": cast.stranger.person_id})
    assert told(sent(ana, request)) == "already_ended"
    assert not [one for one in ben.changes() if one.view["author_id"] == ana.person_id]


def test_words_are_sealed_by_their_author_under_the_key_in_force(
    app: Flask, cast: Cast, shared: str
):
    ana, ben = cast.couple
    assert code_of(lambda: applaud(app, ben, shared, said(ben, sealed_by=ana.person_id))) == (
        "invalid"
    )
    old = said(ben)["words"] | {"k": new_id()}
    assert code_of(lambda: applaud(app, ben, shared, said(ben, words=old))) == "old_key"


def test_a_newcomer_says_and_edits_only_its_own(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple
    applaud(app, ben, shared, said(ben))
    back = dataclasses.replace(caller_of(came_back(cast, ben)), newcomer=True)
    body = said(ben, "not at all", edit=2)
    with app.test_request_context("/", method="PUT", json=body):
        assert code_of(lambda: nouns.say(APPLAUSE, shared, body, back)) == "too_soon"


def test_check_refuses_before_anything_is_written(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple

    def check(write: Write[Any, Applause]) -> None:
        assert write.record.id == shared
        assert write.before is None
        raise Problem("resting")

    assert code_of(lambda: applaud(app, ben, shared, said(ben), check=check)) == "resting"


def test_after_runs_in_the_same_transaction(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple

    def after(write: Write[Any, Applause]) -> None:
        assert nouns.find(APPLAUSE, write.row.space_id, shared, ben.person_id) is not None
        raise Problem("failed")

    assert code_of(lambda: applaud(app, ben, shared, said(ben), after=after)) == "failed"


def test_only_its_readers_get_it(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    applaud(app, ben, shared, said(ben), readers=lambda _write: [ben.person_id])
    assert (len(shown_to(ben)), shown_to(ana)) == (1, [])


def test_it_goes_with_its_record_and_does_not_come_back(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    applaud(app, ben, shared, said(ben))
    with transaction():
        records.note_removal(CHECK_INS, ana.couple_id or "", shared)
        removals.load()
        dataclasses.replace(RESOURCE, nouns=(APPLAUSE,)).delete_again()
    assert (Applause.select().count(), shown_to(ana), shown_to(ben)) == (0, [{}], [{}])
    assert repeats.Edit.select().where(repeats.Edit.kind == "applause").count() == 0
    assert code_of(lambda: applaud(app, ben, shared, said(ben))) == "gone"


def test_it_can_be_forgotten_without_a_number(app: Flask, cast: Cast, shared: str):
    ana, ben = cast.couple
    applaud(app, ben, shared, said(ben))
    before = [feed.cursor(phone.person_id) for phone in (ana, ben)]
    with transaction():
        nouns.forget(APPLAUSE, ana.couple_id or "", shared)
    assert (shown_to(ana), shown_to(ben)) == ([], [])
    assert [feed.cursor(phone.person_id) for phone in (ana, ben)] == before


def test_who_is_erased_leaves_no_digest(app: Flask, cast: Cast, shared: str):
    _, ben = cast.couple
    applaud(app, ben, shared, said(ben))
    ben.erase()
    assert repeats.Edit.select().where(repeats.Edit.kind == "applause").count() == 0


def test_of_two_at_once_one_stands(cast: Cast):
    ana, _ = cast.couple
    second = cast.unused()
    ana.pair(second)
    path = f"/pauses/{pause(ana)['id']}/end"
    answers = together(
        lambda: ana.api.request("PUT", path, end_body(ana)).status,
        lambda: second.api.request("PUT", path, end_body(ana, "not_today")).status,
    )
    assert sorted(answers) == [201, 409]


def test_ends_from_before_the_update_are_still_recognised(tmp_path: Path):
    migrated_to = migrated(tmp_path, "0027", _ended_pause)
    kept = migrated_to.execute_sql("SELECT space_id, kind, record_id, edit, digest FROM edit")
    assert kept.fetchall() == [("us", "pause_ends", "pause", 1, "abc")]
    migrated_to.close()


def _ended_pause(old: SqliteDatabase) -> None:
    old.execute_sql(
        "INSERT INTO space (id, epoch_id, epoch_number, leavings, key_due)"
        " VALUES ('us', 'epoch', 1, 0, 0)"
    )
    old.execute_sql(
        'INSERT INTO pause_end (space_id, id, author_id, "then", at, digest)'
        " VALUES ('us', 'pause', 'ana', 'back', 1, 'abc')"
    )
