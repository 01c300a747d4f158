"""kill -9 while phones write and while pushes are sent: nothing is lost, and nothing is shown twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.database import rows
from tests.browser.notices import BERLIN, turn_on_notices
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.resource import Fault
from tests.browser.standins.services import PushServices
from tests.browser.steps import Face, agree, check_in, propose, sees_circle, to_today
from tests.waiting import wait_until

FACES: Sequence[Face] = ("Rough", "Alright", "Good")
LEASE = timedelta(seconds=46)
"""The time after which a worker takes over what a dead one had claimed."""


def test_the_server_dies_while_both_write(couple: MakeCouple, product: Product) -> None:
    ana, ben = couple()
    for phone in (ana, ben):
        check_in(phone, "So-so")
    for _ in range(2):
        taps(ana, ben)
        product.web.kill()
        taps(ana, ben)
        product.start()
    taps(ana, ben)
    kept.all_is_sent(ana, ben)

    sees_circle(ana, "Ben", "Good")
    sees_circle(ben, "Ana", "Good")
    ben.wait_until(lambda: kept.shared(ana) == kept.shared(ben), "both phones to have the same")
    made = 2 * (1 + 5 * len(FACES))
    assert len(kept.records(ana, "check_ins")) == made
    assert rows(product, "SELECT count(*) FROM check_in") == [(made,)]


def test_the_worker_dies_among_pushes(
    couple: MakeCouple, product: Product, services: PushServices, server_clock: ServerClock
) -> None:
    ana, ben = couple()
    turn_on_notices(ana, ben)
    to_today(ana)
    propose(ana, "Date night")
    to_today(ben)
    agree(ben, "Date night")
    kept.all_is_sent(ben)
    for phone in (ana, ben):
        phone.close_app()

    # Ana's push is taken in, Ben's is not yet, and the worker hears of neither before it dies.
    services.fail(Fault(503, after=60, phone="ana", taken=True))
    services.fail(Fault(503, after=60, phone="ben"))
    server_clock.move_to(a_day_before_date_night(server_clock))
    wait_until(lambda: len(services.posts) == 2, "both pushes to be on their way")
    product.worker.kill()
    ana.notification("Reminder", "Sat 19:30.")
    assert not ben.shade.shown

    # Another one takes up its work. Ben gets his; Ana gets hers again and sees it once.
    product.start()
    server_clock.advance(LEASE)
    ben.notification("Reminder", "Sat 19:30.")
    ana.wait_until(
        lambda: [m.outcome for m in services.messages("ana")] == ["delivered"] * 2,
        "Ana's push to come again",
    )
    ana.wait_until(lambda: rows(product, "SELECT id FROM notice") == [], "nothing to be left")
    assert len(services.messages("ben")) == 1
    assert len(ana.shade.shown) == len(ben.shade.shown) == 1


def taps(*phones: Phone) -> None:
    """As fast as possible, without waiting."""
    for face in FACES:
        for phone in phones:
            phone.tap(face)


def a_day_before_date_night(server_clock: ServerClock) -> datetime:
    """A Friday at half past seven in Berlin, at least a day from now."""
    day = server_clock.now().astimezone(BERLIN) + timedelta(days=2)
    day += timedelta(days=(4 - day.weekday()) % 7)
    return day.replace(hour=19, minute=30, second=0, microsecond=0)
