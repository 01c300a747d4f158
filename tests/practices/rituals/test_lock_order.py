"""Each request writes plans first, then notices, then feeds, as the worker does, so that they never deadlock."""

import logging
import re
from collections.abc import Callable

import pytest

from api.client.phone import Phone
from tests.practices.rituals.planning import (
    DAILY,
    accept,
    agreed,
    change,
    decline,
    end,
    propose,
)

ORDER = {"reminder": 0, "notice": 1, "reader": 2, "feed": 2}
"""The tables that the worker locks too, in its order."""
_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')

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
    _in_order(caplog, lambda: accept(ana, new))
    _in_order(caplog, lambda: step(ana, ben, old, new))


def _in_order(caplog: pytest.LogCaptureFixture, action: Callable[[], object]) -> None:
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "peewee"):
        action()
    found = [_WRITE.match(str(record.msg[0])) for record in caplog.records if record.args == ()]
    written = [match[1] for match in found if match and match[1] in ORDER]
    assert {"reminder", "feed"} <= set(written)
    steps = [ORDER[one] for one in written]
    assert steps == sorted(steps)
