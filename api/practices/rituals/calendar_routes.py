"""/calendar-links and /calendar/{token}.ics"""

from typing import Any

from flask import Response

from ...kernel.http import operation
from ...kernel.identity.access import caller
from ...kernel.identity.schemas import EmptySchema
from . import calendar
from .routes import blueprint
from .schemas import CalendarLinkSchema, CalendarLinksSchema

LINKS = "/calendar-links"
LINK = LINKS + "/<id7:link_id>"


@operation(
    blueprint,
    "PUT",
    LINK,
    "make_calendar_link",
    body=EmptySchema(),
    answer=CalendarLinkSchema(),
    statuses=(200, 201),
    problems=("gone", "full"),
)
def make(body: dict[str, Any], link_id: str) -> Any:
    """Make an address that a calendar app can subscribe to: times with neutral titles, no words.

    It shows the couple's rituals, or one's own while alone. `url` is in the first answer only.
    """
    return calendar.make(caller(), link_id)


@operation(blueprint, "GET", LINKS, "list_calendar_links", answer=CalendarLinksSchema())
def list_links() -> Any:
    """One's own calendar links, without their addresses."""
    return calendar.listed(caller())


@operation(blueprint, "DELETE", LINK, "revoke_calendar_link", statuses=(204,))
def revoke(link_id: str) -> Any:
    """Make the address of a calendar link useless, at once."""
    calendar.revoke(caller(), link_id)


@operation(blueprint, "GET", "/calendar/<string:token>.ics", "calendar_feed", open_to_all=True)
def feed(token: str) -> Any:
    """The times behind a calendar link, from a month ago to a year ahead (text/calendar, RFC 5545).

    Every title is the same. Whoever has the address can read it; it dies with its link, with the
    couple, or with the person.
    """
    return Response(calendar.feed(token), mimetype="text/calendar")
