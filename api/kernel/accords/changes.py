"""A change of an accepted accord is a new one, which replaces the old one once everybody has accepted it.

Until then the old one stays in force, also if the change is declined. It is in force again if a yes to the change is
withdrawn.
"""

from ..errors import Problem, invalid
from ..push import notices
from ..spaces import Caller
from . import states
from .accords import A, Accord

MOST = 50
"""How many open changes of one accord one author may have, and how many may have followed one another."""


def chosen(accord: Accord[A], caller: Caller, record: A, replaces: str | None) -> str | None:
    """What a new record replaces: of `replaces` and all changes around it the one in force. Raises `full`."""
    if replaces is None:
        return None
    standing = states.find(accord, record.space_id, replaces)
    if standing is None or replaces == record.id:
        raise invalid(replaces=f"There is no such {accord.one} here.")
    while (
        not _stands(accord, standing) and (one := states.replaced_by(accord, standing)) is not None
    ):
        standing = one
    while (later := states.replacement_of(accord, standing)) is not None:
        standing = later
    _refuse_too_many(accord, caller, standing)
    return standing.id


def settle(accord: Accord[A], *records: A) -> list[A]:
    """Let at most one of an accord and its changes be in force, and call `settled` for all whose state may have
    changed. Returns all whose views may have changed, these records included.

    Call it once whenever the acceptance of these records may have changed or they have ended, before anything is
    published. It lets all plans be written before it drops a notice: the worker also locks plans first, then notices,
    then feeds.
    """
    changed: dict[str, A] = {}
    settled: dict[str, A] = {}
    for record in records:
        earlier = _not_standing_before(accord, record)
        if _stands(accord, record):
            moved = _put_others_under(accord, record)
        else:
            moved = _free_changes_of(accord, record, earlier)
        path = {one.id: one for one in (record, *earlier)}
        changed |= {one.id: one for one in moved} | path
        settled |= path
    for one in settled.values():
        accord.settled(one)
    for one in settled.values():
        if not states.is_in_force(accord, one):
            notices.drop(one.space_id, accord.of.name, one.id)
    return list(changed.values())


def before(accord: Accord[A], record: A) -> list[A]:
    """Those that this one has replaced and that have not ended, the latest first."""
    found: list[A] = []
    if states.is_agreed(accord, record):
        for one in states.earlier(accord, record):
            if one.ended is not None:
                break
            found.append(one)
    return found


def _refuse_too_many(accord: Accord[A], caller: Caller, standing: A) -> None:
    """Refuse more than `MOST` changes: a yes looks at all open ones, an end at all earlier ones."""
    beside = [
        one for one in states.replacing(accord, standing) if one.author_id == caller.person_id
    ]
    if len(beside) >= MOST or len(before(accord, standing)) >= MOST:
        raise Problem("full")


def _stands(accord: Accord[A], record: A) -> bool:
    """Whether it is in force unless another one replaces it."""
    return record.ended is None and states.is_agreed(accord, record)


def _not_standing_before(accord: Accord[A], record: A) -> list[A]:
    """The earlier ones up to the first that everybody has accepted, or all: the state of no other depends on this."""
    found: list[A] = []
    for one in states.earlier(accord, record):
        found.append(one)
        if _stands(accord, one):
            break
    return found


def _put_others_under(accord: Accord[A], record: A) -> list[A]:
    """Let all other changes of earlier ones replace this one, so that only one can be in force."""
    earlier = list(states.earlier(accord, record))
    path = {record.id, *(one.id for one in earlier)}
    others = [
        one for each in earlier for one in states.replacing(accord, each) if one.id not in path
    ]
    return _moved(accord, others, record)


def _free_changes_of(accord: Accord[A], record: A, earlier: list[A]) -> list[A]:
    """Let the changes of one that is not accepted, or has ended, replace the earlier one that is in force. If one of
    those changes is in force, it stays later than this one."""
    if not earlier:
        return []
    if states.replacement_of(accord, record) is None:
        *without, standing = earlier
        known = {one.id: one for one in (record, *without)}
        found = [one for each in known.values() for one in states.replacing(accord, each)]
        return _moved(accord, [known.get(one.id, one) for one in found], standing)
    if record.ended is None:
        return []
    last = next((one for one in earlier if one.ended is None), earlier[-1])
    return _moved(accord, states.replacing(accord, record), last)


def _moved(accord: Accord[A], others: list[A], onto: A) -> list[A]:
    model = accord.of.model
    for other in others:
        other.replaces = onto.id
        same = (model.space_id == other.space_id) & (model.id == other.id)
        model.update(replaces=onto.id).where(same).execute()
    return others
