"""What each of two sees of readiness, and how it reaches their feeds."""

from typing import Any

from ...kernel import clock, feed, records
from . import times
from .models import Readiness, ReadinessMatch

KIND = "readiness"
MATCH = "readiness_matches"


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


def publish_match(row: ReadinessMatch, both: list[str]) -> None:
    """The trace, to both alike."""
    shown = {"id": row.area, "space_id": row.space_id, "until": clock.to_text(row.until)}
    feed.publish(MATCH, row.space_id, row.area, dict.fromkeys(both, shown))


def own_row(space_id: str, person_id: str, area: str) -> Readiness | None:
    """One's own, without a look at anybody else's."""
    return _rows(space_id, area).where(Readiness.person_id == person_id).first()


def match_of(space_id: str, area: str) -> ReadinessMatch | None:
    """When both were last found to be ready."""
    here = (ReadinessMatch.space_id == space_id) & (ReadinessMatch.area == area)
    return ReadinessMatch.select().where(here).first()


def ready_rows(space_id: str, area: str) -> list[Readiness]:
    """Whoever is ready in an area now."""
    return list(_rows(space_id, area).where((Readiness.state == "ready") & _holding()))


def partners_row(
    space_id: str, partner_id: str, area: str, own: Readiness | None
) -> Readiness | None:
    """The partner's, where it shows to somebody whose own is `own`.

    The database leaves out what is not shown: nothing more is done than if it were not there, since
    the time that takes would tell.
    """
    matches = (Readiness.state == "ready") & (Readiness.ready_since <= _stood_since(own))
    shown = _holding() & ((Readiness.reveal == "always") | matches)
    return _rows(space_id, area).where((Readiness.person_id == partner_id) & shown).first()


def may_show(row: Readiness) -> bool:
    """Whether the partner sees this, or did until it ended."""
    match = match_of(row.space_id, row.area)
    return row.reveal == "always" or (
        match is not None and 0 < row.ready_since <= match.matched_at - times.STANDS
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
    """Since when somebody must have stood ready to match `own`; -1 where nobody does, for no match
    holds with it."""
    if own is None:
        return -1
    match = match_of(own.space_id, own.area)
    since = match.matched_at - times.STANDS if match else -1
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
        "words": records.from_text(row.words),
        "state": row.state,
        "until": clock.to_text(until) if until else None,
    }
