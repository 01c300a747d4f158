"""The worker's check for a person who is ready alone does not delay the partner's writes."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

from flask import Flask

from api.client.phone import Phone
from api.kernel.clock import HOUR
from api.kernel.db import database, for_update
from api.kernel.feed import Reader
from api.kernel.spaces import Space
from api.practices.readiness.models import Readiness
from tests.moving_clock import MovingClock
from tests.people import Cast
from tests.practices.readiness.saying import say, seen, stand
from tests.practices.working import act, planned


@contextmanager
def writing(phone: Phone) -> Generator[None]:
    """Holds the locks of somebody's write to the couple, for as long as this lasts."""
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with database.connection_context(), database.atomic():
            for_update(Space.select().where(Space.id == phone.space("us"))).get()
            for_update(Reader.select().where(Reader.person_id == phone.person_id)).get()
            held.set()
            over.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_look_for_one_alone_needs_nothing_of_the_partners(
    app: Flask, cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    with writing(ben):
        stand(clock)
        assert planned("readiness_match") == []


def test_an_end_that_the_partner_does_not_see_needs_nothing_of_theirs(
    app: Flask, cast: Cast, clock: MovingClock
):
    ana, ben = cast.couple
    say(ana, "touch", "ready")
    say(ana, "intimacy", "maybe")
    stand(clock)
    clock.forward(milliseconds=5 * HOUR)
    done = threading.Event()

    def work() -> None:
        with database.connection_context():
            act()
        done.set()

    with writing(ben):
        worker = threading.Thread(target=work)
        worker.start()
        in_time = done.wait(5)
    worker.join()
    assert in_time
    assert {row.state for row in Readiness.select()} == {"not_now"}
    assert {view["state"] for view in seen(ana, of=ana).values()} == {"not_now"}
