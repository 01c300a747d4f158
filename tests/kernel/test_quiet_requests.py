"""What every quiet request promises, tested with favours; see `test_quiet_request_races.py` for races."""

import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.records import Request
from api.kernel import clock as server_clock
from api.kernel import reminders, silence
from api.kernel.clock import DAY, HOUR, SECOND, from_text
from api.kernel.db import database, transaction
from api.kernel.ids import new_id
from api.kernel.push.models import Notice
from api.kernel.quiet_requests import withdrawing
from tests.kernel.everything import Rows, everything, nothing_changes
from tests.kernel.favours import (
    FAVOURS,
    TABLES,
    Favour,
    FavourAnswer,
    FavourWithdrawal,
    answer,
    code,
    favour,
    id_of,
    seen,
    send,
    withdrawal,
    work,
)
from tests.moving_clock import Watch
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, turn_on

ANSWERS = ("yes", "later", "not_now", "rest")


class Two:
    """Ana, who asks, and ben, with the server's clock in hand."""

    def __init__(self, app: Flask, couple: tuple[Phone, Phone], watch: Watch) -> None:
        self._app, self.watch = app, watch
        self.ana, self.ben = couple

    def ask(self, seconds: int = 3600, **how: Any) -> str:
        """Ana asks; the id."""
        return self.send(self.ana, favour(self.ana, seconds, **how))["id"]

    def say(self, favour_id: str, said: str, seconds: int = 3600) -> str:
        """Ben answers; the id."""
        return self.send(self.ben, answer(self.ben, favour_id, said, seconds))["id"]

    def send(self, phone: Phone, request: Request) -> dict[str, Any]:
        return send(self._app, phone, request)

    def code(self, phone: Phone, request: Request) -> str:
        """Why it is refused; then nothing changes."""
        with nothing_changes():
            return code(self._app, phone, request)

    def again(self, size: str = "small") -> str:
        """Why ana may not ask for the same now."""
        return self.code(self.ana, favour(self.ana, size=size))

    def forward(self, milliseconds: int) -> None:
        self.watch.at += milliseconds


@pytest.fixture
def two(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 10)
    couple, watch = cast.couple, Watch(server_clock.now())
    monkeypatch.setattr(server_clock, "time", watch)
    database.create_tables(TABLES)
    yield Two(app, couple, watch)
    database.drop_tables(TABLES)


def views(phone: Phone, kind: str) -> dict[str, Any]:
    """Those of one kind that a phone sees, by id."""
    return {one: view for (name, one), view in seen(phone).items() if name == kind}


def but_of(person_id: str, rows: Rows) -> Rows:
    """What is stored, except in what is only this person's: feed, counter, answers and digests of requests."""
    own = ("favour_answer", "edit")
    return {
        table: [row for row in found if table not in own and person_id not in row[:1]]
        for table, found in rows.items()
    }


def test_its_kinds_are_named_by_the_practices_word_for_it():
    assert [(kind.name, kind.title, kind.path) for kind in FAVOURS.kinds] == [
        ("favours", "Favour", "/favours/<id7:favour_id>"),
        ("favour_answers", "FavourAnswer", "/favours/<id7:favour_id>/answers/<id7:answer_id>"),
        ("favour_withdrawals", "FavourWithdrawal", "/favours/<id7:favour_id>/withdrawal"),
        (
            "favour_answer_withdrawals",
            "FavourAnswerWithdrawal",
            "/favours/<id7:favour_id>/answers/<id7:answer_id>/withdrawal",
        ),
    ]
    assert FAVOURS.requests.described()["signals"] == ["duration_seconds", "size", "started_at"]
    assert "favour_id" in FAVOURS.answers.view.fields


def test_both_see_what_is_asked_and_what_is_said_aloud(two: Two):
    asked = two.ask()
    said = two.say(asked, "yes")
    assert seen(two.ana) == seen(two.ben)
    assert views(two.ana, "favours")[asked]["size"] == "small"
    assert views(two.ana, "favour_answers")[said]["favour_id"] == asked


def test_a_rest_changes_nothing_but_what_is_its_authors(two: Two):
    asked = two.ask()
    before, shown = everything(), seen(two.ana)
    said = two.say(asked, "rest")
    assert but_of(two.ben.person_id, everything()) == but_of(two.ben.person_id, before)
    assert seen(two.ana) == shown
    assert said in views(two.ben, "favour_answers")
    two.send(two.ben, withdrawal(two.ben, said))
    assert seen(two.ana) == shown


@pytest.mark.parametrize("let_rest", [True, False])
def test_a_rest_is_followed_by_what_follows_silence(two: Two, let_rest: bool):
    asked = two.ask(3600)
    if let_rest:
        two.say(asked, "rest")
    ends_at = two.watch.at + HOUR
    assert two.again() == "open_ask"
    two.forward(HOUR - SECOND)
    assert two.again() == "open_ask"
    two.forward(SECOND)
    assert two.again() == "resting"
    shown = views(two.ana, "favours")[asked]
    assert (from_text(shown["ends_at"]), from_text(shown["again_at"])) == (
        ends_at,
        ends_at + 12 * HOUR,
    )
    two.forward(12 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_rest_may_still_become_something_else(two: Two):
    asked = two.ask()
    two.say(asked, "rest")
    said = two.say(asked, "yes")
    assert said in views(two.ana, "favour_answers")


def test_a_yes_has_an_end_and_needs_no_rest(two: Two):
    asked = two.ask(60)
    two.say(asked, "yes", 2 * 3600)
    assert from_text(views(two.ana, "favours")[asked]["ends_at"]) == two.watch.at + 2 * HOUR
    two.forward(2 * HOUR - SECOND)
    assert two.again() == "open_ask"
    two.forward(SECOND)
    two.ask()


def test_a_yes_that_is_over_when_it_arrives_is_refused(two: Two):
    asked = two.ask(3 * 3600)
    late = answer(two.ben, asked, "yes", 3600)
    two.forward(HOUR)
    assert two.code(two.ben, late) == "already_ended"


def test_a_later_says_when_to_ask_again(two: Two):
    two.say(two.ask(), "later", 2 * 3600)
    two.forward(2 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_later_that_is_withdrawn_leaves_the_usual_rest(two: Two):
    said = two.say(two.ask(), "later", 3600)
    two.send(two.ben, withdrawal(two.ben, said))
    two.forward(12 * HOUR - SECOND)
    assert two.again() == "resting"
    two.forward(SECOND)
    two.ask()


def test_a_later_is_at_most_two_weeks_ahead(two: Two):
    asked = two.ask()
    assert two.code(two.ben, answer(two.ben, asked, "later", 14 * 24 * 3600 + 1)) == "invalid"
    two.say(asked, "later", 14 * 24 * 3600)


def test_what_is_not_alike_may_be_asked_meanwhile(two: Two):
    two.ask(size="small")
    two.ask(size="large")
    assert two.again("large") == "open_ask"
    two.send(two.ben, favour(two.ben, size="small"))


@pytest.mark.parametrize("said", ANSWERS)
def test_a_withdrawal_of_what_was_asked_wins(two: Two, said: str):
    asked = two.ask()
    two.send(two.ana, withdrawal(two.ana, asked))
    assert two.code(two.ben, answer(two.ben, asked, said)) == "already_ended"
    assert two.again() == "resting"


def test_either_takes_a_yes_back_and_nothing_of_it_stays(two: Two):
    for taker in (two.ana, two.ben):
        asked = two.ask()
        said = two.say(asked, "yes")
        two.send(taker, withdrawal(taker, asked if taker is two.ana else said))
        assert not FavourAnswer.select().exists()
        assert views(two.ana, "favour_answers") == views(two.ben, "favour_answers") == {}
        assert two.again() == "resting"
        two.forward(12 * HOUR)


@pytest.mark.parametrize("said", ANSWERS)
def test_a_withdrawal_may_come_first(two: Two, said: str):
    asked = two.ask()
    late = answer(two.ben, asked, said)
    shown = seen(two.ana)
    two.send(two.ben, withdrawal(two.ben, id_of(late)))
    assert two.code(two.ben, late) == "already_ended"
    assert seen(two.ana) == shown


def test_what_was_withdrawn_before_it_came_is_refused(two: Two):
    request = favour(two.ana)
    two.send(two.ana, withdrawal(two.ana, id_of(request)))
    assert two.code(two.ana, request) == "already_ended"
    assert seen(two.ben) == {}


def test_who_has_a_pause_is_not_asked(two: Two):
    with transaction():
        silence.silence(two.ben.person_id, two.watch.at + HOUR)
    assert two.again() == "paused"
    two.send(two.ben, favour(two.ben))


@pytest.mark.parametrize("asker", [True, False])
def test_no_yes_begins_while_either_has_a_pause(two: Two, asker: bool):
    asked = two.ask()
    paused = two.ana if asker else two.ben
    with transaction():
        silence.silence(paused.person_id, two.watch.at + HOUR)
    assert two.code(two.ben, answer(two.ben, asked, "yes")) == "paused"
    two.say(asked, "rest")
    two.say(asked, "not_now")


def test_a_repeat_changes_nothing(two: Two):
    asking = favour(two.ana)
    asked = two.send(two.ana, asking)["id"]
    answering = answer(two.ben, asked, "yes")
    two.send(two.ben, answering)
    assert two.code(two.ana, asking) == two.code(two.ben, answering) == ""
    back = withdrawal(two.ben, id_of(answering))
    two.send(two.ben, back)
    assert two.code(two.ben, back) == ""


def test_only_the_two_have_part_in_it_and_each_in_their_own(two: Two, cast: Cast):
    asked = two.ask()
    said = two.say(asked, "yes")
    assert two.code(two.ana, answer(two.ana, asked, "yes")) == "not_found"
    assert two.code(two.ana, withdrawal(two.ana, said)) == "not_found"
    assert two.code(two.ben, withdrawal(two.ben, asked)) == "not_found"
    stranger = cast.stranger
    for request in (answer(two.ben, asked, "rest"), withdrawal(two.ana, asked)):
        assert two.code(stranger, request) == "not_found"


def test_it_is_only_between_two(two: Two):
    alone = favour(two.ana, space_id=two.ana.person_id)
    assert two.code(two.ana, alone) == "old_key"
    back = Request("favours", f"/favours/{new_id()}/withdrawal", {"space_id": two.ana.person_id})
    assert two.code(two.ana, back) == "invalid"


def test_a_day_after_its_end_it_is_forgotten_and_eight_days_later_its_trace(two: Two):
    asked, other = two.ask(), two.ask(size="large")
    two.say(asked, "rest")
    two.send(two.ana, withdrawal(two.ana, other))
    two.forward(25 * HOUR - SECOND)
    work()
    assert Favour.select().count() == 1
    two.forward(SECOND)
    work()
    for model in (Favour, FavourAnswer, FavourWithdrawal):
        assert not model.select().exists()
    assert two.code(two.ben, answer(two.ben, asked, "rest")) == "gone"
    two.forward(8 * DAY)
    work()
    rows = [row for found in everything().values() for row in found]
    assert not [row for row in rows if asked in repr(row) or other in repr(row)]


def test_a_restore_and_a_new_account_in_a_seat_leave_no_yes(two: Two):
    for forget in (FAVOURS.forget_all, lambda: FAVOURS.drop(two.ana.space("us"), "", "")):
        said = two.say(two.ask(), "yes")
        with transaction():
            forget()
        assert not FavourAnswer.select().exists()
        assert two.code(two.ben, withdrawal(two.ben, said)) == "gone"


def test_what_is_never_refused_stays_few(two: Two, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(withdrawing, "MOST", 3)
    asked = two.ask()
    for _ in range(5):
        two.say(asked, "rest")
        two.send(two.ben, withdrawal(two.ben, f"{asked}/{new_id()}"))
        two.send(two.ana, withdrawal(two.ana, new_id()))
        two.forward(SECOND)
    assert FavourAnswer.select().count() == 3
    assert FavourWithdrawal.select().count() == 6


def test_each_is_told_what_concerns_them(two: Two, service: PushService):
    for phone in (two.ana, two.ben):
        turn_on(phone, service)
        choose(phone)
    asked = two.ask()
    assert _waiting(two.ben) == [("ask", "favours", asked)]
    said = two.say(asked, "yes")
    assert _waiting(two.ana) == [("ask_answer", "favour_answers", said)]
    assert _waiting(two.ben) == []
    with transaction():
        Notice.delete().execute()  # the phone was told
    two.send(two.ben, withdrawal(two.ben, said))
    assert _waiting(two.ana) == [("ask_end", "favour_withdrawals", asked)]


def test_plans_come_before_notices_and_notices_before_feeds(
    two: Two, service: PushService, caplog: pytest.LogCaptureFixture
):
    """The worker takes locks in this order too, so neither waits for the other."""
    for phone in (two.ana, two.ben):
        turn_on(phone, service)
        choose(phone)
    small, large = favour(two.ana), favour(two.ana, size="large")
    to_small, to_large = (answer(two.ben, id_of(one), "yes") for one in (small, large))
    steps = [
        (two.ana, small),
        (two.ben, to_small),
        (two.ben, withdrawal(two.ben, id_of(to_small))),
        (two.ana, large),
        (two.ben, to_large),
        (two.ana, withdrawal(two.ana, id_of(large))),
    ]
    order = {"reminder": 0, "notice": 1, "reader": 2, "feed": 2}
    for phone, request in steps:
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "peewee"):
            two.send(phone, request)
        written = [_WRITE.match(str(record.msg[0])) for record in caplog.records]
        found = [order[one[1]] for one in written if one and one[1] in order]
        assert {0, 2} <= set(found)
        assert found == sorted(found)


_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def _waiting(phone: Phone) -> list[tuple[str, str, str]]:
    """The notices that wait for a person: their kinds, and what they are about."""
    rows = Notice.select().where(Notice.person_id == phone.person_id)
    return [(row.kind, row.record_kind, row.record_id) for row in rows]
