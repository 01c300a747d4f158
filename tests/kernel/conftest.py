"""A push service for the tests of the kernel."""

from collections.abc import Iterator

import pytest

from tests.push_service import PushService, push_service


@pytest.fixture
def service() -> Iterator[PushService]:
    """A push service of this machine."""
    with push_service() as running:
        yield running
