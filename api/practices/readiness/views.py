"""What each of two sees of readiness, and how it reaches their feeds."""

from typing import Any

from ...kernel import clock, feed, records
from .models import Readiness

KIND = "readiness"


def publish(space_id: str, area: str, person_id: str, both: list[str]) -> None:
    """Bring both feeds up to date where one person's own has changed, in one transaction.

    The readers' counters are locked before anything is read, so that of two who publish at once
    the later one sees what the earlier one did. What the other sees of their own stays as it is.
    """
    feed.lock(both)
    own = own_row(space_id, person_id, area)
    seen = {person_id: own and of_own(own)}
    for partner_id in both:
        if partner_id != person_id:
            theirs = partners_row(space_id, partner_id, area, own)
            seen[partner_id] = own and of_partner(own, theirs)
            to_me = {person_id: theirs and of_partner(theirs, own)}
            feed.publish(KIND, space_id, id_of(partner_id, area), to_me)
    feed.publish(KIND, space_id, id_of(person_id, area), seen)


def own_row(space_id: str, person_id: str, area: str) -> Readiness | None:
    """One's own, without a look at anybody else's."""
    return _rows(space_id, person_id, area).first()


def partners_row(
    space_id: str, partner_id: str, area: str, own: Readiness | None
) -> Readiness | None:
    """The partner's, where it shows to somebody whose own is `own`.

    The database leaves out what is not shown: nothing more is done than if it were not there, since
    the time that takes would tell.
    """
    rule = Readiness.reveal == "always"
    if own is not None and own.state == "ready" and _holds(own):
        rule |= Readiness.state == "ready"
    shown = (Readiness.until > clock.now()) & rule
    return _rows(space_id, partner_id, area).where(shown).first()


def _rows(space_id: str, person_id: str, area: str) -> Any:
    return Readiness.select().where(
        (Readiness.space_id == space_id)
        & (Readiness.person_id == person_id)
        & (Readiness.area == area)
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
