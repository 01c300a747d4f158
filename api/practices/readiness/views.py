"""What each person sees of readiness, and how it is published to their feeds."""

from typing import Any

from ...kernel import clock, column_values, feed
from ...kernel.rounds.times import STANDS
from .kinds import READINESS
from .models import Readiness, ReadinessMatch

MATCH = "readiness_matches"


def publish(space_id: str, area: str, person_id: str, both: list[str]) -> None:
    """Publish to both feeds what changed when one person's row changed, in one transaction.

    Locks the readers' feed counters before it reads, so that of two concurrent calls the later one
    sees what the earlier one did. The partner's own view of their row is not published again.
    """
    feed.lock(both)
    own = own_row(space_id, person_id, area)
    seen = {person_id: own and of_own(own)}
    for partner_id in both:
        if partner_id != person_id:
            theirs = partners_row(space_id, partner_id, area, own)
            seen[partner_id] = own and of_partner(own, theirs)
            to_me = {person_id: theirs and of_partner(theirs, own)}
            feed.publish(READINESS.name, space_id, id_of(partner_id, area), to_me)
    feed.publish(READINESS.name, space_id, id_of(person_id, area), seen)


def publish_match(row: ReadinessMatch, both: list[str]) -> None:
    """Publish the trace of a match to both."""
    shown = {"id": row.area, "space_id": row.space_id, "until": clock.to_text(row.until)}
    feed.publish(MATCH, row.space_id, row.area, dict.fromkeys(both, shown))


def own_row(space_id: str, person_id: str, area: str) -> Readiness | None:
    """The caller's row; reads no other."""
    return _rows(space_id, area).where(Readiness.person_id == person_id).first()


def match_of(space_id: str, area: str) -> ReadinessMatch | None:
    """The last match in this area."""
    here = (ReadinessMatch.space_id == space_id) & (ReadinessMatch.area == area)
    return ReadinessMatch.select().where(here).first()


def ready_rows(space_id: str, area: str) -> list[Readiness]:
    """The rows of this area that are *ready* now, not in the order in which they were said."""
    ready = _rows(space_id, area).where((Readiness.state == "ready") & _holding())
    return list(ready.order_by(Readiness.person_id))


def partners_row(
    space_id: str, partner_id: str, area: str, own: Readiness | None
) -> Readiness | None:
    """The partner's row, if a person whose own row is `own` may see it.

    The database filters out a hidden row, so that it takes no longer to answer than if there were
    none.
    """
    matches = (Readiness.state == "ready") & (Readiness.ready_since <= _stood_since(own))
    shown = _holding() & ((Readiness.reveal == "always") | matches)
    return _rows(space_id, area).where((Readiness.person_id == partner_id) & shown).first()


def may_show(row: Readiness) -> bool:
    """Whether the partner can see this row, or could until it ended."""
    match = match_of(row.space_id, row.area)
    return row.reveal == "always" or (
        match is not None and 0 < row.ready_since <= match.matched_at - STANDS
    )


def of_own(row: Readiness) -> dict[str, Any]:
    """The author's view, with all fields."""
    return {
        **_common(row, row.until),
        "reveal": row.reveal,
        "started_at": clock.to_text(row.started_at),
        "duration_seconds": row.duration_seconds,
    }


def of_partner(row: Readiness, own: Readiness | None) -> dict[str, Any] | None:
    """The partner's `row` as a person whose own row is `own` may see it; None if hidden."""
    if row.until <= clock.now():
        return None
    matched = row.state == "ready" and row.ready_since <= _stood_since(own)
    if row.reveal == "always":
        return {**_common(row, row.until), "matched": matched}
    if matched and own is not None:
        return {**_common(row, min(row.until, own.until)), "matched": True}
    return None


def id_of(person_id: str, area: str) -> str:
    return f"{person_id}/{area}"


def _stood_since(own: Readiness | None) -> int:
    """The time since which the partner must have been ready to match `own`; -1 if no match holds
    with it."""
    if own is None:
        return -1
    match = match_of(own.space_id, own.area)
    since = match.matched_at - STANDS if match else -1
    is_ready = own.state == "ready" and own.until > clock.now()
    return since if is_ready and own.ready_since <= since else -1


def _rows(space_id: str, area: str) -> Any:
    return Readiness.select().where((Readiness.space_id == space_id) & (Readiness.area == area))


def _holding() -> Any:
    return Readiness.until > clock.now()


def _common(row: Readiness, until: int) -> dict[str, Any]:
    return {
        "id": id_of(row.person_id, row.area),
        "space_id": row.space_id,
        "author_id": row.person_id,
        "edit": 1,
        "sealed_by": row.person_id,
        "words": column_values.from_text(row.words),
        "state": row.state,
        "until": clock.to_text(until) if until else None,
    }
