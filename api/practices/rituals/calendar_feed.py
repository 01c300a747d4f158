"""The calendar file behind a calendar link (RFC 5545): times with neutral titles, and no words.

Making a file takes a fifth of a second, so it is cached until something it depends on changes, and
each link has a limit per hour. Past times stay for a month.
"""

import hashlib
import heapq
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from typing import Any

from icalendar import Calendar, Event, Timezone, TimezoneStandard
from peewee import JOIN, fn

from ...kernel import clock, spaces
from ...kernel.errors import Problem
from ...kernel.identity import access
from ...kernel.identity.models import Person
from ...kernel.ids import token_hash
from ...kernel.schedule import schedules, timetable
from ...kernel.schedule.schedules import Time
from ...kernel.spaces import Space
from .models import CalendarLink, Ritual, RitualAcceptance, RitualOccurrence
from .rules import RITUAL_TIMES, is_in_force

TITLE = "Reminder"

_BACK = 31 * clock.DAY
_AHEAD = 366 * clock.DAY
# Limits the work that one link can cause; the earliest times are kept.
_MOST_TIMES = 1500
_KEPT_FEEDS = 32
_SHOWN = ("planned", "moved", "kept", "skipped")


@dataclass(frozen=True)
class Feed:
    """The current feed. `etag` changes with everything that `content` depends on."""

    link: str
    space_id: str
    today: int
    etag: str

    def content(self) -> bytes:
        """Return the file. Raises `slow_down` if this link made the server work too often."""
        return _made(self)


def feed(token: str) -> Feed:
    """Return the feed of an address. Raises `not_found` if it is revoked or unknown."""
    link = (
        CalendarLink.select()
        .join(Person, on=(Person.id == CalendarLink.person_id))
        .join(Space, JOIN.INNER, on=(Space.id == CalendarLink.space_id))
        .where(
            (CalendarLink.token_hash == token_hash(token))
            & ((Person.couple_id == CalendarLink.space_id) | (Person.id == CalendarLink.space_id))
            & Space.ended.is_null()
        )
        .first()
    )
    if link is None:
        raise Problem("not_found")
    today = clock.now() // clock.DAY
    state = [link.token_hash, today, *_state_of(link.space_id)]
    etag = hashlib.sha256(json.dumps(state).encode()).hexdigest()[:32]
    return Feed(link.token_hash, link.space_id, today, etag)


def _state_of(space_id: str) -> Iterator[Any]:
    """Everything that the times of a space's rituals depend on."""
    rituals = Ritual.select(Ritual.id, Ritual.terms_edit, Ritual.replaces)
    live = (Ritual.space_id == space_id) & Ritual.ended.is_null()
    yield list(rituals.where(live).order_by(Ritual.id).tuples())
    accepted = RitualAcceptance.select(RitualAcceptance.id, RitualAcceptance.author_id)
    in_order = (RitualAcceptance.id, RitualAcceptance.author_id)
    yield list(accepted.where(RitualAcceptance.space_id == space_id).order_by(*in_order).tuples())
    yield sorted(spaces.people_of(space_id))
    one = RitualOccurrence
    changes: Any = one.select(fn.COUNT(one.original), fn.SUM(one.edit), fn.MAX(one.changed_day))
    yield [str(value) for value in changes.where(one.space_id == space_id).tuples().first()]


@lru_cache(_KEPT_FEEDS)
def _made(feed: Feed) -> bytes:
    access.count_calendar(feed.link)
    calendar = Calendar()
    calendar.add("prodid", "-//Pages//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Reminders")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    rituals = Ritual.select().where((Ritual.space_id == feed.space_id) & Ritual.ended.is_null())
    day = feed.today * clock.DAY
    accepted = [
        ritual
        for ritual in rituals.order_by(Ritual.id)
        if not timetable.is_over(ritual, day - _BACK) and is_in_force(ritual)
    ]
    coming = heapq.merge(*(_times(ritual, day) for ritual in accepted), key=lambda pair: pair[0].at)
    for time, ritual in islice(coming, _MOST_TIMES):
        calendar.add_component(_event(feed, ritual, time))
    if not calendar.subcomponents:
        calendar.add_component(_utc())
    return calendar.to_ical()


def _times(ritual: Ritual, day: int) -> Iterator[tuple[Time, Ritual]]:
    times = timetable.times(RITUAL_TIMES, ritual, day - _BACK, _SHOWN)
    return ((time, ritual) for time in takewhile(lambda time: time.at < day + _AHEAD, times))


def _event(feed: Feed, ritual: Ritual, time: Time) -> Event:
    """One time as an event, in UTC, so that calendar apps need no recurrence rule or exceptions."""
    minutes: int = schedules.recurrence_of(ritual)["duration_minutes"]
    start = _moment(time.at)
    event = Event()
    event.add("uid", _uid(feed, ritual, time))
    event.add("summary", TITLE)
    event.add("dtstamp", _moment(feed.today * clock.DAY))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=minutes))
    event.add("class", "PRIVATE")
    event.add("sequence", ritual.terms_edit - 1 + (time.change.edit if time.change else 0))
    if time.change is not None:
        event.add("last-modified", _moment(time.change.changed_day * clock.DAY))
        if time.change.state == "skipped":
            event.add("status", "CANCELLED")
    return event


def _uid(feed: Feed, ritual: Ritual, time: Time) -> str:
    """The uid of a time. Equal at every fetch and after a move, but different for the two partners'
    links."""
    text = f"{feed.link}/{ritual.id}/{time.original}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _utc() -> Timezone:
    """A time zone without events, for an empty calendar: RFC 5545 §3.6 requires at least one
    component."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - a local time, as §3.6.5 wants it
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone = Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone


def _moment(instant: int) -> datetime:
    return datetime.fromtimestamp(instant / clock.SECOND, UTC)
