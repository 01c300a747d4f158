"""Calendar feeds: neutral, stable, right about moves and zones, and closed when they should be."""

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

Fetch = Callable[..., Any]


@pytest.fixture
def fetch(app: Flask) -> Fetch:
    """What a calendar app gets at an address: no session, no headers of ours."""

    def get(url: str, **headers: str) -> Any:
        return app.test_client().get(url.removeprefix("http://localhost"), headers=headers)

    return get


def link(phone: Phone) -> str:
    """The address of a new feed."""
    return phone.api.call("PUT", f"/calendar-links/{new_id()}", {})["url"]


def times(response: Any) -> list[Event]:
    """Every time in a feed, earliest first."""
    assert response.status_code == 200
    return sorted(Calendar.from_ical(response.text).events, key=begin)


def begin(event: Event) -> datetime:
    assert isinstance(event.start, datetime)
    return event.start


def events(response: Any) -> dict[str, datetime]:
    """Starts by UID, earliest first."""
    return {str(event.uid): begin(event) for event in times(response)}


def starts(response: Any) -> list[datetime]:
    return list(events(response).values())


def test_a_feed_has_the_next_twelve_months(couple: tuple[Phone, Phone], fetch: Fetch):
    agreed(*couple)
    response = fetch(link(couple[0]))
    assert response.mimetype == "text/calendar"
    assert response.headers["Cache-Control"] == "private, no-cache"
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


def test_skipped_ones_are_cancelled_and_kept_ones_stay(
    couple: tuple[Phone, Phone], fetch: Fetch, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    address = link(ana)
    before = times(fetch(address))
    change(ana, ritual_id, "kept")
    change(ana, ritual_id, "skipped", NEXT_FRIDAY)
    after = times(fetch(address))
    assert [event.uid for event in after] == [event.uid for event in before]
    assert [event.get("status") for event in after[:3]] == [None, "CANCELLED", None]


def test_whatever_changes_about_a_time_counts_up(
    couple: tuple[Phone, Phone], fetch: Fetch, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    address = link(ana)
    seen = [_revision(fetch(address))]
    for edit, state, moved_to in (
        (1, "moved", "2040-03-03T20:00"),
        (2, "skipped", "2040-03-03T20:00"),
        (3, "planned", None),
    ):
        clock.forward(milliseconds=DAY)
        change(ben, ritual_id, state, edit=edit, moved_to=moved_to)
        seen.append(_revision(fetch(address)))
    assert [sequence for sequence, _ in seen] == [0, 1, 2, 3]
    days = [day for _, day in seen]
    assert days[0] is None
    assert days[1:] == [datetime(2040, 3, day, tzinfo=UTC) for day in (2, 3, 4)]


def _revision(response: Any) -> tuple[int, datetime | None]:
    """For the first time in a feed: how often it was changed, and the day of the last change."""
    first: Any = times(response)[0]  # icalendar types the value of a property as any of its kinds
    changed = first.get("last-modified")
    return int(first["sequence"]), changed.dt if changed else None


def test_what_has_not_changed_is_not_sent_again(
    couple: tuple[Phone, Phone], fetch: Fetch, clock: MovingClock
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    address = link(ana)
    etag = fetch(address).headers["ETag"]
    again = fetch(address, **{"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    assert again.headers["X-Content-Type-Options"] == "nosniff"
    change(ana, ritual_id, "skipped")
    changed = fetch(address, **{"If-None-Match": etag})
    assert changed.status_code == 200
    clock.forward(milliseconds=DAY)
    assert fetch(address, **{"If-None-Match": changed.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("act", ["accept", "end", "propose"])
def test_its_etag_follows_what_is_accepted_and_ended(
    couple: tuple[Phone, Phone], fetch: Fetch, act: str
):
    ana, ben = couple
    ritual_id = agreed(ana, ben)
    address = link(ana)
    before = fetch(address).headers["ETag"]
    if act == "accept":
        agreed(ana, ben)
    elif act == "end":
        end(ben, ritual_id)
    else:
        propose(ana, ritual_id=ritual_id, edit=2, recurrence=DAILY)
    assert fetch(address).headers["ETag"] != before


def test_an_empty_feed_is_a_valid_calendar(couple: tuple[Phone, Phone], fetch: Fetch):
    response = fetch(link(couple[0]))
    assert starts(response) == []
    (zone,) = Calendar.from_ical(response.text).subcomponents
    assert (zone.name, zone["tzid"]) == ("VTIMEZONE", "Etc/UTC")


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
