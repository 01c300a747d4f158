"""What tests of the kernel share: phones that can send two requests at once, and one that gets pushes."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, turn_on


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
