"""Each request writes plans first, then notices, then feeds, as the worker does, so that they never deadlock."""

from collections.abc import Callable

import pytest

from api.client.phone import Phone
from tests.practices.locking import in_order
from tests.practices.rituals.planning import (
    DAILY,
    accept,
    agreed,
    change,
    decline,
    end,
    propose,
)

Step = Callable[[Phone, Phone, str, str], object]
"""Requests of one partner about a ritual and its change, which both have accepted."""


@pytest.mark.parametrize(
    "step",
    [
        lambda ana, _ben, _old, new: decline(ana, new),
        lambda ana, _ben, _old, new: propose(ana, ritual_id=new, edit=2, recurrence=DAILY),
        lambda ana, _ben, _old, new: end(ana, new),
        lambda ana, _ben, _old, new: change(ana, new, "skipped"),
    ],
    ids=["decline", "edit", "end", "skip"],
)
def test_plans_come_before_notices_and_feeds(
    couple: tuple[Phone, Phone], caplog: pytest.LogCaptureFixture, step: Step
):
    ana, ben = couple
    old = agreed(ana, ben)
    new = propose(ben, replaces=old)["id"]
    in_order(caplog, lambda: accept(ana, new))
    in_order(caplog, lambda: step(ana, ben, old, new))
