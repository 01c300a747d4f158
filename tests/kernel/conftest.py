"""What tests of the kernel share: phones that can send two requests at once."""

from collections.abc import Callable

import pytest
from flask import Flask

from api.client.phone import Phone
from api.client.transport import FlaskTransport


@pytest.fixture
def twin(app: Flask) -> Callable[[Phone], Phone]:
    """The same phone with a connection of its own, for plain requests at the same time."""

    def copy(phone: Phone) -> Phone:
        other = Phone(FlaskTransport(app.test_client()))
        other.api.token = phone.api.token
        return other

    return copy
