"""Pushes about requests: what is asked, an answer that both see, and a withdrawn yes."""

from typing import Any

from .. import clock, preferences
from ..notice_kinds import NoticeKind
from ..push import notices, payload
from ..schedule.recurrence import local_of
from .request import QuietRequest
from .rows import AnswerRow, RequestRow


def tell_request(kind: QuietRequest, row: RequestRow, partners: list[str]) -> None:
    """Queue one push to the partner, which expires with the request. Nothing reminds of it."""
    for person_id in partners:
        _queue(
            kind,
            kind.asked,
            row,
            person_id,
            about=(kind.requests.name, row.id),
            until=row.ends_at,
            extra=payload.sealed(kind.requests, row),
        )


def tell_answer(kind: QuietRequest, row: RequestRow, answer: AnswerRow) -> None:
    """Queue one push to the asker about an answer that both see."""
    at = answer.until if answer.answer == "yes" else answer.later_at
    _queue(
        kind,
        kind.answered,
        row,
        row.author_id,
        about=(kind.answers.name, answer.id),
        until=answer.until or row.expires_at,
        extra={
            **payload.sealed(kind.answers, answer),
            f"{kind.one}_id": row.id,
            "answer": answer.answer,
            "at": None if at is None else clock.to_text(at),
            "local": None if at is None else _time(at, row.author_id),
            "actions": ["withdraw"] if answer.answer == "yes" else None,
        },
    )


def tell_end(kind: QuietRequest, row: RequestRow, person_id: str, until: int) -> None:
    """Queue a silent push that a yes, which was in force until then, was withdrawn, so that no lock screen still
    shows it. It is about the withdrawal: what is about the request goes with it, and that may be at once."""
    _queue(
        kind,
        kind.ended,
        row,
        person_id,
        about=(kind.withdrawals.name, row.id),
        until=until,
        silent=True,
        extra={f"{kind.one}_id": row.id},
    )


def _queue(
    kind: QuietRequest,
    notice: NoticeKind,
    row: RequestRow,
    person_id: str,
    *,
    about: tuple[str, str],
    until: int,
    extra: dict[str, Any],
    silent: bool = False,
) -> None:
    """All pushes of one request share a topic, so that the push service keeps only the newest."""
    record_kind, record_id = about
    notices.queue(
        person_id,
        notice,
        space_id=row.space_id,
        record_kind=record_kind,
        record_id=record_id,
        navigate=f"/{kind.requests.name}/{row.id}",
        ttl_ms=until - clock.now(),
        urgency="normal",
        topic=f"{kind.one}/{row.id}",
        silent=silent,
        extra=extra,
    )


def _time(instant: int, person_id: str) -> str:
    """The clock time of an instant in this person's zone, as 20:40."""
    return local_of(instant, preferences.of(person_id).zone)[11:]
