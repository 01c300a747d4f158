"""Calendar feeds: neutral, stable, right about moves and zones, and dead when they should be."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar, Event

from api.client.phone import Phone
from api.kernel.clock import DAY, from_text
from api.kernel.ids import new_id, new_token
from api.practices.rituals.models import CalendarLink
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.refusing import not_found, refused
from tests.practices.rituals.planning import DAILY, NEXT_FRIDAY, agreed, change, end, propose

Fetch = Callable[[str], Any]


@pytest.fixture
def fetch(app: Flask) -> Fetch:
    """What a calendar app gets at an address: no session, no headers of ours."""

    def get(url: str) -> Any:
        return app.test_client().get(url.removeprefix("http://localhost"))

    return get


def link(phone: Phone) -> str:
    """The address of a new feed."""
    return phone.api.call("PUT", f"/calendar-links/{new_id()}", {})["url"]


def times(response: Any) -> list[Event]:
    """Every time in a feed, soonest first."""
    assert response.status_code == 200
    return sorted(Calendar.from_ical(response.text).events, key=begin)


def begin(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start


def events(response: Any) -> dict[str, datetime]:
    """Starts by UID, soonest first."""
    return {str(event.uid): begin(event) for event in times(response)}


def starts(response: Any) -> list[datetime]:
    return list(events(response).values())


def test_a_feed_has_the_next_twelve_months(couple: tuple[Phone, Phone], fetch: Fetch):
    agreed(*couple)
    response = fetch(link(couple[0]))
    assert response.mimetype == "text/calendar"
    assert response.headers["Cache-Control"] == "no-store"
    found = starts(response)
    assert found[0] == datetime(2040, 3, 2, 18, tzinfo=UTC)
    assert found[4] == datetime(2040, 3, 30, 17, tzinfo=UTC)
    assert len(found) == 53
    assert times(response)[0].duration == timedelta(hours=2)


def test_nothing_in_it_says_what_it_is(couple: tuple[Phone, Phone], fetch: Fetch):
    ana, ben = couple
    ritual_id = agreed(ana, ben, kind="candlelight_dinner", title="Canary")
    response = fetch(link(ana))
    assert {event.summary for event in times(response)} == {"Reminder"}
    for telling in (
        "candlelight",
        "Canary",
        ritual_id,
        ana.person_id,
        ana.couple_id or "",
        "Berlin",
    ):
        assert telling not in response.text


def test_uids_stay_and_differ_between_feeds(
    couple: tuple[Phone, Phone], fetch: Fetch, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    mine, theirs = link(ana), link(ben)
    before = events(fetch(mine))
    change(ben, ritual_id, "moved", moved_to="2040-03-03T20:00")
    clock.forward(milliseconds=DAY)
    after = events(fetch(mine))
    first = next(iter(before))
    assert after[first] == datetime(2040, 3, 3, 19, tzinfo=UTC)
    assert set(before) <= set(after)
    assert not set(after) & set(events(fetch(theirs)))


def test_skipped_ones_are_missing_and_kept_ones_stay(couple: tuple[Phone, Phone], fetch: Fetch):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    change(ana, ritual_id, "kept")
    change(ana, ritual_id, "skipped", NEXT_FRIDAY)
    found = starts(fetch(link(ana)))
    assert found[:2] == [
        datetime(2040, 3, 2, 18, tzinfo=UTC),
        datetime(2040, 3, 16, 18, tzinfo=UTC),
    ]


def test_only_what_both_accepted_and_nobody_ended(couple: tuple[Phone, Phone], fetch: Fetch):
    ana, ben = couple
    address = link(ana)
    ritual_id = propose(ana)["id"]
    assert starts(fetch(address)) == []
    ritual_id = agreed(ana, ben)
    assert starts(fetch(address))
    end(ben, ritual_id)
    assert starts(fetch(address)) == []


def test_the_last_month_stays(couple: tuple[Phone, Phone], fetch: Fetch, clock: MovingClock):
    agreed(*couple, recurrence=DAILY)
    clock.to(from_text("2040-06-01T12:00:00.000Z"))
    assert starts(fetch(link(couple[0])))[0] == datetime(2040, 5, 1, 17, tzinfo=UTC)


def test_alone_it_shows_ones_own_and_as_a_couple_only_what_is_for_both(
    noon: int, cast: Cast, fetch: Fetch
):
    ana, ben = cast.ana, cast.started()
    propose(ana, recurrence=DAILY)
    own = link(ana)
    assert len(starts(fetch(own))) > 300
    ana.pair(ben)
    assert starts(fetch(link(ana))) == []
    assert starts(fetch(link(ben))) == []
    assert len(starts(fetch(own))) > 300


def test_the_address_is_shown_once_and_kept_as_a_hash(couple: tuple[Phone, Phone]):
    ana = couple[0]
    link_id = new_id()
    path = f"/calendar-links/{link_id}"
    first = ana.api.request("PUT", path, {})
    again = ana.api.request("PUT", path, {})
    assert (first.status, again.status) == (201, 200)
    assert first.json["url"].startswith("http://localhost/api/v1/calendar/")
    assert again.json == {**first.json, "url": None}
    token = first.json["url"].rpartition("/")[2].removesuffix(".ics")
    [row] = CalendarLink.select()
    assert token not in (row.id, row.token_hash)
    listed = ana.api.call("GET", "/calendar-links")
    assert listed == {"links": [{"id": link_id, "added_day": "2040-03-01"}]}


def test_links_are_ones_own(couple: tuple[Phone, Phone], cast: Cast):
    ana, ben = couple
    link_id = new_id()
    ana.api.call("PUT", f"/calendar-links/{link_id}", {})
    nothing = not_found(ben, "DELETE", f"/calendar-links/{new_id()}")
    for phone in (ben, cast.stranger):
        assert phone.api.call("GET", "/calendar-links") == {"links": []}
        assert not_found(phone, "DELETE", f"/calendar-links/{link_id}") == nothing
    assert ben.api.request("PUT", f"/calendar-links/{link_id}", {}).status == 201


def test_a_revoked_address_is_dead(couple: tuple[Phone, Phone], fetch: Fetch):
    ana = couple[0]
    link_id = new_id()
    path = f"/calendar-links/{link_id}"
    address = ana.api.call("PUT", path, {})["url"]
    assert fetch(address).status_code == 200
    for _ in range(2):
        assert ana.api.request("DELETE", path).status == 204
    gone, never = fetch(address), fetch(f"/api/v1/calendar/{new_token()}.ics")
    assert (gone.status_code, gone.json) == (404, never.json)
    refused(ana, path, {}, "gone")
    assert ana.api.call("GET", "/calendar-links") == {"links": []}


def test_parting_kills_the_addresses_of_both(couple: tuple[Phone, Phone], fetch: Fetch):
    ana, ben = couple
    agreed(ana, ben)
    addresses = [link(ana), link(ben)]
    ben.leave()
    assert [fetch(address).status_code for address in addresses] == [404, 404]
    for phone in couple:
        assert phone.api.call("GET", "/calendar-links") == {"links": []}
    ana.refresh()
    ben.refresh()
    ana.pair(ben)
    assert [fetch(address).status_code for address in addresses] == [404, 404]


def test_an_unfinished_address_is_nothing(couple: tuple[Phone, Phone], fetch: Fetch):
    for rest in ("x.ics", "%00.ics", ".ics", f"{'A' * 5000}.ics"):
        assert fetch(f"/api/v1/calendar/{rest}").status_code == 404
    assert fetch(link(couple[0]).removesuffix(".ics")).status_code == 404
    assert fetch(link(couple[0])).status_code == 200
