"""A change of an accepted ritual is a new ritual, which replaces the old one once both have
accepted it.

Until then the old one stays active, also if the change is declined. It becomes active again if a
yes to the change is withdrawn.
"""

from ...kernel.errors import Problem, invalid
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import reminders, views
from .models import Ritual

MOST = 50
"""How many open changes of one ritual one author may have, and how many may have followed one another."""


def chosen(caller: Caller, space_id: str, ritual_id: str, replaces: str | None) -> str | None:
    """The ritual that a new one replaces: `replaces`, or the latest ritual that has already
    replaced that one. Raises `full`."""
    if replaces is None:
        return None
    standing = Ritual.get_or_none(Ritual.space_id == space_id, Ritual.id == replaces)
    if standing is None or replaces == ritual_id:
        raise invalid(replaces="There is no such ritual here.")
    while (later := views.replacement_of(standing)) is not None:
        standing = later
    _refuse_too_many(caller, standing)
    return standing.id


def settle(caller: Caller, ritual: Ritual) -> None:
    """Deactivate or reactivate the ritual that this one replaces.

    Call it whenever the acceptance of this ritual may have changed.
    """
    standing = views.replaced_by(ritual)
    if standing is None:
        return
    if ritual.ended is None and views.is_agreed(ritual):
        notices.drop(views.RITUALS, standing.id)
        _point_others_at(caller, ritual, standing)
    reminders.plan(standing)
    views.publish(views.RITUALS, caller, views.of_ritual(standing))


def before(ritual: Ritual) -> list[Ritual]:
    """The rituals that this one has replaced and that have not ended, the latest first."""
    found: list[Ritual] = []
    one = ritual
    while views.is_agreed(one) and (standing := views.replaced_by(one)) is not None:
        if standing.ended is not None or standing.id in [known.id for known in found]:
            break
        found.append(standing)
        one = standing
    return found


def _refuse_too_many(caller: Caller, standing: Ritual) -> None:
    """Refuse more than `MOST` changes: a yes looks at all open ones, an end at all earlier ones."""
    beside = [one for one in views.replacing(standing) if one.author_id == caller.person_id]
    if len(beside) >= MOST or len(before(standing)) >= MOST:
        raise Problem("full")


def _point_others_at(caller: Caller, ritual: Ritual, standing: Ritual) -> None:
    """Let other proposals that would replace the old ritual replace the new one: only one can be
    active."""
    for other in views.replacing(standing):
        if other.id != ritual.id:
            other.replaces = ritual.id
            Ritual.update(replaces=ritual.id).where(
                (Ritual.space_id == other.space_id) & (Ritual.id == other.id)
            ).execute()
            views.publish(views.RITUALS, caller, views.of_ritual(other))
