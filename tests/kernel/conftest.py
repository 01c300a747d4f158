"""What tests of the kernel share: phones that can send two requests at once, one that gets pushes, a question for two,
and a worker that is not in a hurry."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport
from api.kernel import reminders
from api.kernel.db import database
from tests.kernel.opinions import TABLES, Asked
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.conftest import watch
from tests.push_service import PushService
from tests.pushing import choose, turn_on

__all__ = ["watch"]


@pytest.fixture
def twin(app: Flask) -> Callable[[Phone], Phone]:
    """The same phone with a connection of its own, for plain requests at the same time."""

    def copy(phone: Phone) -> Phone:
        other = Phone(FlaskTransport(app.test_client()))
        other.api.token = phone.api.token
        return other

    return copy


@pytest.fixture
def reachable(cast: Cast, service: PushService) -> None:
    """ana gets pushes of every kind and has no quiet hours."""
    choose(cast.ana)
    turn_on(cast.ana, service)


@pytest.fixture
def asked(app: Flask, cast: Cast, watch: Watch) -> Iterator[Asked]:
    """A question of ana's that she and ben may answer, in a database with tables for both."""
    database.create_tables(TABLES)
    yield Asked(app, cast.couple)
    database.drop_tables(TABLES)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker acts on all that is due in one round, on a busy machine too."""
    monkeypatch.setattr(reminders, "_LONGEST_SECONDS", 10)
