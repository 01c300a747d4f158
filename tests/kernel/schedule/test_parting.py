"""A worker that reminds the two at the moment at which one of them leaves: no reminder comes later.

On PostgreSQL a leaving waits for what the worker holds, and does not see what it adds to the same table meanwhile.
"""

import pytest

from api.client.phone import Phone
from api.kernel import reminders
from api.kernel.clock import HOUR
from api.kernel.db import transaction
from tests.moving_clock import MovingClock
from tests.practices.locking import in_order
from tests.practices.rituals.planning import FRIDAY, SEVEN, agreed
from tests.practices.working import act, planned, queued


def test_what_the_worker_planned_meanwhile_reminds_nobody(
    couple: tuple[Phone, Phone], clock: MovingClock
):
    space_id, ritual_id = str(couple[0].couple_id), agreed(*couple)
    couple[0].leave()
    with transaction():
        for phone in couple:
            next_one = (phone.person_id, space_id, "ritual", f"{ritual_id}/60")
            reminders.plan(*next_one, SEVEN - HOUR)
            snoozed = (phone.person_id, space_id, "ritual_snooze", f"{ritual_id}/{FRIDAY}")
            reminders.plan(*snoozed, SEVEN - HOUR)
    clock.to(SEVEN - HOUR)
    act()
    assert [queued(phone.person_id) for phone in couple] == [[], []]
    assert planned("ritual") == planned("ritual_snooze") == []


def test_what_it_queued_meanwhile_is_dropped(
    couple: tuple[Phone, Phone], caplog: pytest.LogCaptureFixture
):
    """The leaving waits for the worker where it drops plans, so it drops notices after that."""
    agreed(*couple)
    in_order(caplog, couple[0].leave)
