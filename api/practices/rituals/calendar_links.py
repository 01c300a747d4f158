"""Calendar links: addresses that a calendar app subscribes to. `calendar_feed` makes what they
return."""

from datetime import date, timedelta
from typing import Any

from ...config import settings
from ...kernel import clock, removals, tombstones
from ...kernel.db import transaction
from ...kernel.errors import Problem
from ...kernel.ids import new_token, token_hash
from ...kernel.spaces import Caller
from .models import CalendarLink

KIND = "calendar_links"
PATH = "/api/v1/calendar"
_LINKS = 10


def make(caller: Caller, link_id: str) -> tuple[dict[str, Any], int]:
    """Make a link to the couple's rituals, or to the caller's own while alone.

    Only the first response has the address. A person who loses it makes another link.
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
    """List the caller's links that still work, oldest first."""
    links = CalendarLink.select().where(
        (CalendarLink.person_id == caller.person_id) & CalendarLink.space_id.in_(caller.space_ids)
    )
    return {"links": [_view(link) for link in links.order_by(CalendarLink.id)]}


def revoke(caller: Caller, link_id: str) -> None:
    """Revoke a link: its address stops working at once. Idempotent. Raises `not_found`,
    `not_ready`."""
    own = (CalendarLink.person_id == caller.person_id) & (CalendarLink.id == link_id)
    with transaction():
        if CalendarLink.delete().where(own).execute():
            tombstones.bury(caller.person_id, KIND, link_id)
            removals.note(KIND, f"{caller.person_id}/{link_id}")
        elif not _is_revoked(caller, link_id):
            raise Problem("not_found")


def revoke_again() -> None:
    """After a restore, revoke again the links that were revoked since the backup."""
    for link in CalendarLink.select():
        if removals.is_removed(KIND, f"{link.person_id}/{link.id}"):
            tombstones.bury(link.person_id, KIND, link.id)
            link.delete_instance()


def _is_revoked(caller: Caller, link_id: str) -> bool:
    return tombstones.exist([caller.person_id], KIND, link_id)


def _view(link: CalendarLink) -> dict[str, Any]:
    day = date(1970, 1, 1) + timedelta(days=link.added_day)
    return {"id": link.id, "added_day": day}
