"""What these tests share: the two, in a database with tables for favours."""

from collections.abc import Iterator

import pytest
from flask import Flask

from api.kernel import clock as server_clock
from api.kernel import reminders
from api.kernel.db import database
from tests.kernel.quiet_requests.favours import TABLES
from tests.kernel.quiet_requests.stage import Two
from tests.moving_clock import Watch
from tests.people import Cast


@pytest.fixture
def two(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Two]:
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 10)
    couple, watch = cast.couple, Watch(server_clock.now())
    monkeypatch.setattr(server_clock, "time", watch)
    database.create_tables(TABLES)
    yield Two(app, couple, watch)
    database.drop_tables(TABLES)
