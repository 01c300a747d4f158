"""Somebody who loads the server by fetching a calendar again and again."""

from unittest.mock import patch

import pytest
from flask import Flask

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel.ids import new_id
from api.practices.rituals import calendar_feed, rules
from tests.kernel.asking import sent, told
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.rituals.planning import DAILY, propose, sealed_ritual

HOUR = server_clock.HOUR


@pytest.fixture
def address(cast: Cast) -> str:
    """The address of a calendar of ana, who is alone."""
    propose(cast.ana, recurrence=DAILY)
    return link(cast.ana)


def link(phone: Phone) -> str:
    url: str = phone.api.call("PUT", f"/calendar-links/{new_id()}", {})["url"]
    return url.removeprefix("http://localhost")


def test_a_calendar_that_has_not_changed_is_made_once(app: Flask, address: str):
    with patch.object(calendar_feed, "Calendar", wraps=calendar_feed.Calendar) as made:
        bodies = {app.test_client().get(address).data for _ in range(40)}
    assert (made.call_count, len(bodies)) == (1, 1)


def test_one_that_changes_all_the_time_is_made_so_often_an_hour(
    app: Flask, cast: Cast, address: str, clock: MovingClock
):
    statuses: list[int] = []
    for _ in range(35):
        propose(cast.ana, recurrence=DAILY)
        statuses.append(app.test_client().get(address).status_code)
    assert statuses == [200] * 30 + [429] * 5
    other = link(cast.stranger)
    assert app.test_client().get(other).status_code == 200
    refused = app.test_client().get(address)
    assert 0 < int(refused.headers["Retry-After"]) <= HOUR // 1000


def test_rituals_that_one_author_has_going_are_bounded(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST", 3)
    ana, ben = cast.couple
    proposals = [sealed_ritual(ana) for _ in range(4)]
    assert [told(sent(ana, one)) for one in proposals] == ["", "", "", "full"]
    assert told(sent(ben, sealed_ritual(ben))) == ""
    ended = proposals[0].path
    ben.api.call("PUT", f"{ended}/end", {"space_id": ana.couple_id})
    assert told(sent(ana, proposals[3])) == ""
