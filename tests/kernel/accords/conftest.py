"""What tests of accords share: two people who get pushes, a ritual of theirs, and a vow."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.kernel.db import database
from tests.kernel.accords.vows import TABLES, Act, Vows, settled
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.conftest import couple, noon, watch
from tests.practices.rituals.conftest import ritual_id

__all__ = ["couple", "noon", "ritual_id", "watch"]


@pytest.fixture
def vows(app: Flask, cast: Cast, watch: Watch) -> Iterator[Vows]:
    """ana has proposed to do the dishes."""
    database.create_tables(TABLES)
    vows = Vows(app, cast.couple)
    assert vows.do(Act(0, "edit", 1, "dishes")) == 201
    settled.clear()
    yield vows
    database.drop_tables(TABLES)


@pytest.fixture
def agreed(vows: Vows) -> Vows:
    """Both have accepted it."""
    vows.do(Act(1, "yes", 1))
    settled.clear()
    return vows
