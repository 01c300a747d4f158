"""Ask, and read what was asked."""

from collections.abc import Mapping
from typing import Any

from .. import audiences, clock, records, removals, silence
from ..db import transaction
from ..errors import Problem, invalid
from ..spaces import Caller
from . import ends, pushes, withdrawing
from .request import QuietRequest, stored
from .rows import RequestRow


def ask(kind: QuietRequest, request_id: str, body: Mapping[str, Any], caller: Caller) -> Any:
    """Save a request and tell the partner: its view, the status and the headers. A refused one leaves nothing
    stored.

    Raises what `records.save` does and, in this order, `already_ended` (withdrawn before it arrived, or its time is
    over), `paused` (the partner has a pause), `open_ask` and `resting`.
    """
    with transaction():
        saved = records.save(
            kind.requests,
            request_id,
            body,
            caller,
            columns=lambda _before: _columns(kind, caller, request_id, body),
        )
        if not saved.repeated:
            _begin(kind, caller, saved.row)
    return records.answer(saved, kind.shown(saved.row))


def read(kind: QuietRequest, request_id: str, caller: Caller) -> Any:
    """A request of the caller's or of the partner's. Raises `not_found`."""
    row = records.find(kind.requests, request_id, caller)
    return kind.shown(row), 200, records.etag(row)


def _begin(kind: QuietRequest, caller: Caller, row: RequestRow) -> None:
    kind.kept.plan(row.space_id, row.id, row.ends_at)
    pushes.tell_request(kind, row, caller.partners(row.space_id))
    readers = audiences.readers(kind.requests.name, row.space_id)
    records.publish(kind.requests, row, readers, kind.shown(row))


def _columns(
    kind: QuietRequest, caller: Caller, request_id: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    since = min(clock.from_text(body["started_at"]), clock.now())
    ends_at = since + body["duration_seconds"] * clock.SECOND
    said = stored(kind.requests, body)
    _refuse(kind, caller, request_id, body["space_id"], since, ends_at)
    _refuse_again(kind, caller, request_id, body["space_id"], said)
    return {
        **said,
        "headline": records.as_text(body["headline"]),
        "since": since,
        "ends_at": ends_at,
        "again_at": ends_at + ends.REST,
    }


def _refuse(
    kind: QuietRequest, caller: Caller, request_id: str, space_id: str, since: int, ends_at: int
) -> None:
    now = clock.now()
    if space_id != caller.couple_id or caller.partner_id is None:
        raise invalid(space_id=f"{kind.a_one.capitalize()} is between the two of you.")
    # after a restore the server does not know whether an older request was withdrawn
    is_over = ends_at <= now or since < removals.restored_at()
    if is_over or withdrawing.exists(kind, caller, space_id, request_id):
        raise Problem("already_ended")
    if silence.silenced_until(caller.partner_id) > now:
        raise Problem("paused")


def _refuse_again(
    kind: QuietRequest, caller: Caller, request_id: str, space_id: str, said: Mapping[str, Any]
) -> None:
    """Refuse the same only for reasons that the asker can see. A `rest` changes nothing here."""
    model, now = kind.request_model, clock.now()
    chosen = (
        (model.space_id == space_id)
        & (model.author_id == caller.person_id)
        & (model.id != request_id)
        & (model.again_at > now)
    )
    for name in kind.alike:
        chosen &= getattr(model, name) == said[name]
    before = list(model.select().where(chosen))
    if any(other.ends_at > now for other in before):
        raise Problem("open_ask")
    if before:
        raise Problem("resting")
