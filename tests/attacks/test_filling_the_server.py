"""Somebody who writes without end, to fill the server or the partner's phone or to block their writes."""

from typing import Any

import pytest

from api.client.transport import ApiProblem
from api.kernel import clock as server_clock
from api.kernel import feed, quotas, repeats, retention, tombstones
from api.kernel.db import Model
from api.kernel.feed import pages
from api.kernel.identity import handovers
from api.kernel.identity.models import Session
from api.kernel.ids import new_id
from api.practices.asks.models import AskAnswer, AskWithdrawal
from api.practices.pauses import actions as pauses
from api.practices.pauses.models import Pause, PauseEnd
from tests.kernel.asking import check_in, refused, sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.asks.asking import (
    ask,
    say,
    sealed_answer,
    sealed_ask,
    withdraw,
    withdrawal,
)
from tests.practices.pauses.asking import end, pause
from tests.practices.rituals.planning import FRIDAY, propose

MINUTE, DAY = server_clock.MINUTE, server_clock.DAY
MANY = 60


@pytest.fixture
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day has room for three writes."""
    monkeypatch.setattr(quotas, "DAY_WRITES", 3)


def count(model: type[Model]) -> int:
    return model.select().count()


@pytest.mark.usefixtures("little_room")
def test_a_day_is_full_for_who_filled_it_and_for_nobody_else(cast: Cast, clock: MovingClock):
    ana, ben = cast.couple
    requests = [check_in(ana) for _ in range(4)]
    assert [told(sent(ana, one)) for one in requests] == ["", "", "", "full_today"]
    refused(ana, "full_today", "PUT", requests[3].path, requests[3].body)
    assert told(sent(ana, requests[0])) == ""  # a repeat does not count
    assert told(sent(ana, check_in(ana, "me"))) == ""  # each space is counted by itself
    assert told(sent(ben, check_in(ben))) == ""  # and so is each author
    clock.forward(milliseconds=DAY)
    assert told(sent(ana, requests[3])) == ""


def test_a_day_is_full_by_its_bytes_and_by_edits_too(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(quotas, "DAY_BYTES", 80_000)
    ana, _ = cast.couple
    note = "x" * 30_000
    one = new_id()
    edits = [check_in(ana, record_id=one, edit=edit, mood=3, note=note) for edit in (1, 2)]
    assert [told(sent(ana, request)) for request in edits] == ["", "full_today"]
    assert told(sent(ana, check_in(ana))) == ""


@pytest.mark.parametrize(("limit", "most"), [("RECORDS", 2), ("BYTES", 1500)])
def test_a_full_space_has_room_again_once_something_is_deleted(
    cast: Cast, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
):
    monkeypatch.setattr(quotas, limit, most)
    ana, ben = cast.couple
    written: list[str] = []
    for _ in range(4):
        request = check_in(ana)
        if told(sent(ana, request)) == "full":
            break
        written.append(request.path)
    assert 1 <= len(written) <= 2
    assert told(sent(ben, check_in(ben))) == ""
    for path in written:
        ana.api.call("DELETE", path)
    clock.forward(milliseconds=61 * MINUTE)
    assert told(sent(ana, check_in(ana))) == ""


@pytest.mark.usefixtures("little_room")
def test_what_protects_is_never_refused_for_want_of_room(cast: Cast):
    ana, ben = cast.couple
    asked, other = ask(ben), ask(ben, "money")
    said = say(ana, asked["id"], "yes")
    while told(sent(ana, check_in(ana))) == "":
        pass
    say(ana, other["id"], "not_now")
    withdraw(ana, said["id"])
    begun = pause(ana)
    end(ana, begun["id"])
    ana.delete("pauses", pause(ana)["id"])
    ana.leave()
    ana.erase()


@pytest.mark.usefixtures("little_room")
def test_what_one_says_to_others_things_takes_room(cast: Cast):
    ana, ben = cast.couple
    ritual = propose(ben)
    ana.api.call(
        "PUT", f"/rituals/{ritual['id']}/acceptance", {"space_id": ana.couple_id, "edit": 1}
    )
    body: dict[str, Any] = {"space_id": ana.couple_id, "answer": "snooze"}
    path = f"/rituals/{ritual['id']}/occurrences/{FRIDAY}/answers"
    answers = [ana.api.request("PUT", f"{path}/{new_id()}", body) for _ in range(4)]
    assert [told(answer) for answer in answers] == ["", "", "", "full_today"]
    asked = ask(ben)
    assert told(sent(ana, sealed_answer(ana, asked["id"], "yes"))) == "full_today"
    assert told(sent(ana, sealed_answer(ana, asked["id"], "rest"))) == ""


def test_withdrawals_of_asks_that_never_were_stay_few(cast: Cast):
    ana, ben = cast.couple
    asked = ask(ben)
    for _ in range(MANY):
        assert sent(ana, withdrawal(ana, new_id())).status == 201
        assert sent(ana, withdrawal(ana, f"{asked['id']}/{new_id()}")).status == 201
    assert count(AskWithdrawal) == 100
    assert feed.Feed.select().where(feed.Feed.kind == "ask_withdrawals").count() == 50
    say(ana, asked["id"], "yes")


def test_one_ask_let_rest_again_and_again_stays_small(cast: Cast):
    ana, ben = cast.couple
    asked, other = ask(ben), ask(ben, "money")
    first = say(ana, other["id"], "rest")
    last = [say(ana, asked["id"], "rest") for _ in range(MANY)][-1]
    mine = feed.Feed.select().where(feed.Feed.kind == "ask_answers")
    edits = repeats.Edit.select().where(repeats.Edit.kind == "ask_answers")
    assert count(AskAnswer) == mine.count() == edits.count() == 51
    for kept in (first, last):
        assert told(ana.api.request("GET", "/asks/" + kept["id"].replace("/", "/answers/"))) == ""
    say(ana, asked["id"], "yes")


def test_pauses_without_end_stay_few(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pauses, "MOST", 5)
    ana, ben = cast.couple
    for _ in range(8):
        end(ana, pause(ana)["id"])
        ana.delete("pauses", pause(ana)["id"])
    assert max(count(Pause), count(PauseEnd), count(tombstones.Tombstone)) <= 5
    for person in (ana, ben):
        mine = feed.Feed.person_id == person.person_id
        assert feed.Feed.select().where(mine & (feed.Feed.kind == "pauses")).count() <= 10
    longest = pause(ana, 3 * 3600)
    for _ in range(8):
        pause(ana, 600)
    assert longest["id"] in [row.id for row in Pause.select()]
    assert told(sent(ana, check_in(ana))) == ""
    assert told(sent(ben, sealed_ask(ben))) == "paused"


def test_the_edits_of_one_record_leave_few_traces(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(repeats, "_EDITS_REMEMBERED", 3)
    one = new_id()
    requests = [check_in(cast.ana, "me", one, edit, mood=3) for edit in range(1, 8)]
    for request in requests:
        assert told(sent(cast.ana, request)) == ""
    assert count(repeats.Edit) == 3
    assert (
        told(sent(cast.ana, requests[-1])) == ""
    )  # the answer was lost, so the request is repeated
    assert told(sent(cast.ana, requests[0])) == "stale_edit"


def test_a_taking_repeated_without_end_leaves_few_sessions(cast: Cast):
    newer = cast.unused()
    caught: list[tuple[str, str, Any]] = []
    request = newer.api.request

    def keep(method: str, path: str, body: Any = None) -> Any:
        caught.append((method, path, body))
        return request(method, path, body)

    newer.api.request = keep
    newer.take(cast.ana.offer("device"))
    method, path, body = next(one for one in caught if one[1].endswith("/taking"))
    before = count(Session)
    for _ in range(MANY):
        assert cast.unused().api.request(method, path, body).status == 200
    assert count(Session) <= before + 4


def test_calendar_links_are_few(cast: Cast):
    ana, _ = cast.couple
    answers = [ana.api.request("PUT", f"/calendar-links/{new_id()}", {}) for _ in range(11)]
    assert [told(answer) for answer in answers] == [""] * 10 + ["full"]


def test_a_page_of_changes_is_bounded_in_bytes(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "PAGE_BYTES", 100_000)
    ana, ben = cast.couple
    note = "x" * 30_000
    ids = {new_id() for _ in range(9)}
    for one in ids:
        assert told(sent(ana, check_in(ana, "us", one, mood=3, note=note))) == ""
    page = ben.api.call("GET", "/changes?limit=500")
    assert page["more"]
    assert 1 <= len(page["records"]["check_ins"]) <= 2
    assert {record.id for record in ben.changes() if record.kind == "check_ins"} == ids


def test_one_view_longer_than_a_page_still_comes(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "PAGE_BYTES", 100)
    ana, ben = cast.couple
    for _ in range(3):
        sent(ana, check_in(ana))
    assert len([record for record in ben.changes() if record.kind == "check_ins"]) == 3


def test_codes_that_are_taken_and_never_confirmed_stay_few(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, clock: MovingClock
):
    monkeypatch.setattr(handovers, "MOST", 3)
    ana, stranger = cast.ana, cast.stranger
    for _ in range(3):
        stranger.take(ana.offer())
    with pytest.raises(ApiProblem, match="often_today"):
        ana.offer()
    clock.forward(milliseconds=3 * DAY)
    while retention.sweep():
        pass
    stranger.take(ana.offer())
