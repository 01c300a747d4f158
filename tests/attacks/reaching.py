"""How everybody tries to reach what was deleted or revoked, after an older backup was restored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from api.client.errors import UnknownKeyError
from api.client.phone import Phone
from api.client.records import Request
from tests.kernel.asking import check_in, id_of, refused, sent
from tests.moving_clock import MovingClock
from tests.people import Cast


@dataclass(frozen=True)
class Stage:
    """Who takes part, and a clock that moves."""

    cast: Cast
    clock: MovingClock


Story = Callable[[Stage], Iterator[None]]
"""A story in three parts: before the backup, between backup and restore, and after the restore, when everybody
tries.
"""


def nobody_reads(cast: Cast, written: Request) -> None:
    """Its author, the partner, a stranger and another couple reach it neither by its id nor in their feeds."""
    cleo, dan = cast.cleo, cast.dan
    cleo.leave()
    for phone in (cast.ana, cast.ben, cast.stranger, cleo, dan):
        assert phone.api.request("GET", written.path).status in (401, 404)
        assert id_of(written) not in feed_of(phone)


def feed_of(phone: Phone) -> set[str]:
    """The ids of the records that a phone gets; none if it is not signed in."""
    if phone.session()["person"] is None:
        return set()
    phone.changes()
    return {record_id for _, _, record_id in phone.store.records}


def is_out(out: Phone, *others: Phone) -> None:
    """The phone is not signed in, and lacks the keys of what the others write after the restore."""
    refused(out, "sign_in", "GET", "/changes")
    refused(out, "sign_in", "GET", "/keys")
    for phone in (*others, *others):
        phone.refresh()
    assert [phone.api.call("GET", "/keys")["due"] for phone in others] == [[]] * len(others)
    for phone in others:
        for audience in ("me", "us"):
            with pytest.raises(UnknownKeyError):
                out.ring.practice_key(phone.ring.in_force(phone.space(audience)), "checkins")
            assert sent(phone, check_in(phone, audience)).status == 201
