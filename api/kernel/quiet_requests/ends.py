"""When a request ends, as far as both can see, and how long the rest lasts before the same may be asked again."""

from .. import clock
from .request import QuietRequest
from .rows import AnswerRow, RequestRow


def end(kind: QuietRequest, row: RequestRow, at: int) -> None:
    """End a request that got no yes, or whose yes was withdrawn. If it ended earlier, nothing changes; but where
    nothing rests, an agreed time goes too."""
    if at < row.ends_at or (not kind.rest and at < row.again_at):
        _move(kind, row, min(at, row.ends_at), at + kind.rest)


def end_with(kind: QuietRequest, row: RequestRow, answer: AnswerRow) -> None:
    """End a request with an answer that both see. It ends with its yes, and a yes that was not withdrawn needs no
    rest. After a *later* the rest lasts until the agreed time; if that has passed, there is none."""
    now = clock.now()
    if answer.until is not None:
        _move(kind, row, answer.until, answer.until)
    elif answer.later_at is not None:
        again_at = max(now, answer.later_at)
        _move(kind, row, now, again_at, kept_from=again_at)
    else:
        end(kind, row, now)


def end_without(kind: QuietRequest, row: RequestRow, answer: AnswerRow, at: int) -> None:
    """An answer that both saw is withdrawn. Without an agreed time the usual rest applies, counted from the end of
    the request."""
    if answer.later_at is None:
        end(kind, row, at)
    else:
        _move(kind, row, row.ends_at, row.ends_at + kind.rest)


def _move(
    kind: QuietRequest, row: RequestRow, ends_at: int, again_at: int, kept_from: int | None = None
) -> None:
    kind.kept.plan(row.space_id, row.id, ends_at if kept_from is None else kept_from)
    row.ends_at, row.again_at = ends_at, again_at
    model = kind.request_model
    model.update(ends_at=ends_at, again_at=again_at).where(
        (model.space_id == row.space_id) & (model.id == row.id)
    ).execute()
