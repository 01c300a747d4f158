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

    It shows the couple's rituals, or one's own while alone. `url` is in the first answer only.
    """
    return calendar_links.make(caller(), link_id)


@operation(blueprint, "GET", LINKS, "list_calendar_links", answer=CalendarLinksSchema())
def list_links() -> Any:
    """One's own calendar links, without their addresses."""
    return calendar_links.listed(caller())


@operation(
    blueprint,
    "DELETE",
    LINK,
    "revoke_calendar_link",
    protects=always,
    newcomer="never",
    statuses=(204,),
    problems=("not_ready",),
)
def revoke(link_id: str) -> Any:
    """Make the address of a calendar link useless, at once."""
    calendar_links.revoke(caller(), link_id)


@operation(
    blueprint,
    "GET",
    "/calendar/<string:token>.ics",
    "calendar_feed",
    statuses=(200, 304),
    problems=("slow_down",),
    open_to_all=True,
)
def feed(token: str) -> Any:
    """The times behind a calendar link, from a month ago to a year ahead (text/calendar, RFC 5545).

    Every title is the same. A time that was skipped stays as cancelled. Whoever has the address can
    read it; it dies with its link, with the couple, or with the person. 304 where `If-None-Match` names
    what is there still.
    """
    found = calendar_feed.feed(token)
    unchanged = request.if_none_match.contains_weak(found.etag)
    response = Response(b"" if unchanged else found.content(), mimetype="text/calendar")
    response.set_etag(found.etag)
    response.cache_control.private = True
    response.cache_control.no_cache = True
    response.make_conditional(request)
    del response.headers["Date"]  # as with every other answer, the web server writes it
    return response
