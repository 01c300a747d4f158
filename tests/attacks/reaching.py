"""How everybody tries to reach what was taken away, once a backup from before is restored."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from api.client.errors import UnknownKeyError
from api.client.phone import Phone
from api.client.records import Request
from tests.kernel.asking import check_in, refused, sent
from tests.moving_clock import MovingClock
from tests.people import Cast


@dataclass(frozen=True)
class Stage:
    """Who takes part, and a clock that moves."""

    cast: Cast
    clock: MovingClock


Story = Callable[[Stage], Iterator[None]]
"""Prepares, stops for the backup, takes something away, stops for the restore, then lets all try."""


def nobody_reads(cast: Cast, written: Request) -> None:
    """Neither its author nor the partner, a stranger or two who have parted, by its id or their feeds."""
    cleo, dan = cast.cleo, cast.dan
    cleo.leave()
    for phone in (cast.ana, cast.ben, cast.stranger, cleo, dan):
        assert phone.api.request("GET", written.path).status in (401, 404)
        assert id_of(written) not in feed_of(phone)


def feed_of(phone: Phone) -> set[str]:
    """The ids of the records that a phone gets; none where it is not signed in."""
    if phone.session()["person"] is None:
        return set()
    phone.changes()
    return {record_id for _, _, record_id in phone.store.records}


def is_out(out: Phone, *others: Phone) -> None:
    """It is not signed in, and what the others write after the restore is under keys that it lacks."""
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


def id_of(request: Request) -> str:
    return request.path.rpartition("/")[2]
