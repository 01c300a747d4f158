"""What each of two sees of readiness, and how it reaches their feeds."""

from typing import Any

from ...kernel import clock, feed, records
from .models import Readiness

KIND = "readiness"


def publish(space_id: str, area: str, both: list[str]) -> None:
    """Bring both feeds up to date with one area, in one transaction.

    The readers' counters are locked before anything is read, so that of two who publish at once
    the later one sees what the earlier one did. Who has never said anything is gone through as well:
    otherwise the time it takes would tell that the partner has.
    """
    feed.lock(both)
    rows = rows_of(space_id, area)
    for person_id in both:
        views = {reader: _view(rows, person_id, reader) for reader in both}
        feed.publish(KIND, space_id, id_of(person_id, area), views)


def _view(rows: dict[str, Readiness], person_id: str, reader: str) -> dict[str, Any] | None:
    row = rows.get(person_id)
    if row is None:
        return None
    return of_own(row) if person_id == reader else of_partner(row, rows.get(reader))


def rows_of(space_id: str, area: str) -> dict[str, Readiness]:
    """By person. Asked in one go: a row that is missed takes longer than one that is found, and who
    asks for the partner's must not learn by the clock that there is one."""
    query = Readiness.select().where((Readiness.space_id == space_id) & (Readiness.area == area))
    return {row.person_id: row for row in query.order_by(Readiness.person_id)}


def of_own(row: Readiness) -> dict[str, Any]:
    """One's own, whole."""
    return {
        **_common(row, row.until),
        "reveal": row.reveal,
        "started_at": clock.to_text(row.started_at),
        "duration_seconds": row.duration_seconds,
    }


def of_partner(row: Readiness, own: Readiness | None) -> dict[str, Any] | None:
    """The partner's `row`, as far as its author shows it to somebody whose own is `own`."""
    if not _holds(row):
        return None
    if row.reveal == "always":
        return _common(row, row.until)
    if row.state == "ready" and own is not None and own.state == "ready" and _holds(own):
        return _common(row, min(row.until, own.until))
    return None


def id_of(person_id: str, area: str) -> str:
    return f"{person_id}/{area}"


def _holds(row: Readiness) -> bool:
    return row.until > clock.now()


def _common(row: Readiness, until: int) -> dict[str, Any]:
    return {
        "id": id_of(row.person_id, row.area),
        "space_id": row.space_id,
        "author_id": row.person_id,
        "edit": 1,
        "sealed_by": row.person_id,
        "words": records.from_text(row.words),
        "state": row.state,
        "until": clock.to_text(until) if until else None,
    }
