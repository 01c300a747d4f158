"""Let an accord lapse on its day, unless everybody has renewed it.

The state follows from the time, here and on the phones. What the worker does then takes it out of the plans and feeds
for good, as an end does; nobody is its author.
"""

from .. import clock
from ..errors import invalid
from ..lifetimes import Lifetime
from ..records import CLOCK_SLACK
from . import changes, ends, states, views
from .accords import A, Accord


def refuse(accord: Accord[A], **day: int) -> None:
    """Raise `invalid` for a day, named by its field, that is over or further off than the practice allows."""
    ((field, at),) = day.items()
    now = clock.now()
    longest = 0 if accord.lapse is None else accord.lapse.longest
    if not now < at <= now + longest + CLOCK_SLACK:
        days = longest // clock.DAY
        raise invalid(**{field: f"Choose a day within {days} days."})


def plan(accord: Accord[A], record: A) -> None:
    """Plan its lapse; replaces an earlier plan. Call it before feeds are locked."""
    at = states.lapses_at(accord, record)
    if at is not None:
        _lifetime(accord).plan(record.space_id, record.id, at)


def settle(accord: Accord[A], record: A) -> None:
    """Let it lapse if its day has come; else plan that, and publish it."""
    if states.has_ended(accord, record):
        ends.lapse(accord, record)
        return
    plan(accord, record)
    views.publish(accord, record.space_id, changes.settle(accord, record))


def lifetime(accord: Accord[A]) -> tuple[Lifetime, ...]:
    """For `Practice.lifetimes`."""
    return () if accord.lapse is None else (_lifetime(accord),)


def _lifetime(accord: Accord[A]) -> Lifetime:
    def act(space_id: str, record_id: str) -> None:
        record = states.find(accord, space_id, record_id)
        if record is None or record.ended is not None:
            return
        if states.has_ended(accord, record):
            ends.lapse(accord, record)
        else:
            plan(accord, record)

    return Lifetime(name=accord.lapse_plan, act=act)
