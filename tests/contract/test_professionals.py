"""A professional reads what a couple granted them, as both see it, and nothing else; to every route they are a
stranger.
"""

from operator import attrgetter
from typing import Any

import pytest
from flask import Flask

from api.app import KINDS
from api.client.phone import Phone
from api.kernel.feed import Feed
from api.kernel.kinds import Kind
from tests.contract.operations import Operation
from tests.contract.real_practices import Requests
from tests.contract.test_outsiders import (
    EVERY,
    SECRET_ADDRESSES,
    AtHome,
    Outsider,
    finds_nothing,
    home,
)
from tests.granting import KINDS as OF_PRACTICE
from tests.granting import OPEN, WEEK, let_read, read_by
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.working import work
from tests.push_service import PushService
from tests.pushing import choose, queued, turn_on

__all__ = ["home"]

FEED = "get_changes"
HOMES = {kind.described()["path"].split("/")[1]: kind.practice for kind in KINDS}
"""The practice by the first part of a path."""

WRITES = [one for one in EVERY if one.name in vars(Requests) and one.method in ("PUT", "DELETE")]
SHARED = [kind for kind in KINDS if kind.name not in ("preferences", "ritual_quiet_hours")]
"""The kinds that a couple's space holds."""

PUTS = {one.path.removeprefix("/api/v1"): one.name for one in EVERY if one.method == "PUT"}


@pytest.mark.slow
@pytest.mark.parametrize("operation", EVERY, ids=attrgetter("name"))
def test_every_route_takes_them_for_a_stranger(
    operation: Operation, app: Flask, home: AtHome, cast: Cast
):
    let_read(cast.professional, cast.ana.space("us"))
    real = home.of(operation.name)
    if operation.name not in SECRET_ADDRESSES | {FEED}:
        finds_nothing(Outsider(app, cast.professional), operation, real)


@pytest.mark.parametrize("operation", WRITES, ids=attrgetter("name"))
def test_what_the_two_write_is_told_as_both_see_it(
    operation: Operation, home: AtHome, cast: Cast, service: PushService
):
    """Whatever they write succeeds, pushes nothing to a professional, and reaches only whom they granted it."""
    practice = HOMES.get(operation.path.split("/")[3], "rituals")
    professional, other = cast.professional, cast.stranger
    for reader, granted in ((professional, {practice}), (other, {*OPEN} - {practice})):
        let_read(reader, cast.ana.space("us"), granted & {*OPEN})
        turn_on(reader, service)
        choose(reader)
    before = {reader: views_of(reader) for reader in (professional, other)}
    real = home.of(operation.name)
    answer = real.phone.api.request(operation.method, real.path, real.body)
    assert answer.status < 300, answer.json
    work()
    assert (queued(professional), queued(other)) == (0, 0)
    told = [view for view in views_of(professional) if view not in before[professional]]
    assert {kind for kind, _ in told} <= OF_PRACTICE.get(practice, set())
    both = [views_of(phone) for phone in (cast.ana, home.ben)]
    assert [view for view in told if not all(view in theirs for theirs in both)] == []
    assert views_of(other) == before[other]


@pytest.mark.parametrize("kind", SHARED, ids=attrgetter("name"))
def test_a_grant_covers_its_practice_until_it_ends(
    kind: Kind, home: AtHome, cast: Cast, clock: MovingClock
):
    professional, us = cast.professional, cast.ana.space("us")
    is_open = kind.practice in OPEN
    let_read(professional, us, {kind.practice} & {*OPEN})
    real = home.of(PUTS[kind.described()["path"]])
    real.phone.api.call("PUT", real.path, real.body)
    assert (kind.name in read_by(professional)) is is_open
    clock.forward(milliseconds=WEEK)
    assert read_by(professional) == set()
    assert stored_for(professional, us) == 0
    again = home.of(PUTS[kind.described()["path"]])
    again.phone.api.request("PUT", again.path, again.body)
    assert stored_for(professional, us) == 0


def views_of(phone: Phone) -> list[tuple[str, Any]]:
    """All views in a person's feed, and what was deleted, by kind."""
    page: Any = phone.api.call("GET", "/changes")
    shown = [(kind, view) for kind, views in page["records"].items() for view in views]
    return [*shown, *((one["kind"], one) for one in page["gone"])]


def stored_for(phone: Phone, space_id: str) -> int:
    mine = (Feed.person_id == phone.person_id) & (Feed.space_id == space_id)
    return Feed.select().where(mine).count()
