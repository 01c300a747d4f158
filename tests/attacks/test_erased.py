"""Somebody who holds the database looks for an erased person, or for what a couple had that parted long ago.

They look in every table, whatever the two had done.
"""

from operator import attrgetter

import pytest

from api.client.phone import Phone
from api.kernel import clock as server_clock
from api.kernel import fading
from tests.contract.operations import Operation, operations
from tests.contract.real_practices import Requests
from tests.kernel.everything import everything
from tests.kernel.test_erasing import forget
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.working import act
from tests.proven import document
from tests.push_service import PushService

ENDED = ("erase_account", "end_session", "start_account")
"""Operations after which the phone has no account, or does not have one yet."""
ACTS = [one for one in operations(document()) if one.method != "GET" and one.name not in ENDED]
DAY = server_clock.DAY


def done(cast: Cast, service: PushService, operation: Operation) -> Phone:
    """A phone that has sent this operation, in most cases with a partner."""
    real = Requests(cast, service).of(operation.name)
    assert real.phone.api.request(operation.method, real.path, real.body).status < 300
    return real.phone


def tables_that_name(*ids: str) -> set[str]:
    return {
        table
        for table, rows in everything().items()
        if any(one in str(row) for one in ids for row in rows)
    }


@pytest.mark.parametrize("operation", ACTS, ids=attrgetter("name"))
def test_no_table_names_who_erased_themselves(
    cast: Cast, service: PushService, operation: Operation
):
    phone = done(cast, service, operation)
    phone.erase()
    assert tables_that_name(phone.person_id, phone.device_id) == set()


@pytest.mark.parametrize("operation", ACTS, ids=attrgetter("name"))
def test_no_table_tells_what_two_had_who_parted_long_ago(
    cast: Cast, service: PushService, clock: MovingClock, operation: Operation
):
    phone = done(cast, service, operation)
    before = phone.couple_id
    phone.refresh()
    couple = before or phone.couple_id
    if phone.couple_id:
        phone.leave()
    for _ in range(2):
        clock.forward(milliseconds=fading.AFTER + DAY)
        act()
        forget()
    assert couple is None or tables_that_name(couple) <= {"space", "seat_lost"}
