"""A change of an accepted ritual is a new ritual, which replaces the old one once both have
accepted it.

Until then the old one stays active, also if the change is declined. It becomes active again if a
yes to the change is withdrawn.
"""

from collections.abc import Iterator

from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.schedule import lead_times
from ...kernel.spaces import Caller
from . import views
from .models import Ritual
from .timetable import RITUAL_TIMES

MOST = 50
"""How many open changes of one ritual one author may have, and how many may have followed one another."""


def chosen(caller: Caller, space_id: str, ritual_id: str, replaces: str | None) -> str | None:
    """The ritual that a new one replaces: of `replaces` and all changes around it the one in force.
    Raises `full`."""
    if replaces is None:
        return None
    standing = Ritual.get_or_none(Ritual.space_id == space_id, Ritual.id == replaces)
    if standing is None or replaces == ritual_id:
        raise invalid(replaces="There is no such ritual here.")
    while not _stands(standing) and (earlier := views.replaced_by(standing)) is not None:
        standing = earlier
    while (later := views.replacement_of(standing)) is not None:
        standing = later
    _refuse_too_many(caller, standing)
    return standing.id


def settle(*rituals: Ritual) -> list[Ritual]:
    """Let at most one of a ritual and its changes be in force, and replan the reminders of all whose
    state may have changed. Returns all whose views may have changed, these rituals included.

    Call it once whenever the acceptance of these rituals may have changed or they have ended, before
    anything is published. It writes all plans before it drops a notice; see `lead_times.plan`.
    """
    changed: dict[str, Ritual] = {}
    settled: dict[str, Ritual] = {}
    for ritual in rituals:
        earlier = _not_standing_before(ritual)
        moved = _put_others_under(ritual) if _stands(ritual) else _free_changes_of(ritual, earlier)
        path = {one.id: one for one in (ritual, *earlier)}
        changed |= {one.id: one for one in moved} | path
        settled |= path
    for one in settled.values():
        lead_times.plan(RITUAL_TIMES, one)
    for one in settled.values():
        if not views.is_accepted(one):
            notices.drop(one.space_id, views.RITUALS, one.id)
    return list(changed.values())


def before(ritual: Ritual) -> list[Ritual]:
    """The rituals that this one has replaced and that have not ended, the latest first."""
    found: list[Ritual] = []
    if views.is_agreed(ritual):
        for one in _earlier(ritual):
            if one.ended is not None:
                break
            found.append(one)
    return found


def _refuse_too_many(caller: Caller, standing: Ritual) -> None:
    """Refuse more than `MOST` changes: a yes looks at all open ones, an end at all earlier ones."""
    beside = [one for one in views.replacing(standing) if one.author_id == caller.person_id]
    if len(beside) >= MOST or len(before(standing)) >= MOST:
        raise Problem("full")


def _stands(ritual: Ritual) -> bool:
    """Whether it is in force unless another one replaces it."""
    return ritual.ended is None and views.is_agreed(ritual)


def _earlier(ritual: Ritual) -> Iterator[Ritual]:
    """The ritual that this one replaces, the one that that one replaces, and so on."""
    one = views.replaced_by(ritual)
    while one is not None:
        yield one
        one = views.replaced_by(one)


def _not_standing_before(ritual: Ritual) -> list[Ritual]:
    """The earlier rituals up to the first that everybody has accepted, or all: the state of no other
    depends on this ritual."""
    found: list[Ritual] = []
    for one in _earlier(ritual):
        found.append(one)
        if _stands(one):
            break
    return found


def _put_others_under(ritual: Ritual) -> list[Ritual]:
    """Let all other changes of earlier rituals replace this one, so that only one can be in force."""
    earlier = list(_earlier(ritual))
    path = {ritual.id, *(one.id for one in earlier)}
    others = [one for each in earlier for one in views.replacing(each) if one.id not in path]
    return _moved(others, ritual)


def _free_changes_of(ritual: Ritual, earlier: list[Ritual]) -> list[Ritual]:
    """Let the changes of a ritual that is not accepted, or has ended, replace the earlier one that is
    in force. If one of those changes is in force, it stays later than this ritual."""
    if not earlier:
        return []
    if views.replacement_of(ritual) is None:
        *without, standing = earlier
        known = {one.id: one for one in (ritual, *without)}
        found = [one for each in known.values() for one in views.replacing(each)]
        return _moved([known.get(one.id, one) for one in found], standing)
    if ritual.ended is None:
        return []
    last = next((one for one in earlier if one.ended is None), earlier[-1])
    return _moved(views.replacing(ritual), last)


def _moved(others: list[Ritual], onto: Ritual) -> list[Ritual]:
    for other in others:
        other.replaces = onto.id
        Ritual.update(replaces=onto.id).where(
            (Ritual.space_id == other.space_id) & (Ritual.id == other.id)
        ).execute()
    return others
