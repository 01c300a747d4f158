"""What happens to accords later: what the worker does when it is due, and what follows a restore."""

from collections.abc import Iterator
from functools import partial

from ..lifetimes import Lifetime
from . import (
    acceptances,
    changes,
    ends,
    lapses,
    refusals,
    renewals,
    states,
    suspensions,
    views,
    withdrawals,
)
from .accords import A, Accord


def lifetimes(accord: Accord[A]) -> tuple[Lifetime, ...]:
    """For `Practice.lifetimes`."""
    return (
        Lifetime(name=accord.declined_end, act=partial(ends.end_declined, accord)),
        Lifetime(name=accord.trace, act=partial(refusals.forget_trace, accord)),
        Lifetime(name=accord.end_trace, act=partial(ends.forget_who, accord)),
        *lapses.lifetime(accord),
    )


def after_restore(accord: Accord[A]) -> None:
    """End again what was ended since the backup, withdraw again each yes and renewal that was withdrawn, and suspend
    again what was suspended."""
    for record in _open(accord):
        ends.end_if_removed(accord, record)
    if accord.lapse is not None:
        renewals.withdraw_again(accord)
    if accord.suspension is not None:
        for record in _open(accord):
            suspensions.suspend_again(accord, record)
    for record in _open(accord):
        _withdraw_again(accord, record)


def _withdraw_again(accord: Accord[A], record: A) -> None:
    """Delete all yeses to terms to which one was withdrawn since the backup."""
    said = accord.yes.said(record.space_id, record.id)
    if not withdrawals.is_withdrawn(accord, record):
        return
    if accord.yes.model.delete().where(said).execute():
        views.publish(accord, record.space_id, changes.settle(accord, record))
        acceptances.publish(accord, record)


def _open(accord: Accord[A]) -> Iterator[A]:
    """Each that has not ended, as it is by then: what was done to another may have changed it."""
    model = accord.of.model
    for one in list(model.select(model.space_id, model.id).where(model.ended.is_null())):
        record = states.find(accord, one.space_id, one.id)
        if record is not None and record.ended is None:
            yield record
