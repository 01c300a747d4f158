"""What each of two sees of readiness, and how it reaches their feeds."""

from typing import Any

from ...kernel import clock, feed, records
from .models import Readiness

KIND = "readiness"


def publish(space_id: str, area: str, both: list[str]) -> None:
    """Bring both feeds up to date with one area, in one transaction.

    The readers' counters are locked before anything is read, so that of two who publish at once
    the later one sees what the earlier one did.
    """
    feed.lock(both)
    rows = {person_id: find(space_id, person_id, area) for person_id in both}
    for person_id, row in rows.items():
        if row is None:
            continue
        views: dict[str, dict[str, Any] | None] = {person_id: of_own(row)}
        for partner_id in both:
            if partner_id != person_id:
                views[partner_id] = of_partner(row, rows[partner_id])
        feed.publish(KIND, space_id, id_of(row), views)


def find(space_id: str, person_id: str, area: str) -> Readiness | None:
    return Readiness.get_or_none(
        Readiness.space_id == space_id, Readiness.person_id == person_id, Readiness.area == area
    )


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


def id_of(row: Readiness) -> str:
    return f"{row.person_id}/{row.area}"


def _holds(row: Readiness) -> bool:
    return row.until > clock.now()


def _common(row: Readiness, until: int) -> dict[str, Any]:
    return {
        "id": id_of(row),
        "space_id": row.space_id,
        "author_id": row.person_id,
        "edit": 1,
        "sealed_by": row.person_id,
        "words": records.from_text(row.words),
        "state": row.state,
        "until": clock.to_text(until) if until else None,
    }
