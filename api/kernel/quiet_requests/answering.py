"""Answer a request, and read the answer. A `rest` is visible only to its author."""

from collections.abc import Mapping
from typing import Any

from .. import audiences, clock, column_values, records, silence, spaces
from ..db import transaction
from ..errors import Problem, invalid
from ..push import notices
from ..records import Write
from ..spaces import Caller
from . import ends, pushes, withdrawing
from .request import QuietRequest
from .rows import AnswerRow, RequestRow


def answer(
    kind: QuietRequest, request_id: str, answer_id: str, body: Mapping[str, Any], caller: Caller
) -> Any:
    """Save an answer to the partner's request: its view, the status and the headers. `yes`, `later` and `not_now`
    end the request; `rest` changes nothing the asker sees.

    Raises what `records.save` does, `not_found`, `gone`, `already_ended` (the request is over or has its yes, or this
    answer was withdrawn) and `paused` (a yes while either has a pause; docs/decisions/0010).
    """
    one = f"{request_id}/{answer_id}"
    with transaction():
        request = _locked(kind, caller, body["space_id"], request_id)
        if withdrawing.exists(kind, caller, request.space_id, one):
            raise Problem("already_ended")
        saved = records.save(
            kind.answers,
            one,
            body,
            caller,
            columns=lambda _before: _columns(kind, request, body),
            check=lambda write: _refuse(kind, request, write),
            after=lambda write: _say(kind, request, write),
            counted=body["answer"] in ("yes", "later"),
        )
    return records.answer(saved, kind.shown_answer(saved.row))


def read_answer(kind: QuietRequest, request_id: str, answer_id: str, caller: Caller) -> Any:
    """An answer of the caller's or of the partner's. Raises `not_found`, to the asker also for a `rest`."""
    row = records.find(kind.answers, f"{request_id}/{answer_id}", caller)
    if row.author_id != caller.person_id and not row.is_shown:
        raise Problem("not_found")
    return kind.shown_answer(row), 200, records.etag(row)


def _locked(kind: QuietRequest, caller: Caller, space_id: str, request_id: str) -> RequestRow:
    """Lock the space until commit and return what the partner asked."""
    spaces.lock(caller, space_id)
    request = records.get(kind.requests, space_id, request_id)
    if request.author_id != caller.partner_id:
        raise Problem("not_found")
    return request


def _say(kind: QuietRequest, request: RequestRow, write: Write[AnswerRow]) -> None:
    """Apply and publish an answer. A `rest` reaches only its author's feed: the asker's feed, times and pushes stay
    unchanged."""
    row, caller = write.row, write.caller
    shown = kind.shown_answer(row)
    if row.is_shown:
        ends.end_with(kind, request, row)
    notices.drop(request.space_id, kind.requests.name, request.id, caller.person_id)
    if not row.is_shown:
        records.publish(kind.answers, row, [caller.person_id], shown)
        withdrawing.bound_rests(kind, row)
        return
    pushes.tell_answer(kind, request, row)
    readers = audiences.readers(kind.requests.name, request.space_id)
    records.publish(kind.requests, request, readers, kind.shown(request))
    records.publish(kind.answers, row, readers, shown)


def _columns(kind: QuietRequest, request: RequestRow, body: Mapping[str, Any]) -> dict[str, Any]:
    said = column_values.signals_of(kind.answers, body)
    since = max(request.since, min(said["started_at"], clock.now()))
    headline = column_values.as_text(body["headline"])
    return {"request_id": request.id, **said, "headline": headline, "since": since}


def _refuse(kind: QuietRequest, request: RequestRow, write: Write[AnswerRow]) -> None:
    """Refuse what comes too late, and a yes while either person has a pause (docs/decisions/0010). Other answers
    pass."""
    row, now = write.row, clock.now()
    _refuse_times(kind, request, row, now)
    yes = withdrawing.yes_to(kind, request)
    is_over = row.until is not None and row.until <= now
    if is_over or request.ends_at <= now or (yes is not None and yes.id != row.id):
        raise Problem("already_ended")
    both = [row.author_id, *write.caller.partners(row.space_id)]
    is_quiet = any(silence.silenced_until(person_id) > now for person_id in both)
    if row.answer == "yes" and is_quiet and not kind.yes_in_pause:
        raise Problem("paused")


def _refuse_times(kind: QuietRequest, request: RequestRow, row: AnswerRow, now: int) -> None:
    if row.later_at is not None and row.later_at > now + kind.latest:
        raise invalid(later_at=f"Choose a time within {_length(kind.latest)}.")
    if row.until is not None and row.until > request.expires_at and not kind.yes_outlasts:
        raise invalid(duration_seconds=f"A yes ends with the {kind.one} at the latest.")


def _length(milliseconds: int) -> str:
    """A length in whole days, or in hours below two days."""
    days, hours = milliseconds // clock.DAY, milliseconds // clock.HOUR
    return f"{days} days" if days > 1 else f"{hours} hours"
