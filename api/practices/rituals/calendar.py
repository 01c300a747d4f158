"""Calendar feeds: addresses that a calendar app subscribes to, with neutral titles and no words."""

import hashlib
import heapq
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from icalendar import Calendar, Event
from peewee import JOIN

from ...config import settings
from ...kernel import clock, records
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.identity.models import Person
from ...kernel.ids import new_token, token_hash
from ...kernel.spaces import Caller, Space
from . import timetable, views
from .models import CalendarLink, Ritual
from .timetable import Time

KIND = "calendar_links"
PATH = "/api/v1/calendar"
TITLE = "Reminder"

_BACK = 31 * clock.DAY
_AHEAD = 366 * clock.DAY
# A bound on the work that one address can cause; the soonest come first.
_MOST_TIMES = 1500
_LINKS = 10
_SHOWN = ("planned", "moved", "kept")


def make(caller: Caller, link_id: str) -> tuple[dict[str, Any], int]:
    """A new link to the rituals of the couple, or to one's own while alone.

    Its address is in the first answer only: whoever lost that makes another link.
    """
    key = {"person_id": caller.person_id, "id": link_id}
    with transaction():
        known = CalendarLink.get_or_none(**key)
        if known is not None:
            return {**_view(known), "url": None}, 200
        if _is_revoked(caller, link_id):
            raise Problem("gone")
        if (
            CalendarLink.select().where(CalendarLink.person_id == caller.person_id).count()
            >= _LINKS
        ):
            raise Problem("full")
        token = new_token()
        link = CalendarLink.create(
            **key,
            space_id=caller.couple_id or caller.person_id,
            token_hash=token_hash(token),
            added_day=clock.now() // clock.DAY,
        )
    return {**_view(link), "url": f"{settings().origin}{PATH}/{token}.ics"}, 201


def listed(caller: Caller) -> dict[str, Any]:
    """One's own links that still work, oldest first."""
    links = CalendarLink.select().where(
        (CalendarLink.person_id == caller.person_id) & CalendarLink.space_id.in_(caller.space_ids)
    )
    return {"links": [_view(link) for link in links.order_by(CalendarLink.id)]}


def revoke(caller: Caller, link_id: str) -> None:
    """The address is dead at once. Revoking again changes nothing."""
    own = (CalendarLink.person_id == caller.person_id) & (CalendarLink.id == link_id)
    with transaction():
        if CalendarLink.delete().where(own).execute():
            records.bury(caller.person_id, KIND, link_id)
        elif not _is_revoked(caller, link_id):
            raise Problem("not_found")


def feed(token: str) -> bytes:
    """The feed behind an address (RFC 5545); `not_found` for one that is dead or never was."""
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
    return _calendar(link).to_ical()


def _calendar(link: CalendarLink) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Pages//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Reminders")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    rituals = Ritual.select().where((Ritual.space_id == link.space_id) & Ritual.ended.is_null())
    accepted = [
        ritual for ritual in rituals.order_by(Ritual.id) if views.state_of(ritual) == "accepted"
    ]
    coming = heapq.merge(*(_times(ritual) for ritual in accepted), key=lambda pair: pair[0].at)
    for time, ritual in islice(coming, _MOST_TIMES):
        calendar.add_component(_event(link, ritual, time))
    return calendar


def _times(ritual: Ritual) -> Iterator[tuple[Time, Ritual]]:
    now = clock.now()
    times = timetable.times(ritual, now - _BACK, _SHOWN)
    return ((time, ritual) for time in takewhile(lambda time: time.at < now + _AHEAD, times))


def _event(link: CalendarLink, ritual: Ritual, time: Time) -> Event:
    """One time, in UTC, so that it is right in every calendar whatever was moved or skipped."""
    minutes: int = timetable.recurrence_of(ritual)["duration_minutes"]
    start = _moment(time.at)
    event = Event()
    event.add("uid", _uid(link, ritual, time))
    event.add("summary", TITLE)
    event.add("dtstamp", _moment(clock.now() // clock.DAY * clock.DAY))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=minutes))
    event.add("class", "PRIVATE")
    return event


def _uid(link: CalendarLink, ritual: Ritual, time: Time) -> str:
    """The same at every fetch, also after a move; it does not link one partner's feed to the other's."""
    text = f"{link.token_hash}/{ritual.id}/{time.original}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _moment(instant: int) -> datetime:
    return datetime.fromtimestamp(instant / clock.SECOND, UTC)


def _is_revoked(caller: Caller, link_id: str) -> bool:
    return records.is_deleted([caller.person_id], KIND, link_id)


def _view(link: CalendarLink) -> dict[str, Any]:
    day = date(1970, 1, 1) + timedelta(days=link.added_day)
    return {"id": link.id, "added_day": day}
