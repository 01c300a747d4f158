"""/calendar-links and /calendar/{token}.ics"""

from typing import Any

from flask import Response, request

from ...kernel.http import always, operation
from ...kernel.identity.access import caller
from ...kernel.identity.schemas import EmptySchema
from . import calendar_feed, calendar_links
from .routes import blueprint
from .schemas import CalendarLinkSchema, CalendarLinksSchema

LINKS = "/calendar-links"
LINK = LINKS + "/<id7:link_id>"
SAMPLE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
SUMMARY:Reminder
DTSTART;TZID=Europe/Berlin:20261127T190000
DURATION:PT2H
END:VEVENT
END:VCALENDAR
"""


@operation(
    blueprint,
    "PUT",
    LINK,
    "make_calendar_link",
    newcomer="never",
    body=EmptySchema(),
    answer=CalendarLinkSchema(),
    statuses=(200, 201),
    problems=("gone", "full"),
)
def make(body: dict[str, Any], link_id: str) -> Any:
    """Make an address that a calendar app can subscribe to: times with neutral titles, no words.

    It has the couple's rituals, or your own while you are alone. Only the first response has `url`.
    """
    return calendar_links.make(caller(), link_id)


@operation(blueprint, "GET", LINKS, "list_calendar_links", answer=CalendarLinksSchema())
def list_links() -> Any:
    """List your calendar links, without their addresses."""
    return calendar_links.listed(caller())


@operation(
    blueprint,
    "DELETE",
    LINK,
    "revoke_calendar_link",
    protects=always,
    newcomer="never",
    statuses=(204,),
)
def revoke(link_id: str) -> Any:
    """Revoke your calendar link: its address stops working at once."""
    calendar_links.revoke(caller(), link_id)


@operation(
    blueprint,
    "GET",
    "/calendar/<string:token>.ics",
    "get_calendar",
    statuses=(200, 304),
    problems=("slow_down",),
    media="text/calendar",
    sample=SAMPLE,
    open_to_all=True,
)
def feed(token: str) -> Any:
    """Get the times of a calendar link, from a month ago to a year ahead (text/calendar, RFC 5545).

    All titles are equal. A skipped time has the status CANCELLED. Anyone with the address can read
    the feed. The address stops working when the link is revoked, when the couple leaves, and when
    the person is deleted. 304 if `If-None-Match` is the current ETag.
    """
    found = calendar_feed.feed(token)
    unchanged = request.if_none_match.contains_weak(found.etag)
    response = Response(b"" if unchanged else found.content(), mimetype="text/calendar")
    response.set_etag(found.etag)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    del response.headers["Date"]  # the web server sets it, as in every other response
    return response
