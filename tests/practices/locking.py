"""Checks that a request writes plans first, then notices, then feeds, as the worker does, so that they never
deadlock."""

import logging
import re
from collections.abc import Callable

import pytest

ORDER = {"reminder": 0, "notice": 1, "reader": 2, "feed": 2}
"""The tables that the worker locks too, in its order."""
_WRITE = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


def in_order(caplog: pytest.LogCaptureFixture, action: Callable[[], object]) -> None:
    caplog.clear()
    with caplog.at_level(logging.DEBUG, "peewee"):
        action()
    found = [_WRITE.match(str(record.msg[0])) for record in caplog.records if record.args == ()]
    written = [match[1] for match in found if match and match[1] in ORDER]
    assert {"reminder", "feed"} <= set(written)
    steps = [ORDER[one] for one in written]
    assert steps == sorted(steps)
