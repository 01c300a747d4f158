"""What tests of accords share: two people who get pushes, a ritual of theirs, and a vow."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from flask import Flask

from api.kernel.db import database
from tests.kernel.accords import promising, signing
from tests.kernel.accords.promising import settled
from tests.kernel.accords.signing import SignedVows
from tests.kernel.accords.truth import BEGUN
from tests.kernel.accords.vows import Act, Vows
from tests.moving_clock import Watch
from tests.people import Cast
from tests.practices.conftest import couple, noon, watch
from tests.practices.rituals.conftest import ritual_id

TABLES = [*promising.TABLES, *signing.TABLES]

__all__ = ["couple", "noon", "ritual_id", "watch"]


@pytest.fixture
def tables(app: Flask) -> Iterator[None]:
    database.create_tables(TABLES)
    yield
    database.drop_tables(TABLES)


@pytest.fixture
def vows(app: Flask, cast: Cast, watch: Watch, tables: None) -> Vows:
    """ana has proposed to do the dishes."""
    return begun(Vows(app, cast.couple))


@pytest.fixture
def agreed(vows: Vows) -> Vows:
    """Both have accepted it."""
    vows.do(Act(1, "yes", 1))
    settled.clear()
    return vows


@pytest.fixture
def signed_vows(app: Flask, cast: Cast, watch: Watch, tables: None) -> SignedVows:
    """ana has proposed to do the dishes, and both have to sign."""
    return begun(SignedVows(app, cast.couple))


@pytest.fixture
def both_signed(signed_vows: SignedVows) -> SignedVows:
    """Both have signed it."""
    for who in (0, 1):
        signed_vows.do(Act(who, "yes", 1))
    settled.clear()
    return signed_vows


V = TypeVar("V", bound=Vows)


def begun(vows: V) -> V:
    assert vows.do(BEGUN) == 201
    settled.clear()
    return vows
