"""A change of what both accepted: a ritual of its own, that takes the other's place once both have accepted it.

Until then the other stands, and declining the change leaves it standing. It stands again, too, where a yes to the
change is withdrawn.
"""

from ...kernel.errors import invalid
from ...kernel.push import notices
from ...kernel.spaces import Caller
from . import reminders, views
from .models import Ritual


def chosen(space_id: str, ritual_id: str, replaces: str | None) -> str | None:
    """What a new ritual takes the place of: of one that was changed already, the last change."""
    if replaces is None:
        return None
    standing = Ritual.get_or_none(Ritual.space_id == space_id, Ritual.id == replaces)
    if standing is None or replaces == ritual_id:
        raise invalid(replaces="There is no such ritual here.")
    while (later := views.replacement_of(standing)) is not None:
        standing = later
    return standing.id


def settle(caller: Caller, ritual: Ritual) -> None:
    """The one whose place a ritual takes steps back, or stands again.

    Call it when the acceptance of the ritual may have changed.
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
    """Those that have stepped back for this one and are still there, the last one first."""
    found: list[Ritual] = []
    one = ritual
    while views.is_agreed(one) and (standing := views.replaced_by(one)) is not None:
        if standing.ended is not None or standing.id in [known.id for known in found]:
            break
        found.append(standing)
        one = standing
    return found


def _point_others_at(caller: Caller, ritual: Ritual, standing: Ritual) -> None:
    """Other changes of what was replaced are now changes of what took its place: only one can stand."""
    for other in views.replacing(standing):
        if other.id != ritual.id:
            other.replaces = ritual.id
            Ritual.update(replaces=ritual.id).where(
                (Ritual.space_id == other.space_id) & (Ritual.id == other.id)
            ).execute()
            views.publish(views.RITUALS, caller, views.of_ritual(other))
