"""Ask, and read what was asked."""

from collections.abc import Mapping
from typing import Any

from .. import audiences, clock, column_values, records, removals, silence
from ..db import transaction
from ..errors import Problem, invalid
from ..records import Write
from ..spaces import Caller
from . import pushes, withdrawing
from .request import QuietRequest
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
            columns=lambda _before: _columns(kind, body),
            check=lambda write: _refuse(kind, write),
            after=lambda write: _begin(kind, write),
        )
    return records.answer(saved, kind.shown(saved.row))


def read(kind: QuietRequest, request_id: str, caller: Caller) -> Any:
    """A request of the caller's or of the partner's. Raises `not_found`."""
    row = records.find(kind.requests, request_id, caller)
    return kind.shown(row), 200, records.etag(row)


def _begin(kind: QuietRequest, write: Write[RequestRow]) -> None:
    row = write.row
    kind.kept.plan(row.space_id, row.id, row.ends_at)
    pushes.tell_request(kind, row, write.caller.partners(row.space_id))
    readers = audiences.readers(kind.requests.name, row.space_id)
    records.publish(kind.requests, row, readers, kind.shown(row))


def _columns(kind: QuietRequest, body: Mapping[str, Any]) -> dict[str, Any]:
    since = min(clock.from_text(body["started_at"]), clock.now())
    ends_at = since + body["duration_seconds"] * clock.SECOND
    return {
        **column_values.signals_of(kind.requests, body),
        "headline": column_values.as_text(body["headline"]),
        "since": since,
        "ends_at": ends_at,
        "again_at": ends_at + kind.rest,
    }


def _refuse(kind: QuietRequest, write: Write[RequestRow]) -> None:
    row, caller, now = write.row, write.caller, clock.now()
    if row.space_id != caller.couple_id or caller.partner_id is None:
        raise invalid(space_id=f"{kind.a_one.capitalize()} is between the two of you.")
    # after a restore the server does not know whether an older request was withdrawn
    is_over = row.ends_at <= now or row.since < removals.restored_at()
    if is_over or withdrawing.exists(kind, caller, row.space_id, row.id):
        raise Problem("already_ended")
    if silence.silenced_until(caller.partner_id) > now:
        raise Problem("paused")
    _refuse_again(kind, row)


def _refuse_again(kind: QuietRequest, row: RequestRow) -> None:
    """Refuse the same only for reasons that the asker can see. A `rest` changes nothing here."""
    model, now = kind.request_model, clock.now()
    chosen = (
        (model.space_id == row.space_id)
        & (model.author_id == row.author_id)
        & (model.id != row.id)
        & (model.again_at > now)
    )
    for name in kind.alike:
        chosen &= getattr(model, name) == getattr(row, name)
    before = list(model.select().where(chosen))
    if any(other.ends_at > now for other in before):
        raise Problem("open_ask")
    if before:
        raise Problem("resting")
