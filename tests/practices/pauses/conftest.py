"""What tests of pauses share."""

import pytest

from api.client.phone import Phone
from tests.people import Cast
from tests.push_service import PushService
from tests.pushing import choose, turn_on


@pytest.fixture
def couple(noon: int, cast: Cast, service: PushService) -> tuple[Phone, Phone]:
    """ana and ben, at noon in Berlin, both with push and without quiet hours."""
    for phone in cast.couple:
        turn_on(phone, service)
        choose(phone)
    return cast.couple
