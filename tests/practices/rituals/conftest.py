"""What tests of rituals share."""

import pytest

from api.client.phone import Phone
from tests.people import Cast
from tests.practices.rituals.planning import agreed
from tests.push_service import PushService
from tests.pushing import choose, turn_on


@pytest.fixture
def couple(noon: int, cast: Cast, service: PushService) -> tuple[Phone, Phone]:
    """ana and ben, on the day before the first Friday, with push and without quiet hours."""
    for phone in cast.couple:
        turn_on(phone, service)
        choose(phone)
    return cast.couple


@pytest.fixture
def ritual_id(couple: tuple[Phone, Phone]) -> str:
    """Both have accepted it."""
    ritual_id = agreed(*couple)
    for phone in couple:
        phone.changes()
    return ritual_id
