"""Send an ask and read it."""

from typing import Any

from ...kernel import audiences, clock, records, removals, silence
from ...kernel.db import transaction
from ...kernel.errors import Problem, invalid
from ...kernel.spaces import Caller
from . import ends, pushes, views, withdrawals
from .kinds import ASKS
from .models import Ask
from .retention import ASKS_KEPT


def save(caller: Caller, ask_id: str, body: dict[str, Any]) -> Any:
    """Save an ask and tell the partner. A refused ask leaves nothing stored."""
    with transaction():
        saved = records.save(
            ASKS, ask_id, body, caller, columns=lambda _before: _columns(caller, ask_id, body)
        )
        if not saved.repeated:
            _begin(caller, saved.row)
    return records.answer(saved, views.of_ask(saved.row))


def read(caller: Caller, ask_id: str) -> Any:
    row = records.find(ASKS, ask_id, caller)
    return views.of_ask(row), 200, records.etag(row)


def _begin(caller: Caller, ask: Ask) -> None:
    ASKS_KEPT.plan(ask.space_id, ask.id, ask.ends_at)
    pushes.tell_ask(ask, caller.partners(ask.space_id))
    records.publish(ASKS, ask, audiences.readers(ASKS.name, ask.space_id), views.of_ask(ask))


def _columns(caller: Caller, ask_id: str, body: dict[str, Any]) -> dict[str, Any]:
    started_at = clock.from_text(body["started_at"])
    since = min(started_at, clock.now())
    ends_at = since + body["duration_seconds"] * clock.SECOND
    _refuse(caller, ask_id, body, since, ends_at)
    return {
        "area": body["area"],
        "wants_at": None if body["wants_at"] is None else clock.from_text(body["wants_at"]),
        "started_at": started_at,
        "duration_seconds": body["duration_seconds"],
        "headline": records.as_text(body["headline"]),
        "since": since,
        "ends_at": ends_at,
        "again_at": ends_at + ends.REST,
    }


def _refuse(caller: Caller, ask_id: str, body: dict[str, Any], since: int, ends_at: int) -> None:
    """Refuse an ask only for reasons that the asker can see. A quiet `rest` answer changes nothing
    here."""
    now = clock.now()
    if body["space_id"] != caller.couple_id or caller.partner_id is None:
        raise invalid(space_id="An ask is between the two of you.")
    # after a restore the server does not know whether an older ask was withdrawn
    is_over = ends_at <= now or since < removals.restored_at()
    if is_over or withdrawals.exists(caller, body["space_id"], ask_id):
        raise Problem("already_ended")
    if silence.silenced_until(caller.partner_id) > now:
        raise Problem("paused")
    before = _in_the_way(caller, ask_id, body, now)
    if any(other.ends_at > now for other in before):
        raise Problem("open_ask")
    if before:
        raise Problem("resting")


def _in_the_way(caller: Caller, ask_id: str, body: dict[str, Any], now: int) -> list[Ask]:
    """The caller's asks in the same area that are open or whose cooldown (`again_at`) is not over."""
    query = Ask.select().where(
        (Ask.space_id == body["space_id"])
        & (Ask.author_id == caller.person_id)
        & (Ask.area == body["area"])
        & (Ask.id != ask_id)
        & (Ask.again_at > now)
    )
    return list(query)
