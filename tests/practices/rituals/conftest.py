"""What tests of rituals share."""

import pytest

from api.client.phone import Phone
from tests.practices.rituals.planning import agreed


@pytest.fixture
def ritual_id(couple: tuple[Phone, Phone]) -> str:
    """Both have accepted it."""
    ritual_id = agreed(*couple)
    for phone in couple:
        phone.changes()
    return ritual_id
