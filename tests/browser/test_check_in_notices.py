"""Notices about check-ins: a daily reminder, and a notice that the partner has checked in."""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.conftest import MakeCouple
from tests.browser.database import rows
from tests.browser.notices import (
    choose_time,
    clock_times,
    next_noon,
    read,
    says_nothing,
    turn_on_notices,
    wish_for,
)
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.services import PushServices
from tests.browser.steps import Face, check_in, is_at_home
from tests.waiting import wait_until

DAY = timedelta(days=1)
UNDONE_UNTIL = timedelta(seconds=11)
"""The notice of a check-in is sent once it can no longer be undone."""


def test_three_days_of_check_ins(
    couple: MakeCouple, product: Product, services: PushServices, server_clock: ServerClock
) -> None:
    """Ana is reminded in the evening; Ben is told when a check-in of hers arrives."""
    noon = next_noon(server_clock)
    server_clock.move_to(noon)
    ana, ben = couple()
    turn_on_notices(ana, ben)
    wish_for(ana, "Remind me to check in", at="22:30")
    expect(ana.page.get_by_text("This time is in your quiet hours")).to_be_visible()
    choose_time(ana, "Remind me at", "20:30")
    expect(ana.page.get_by_text("This time is in your quiet hours")).to_be_hidden()
    wish_for(ben, "When your partner shares a check-in")
    for phone in (ana, ben):
        phone.close_app()

    # The first day she does not check in, and is reminded of it.
    server_clock.move_to(evening(noon))
    assert says_nothing(read(ana, ""))

    # The next day she does, three times. Ben hears of two: more is too much for a day.
    server_clock.move_to(noon + DAY)
    ana.open_app()
    kept.knows_the_time(ana, server_clock)
    for face in ("Low", "So-so"):
        check_in_for_both(ana, face)
        server_clock.advance(UNDONE_UNTIL)
        assert says_nothing(read(ben, ""))
    check_in_for_both(ana, "Good")
    assert rows(product, "SELECT kind FROM notice") == []
    ana.close_app()

    # So there is nothing to remind her of in the evening.
    server_clock.move_to(evening(noon + DAY))
    wait_until(lambda: next_reminder(product) > server_clock.now(), "the evening to pass")

    # The third day she is reminded again, and checks in. For Ben a new day has begun.
    server_clock.move_to(evening(noon + 2 * DAY))
    ana.tap_notification(ana.notification("Reminder", ""))
    ana.wait_for_app()
    kept.knows_the_time(ana, server_clock)
    check_in_for_both(ana, "Alright")
    server_clock.advance(UNDONE_UNTIL)
    assert says_nothing(read(ben, ""))

    first, second, third = (f"{noon + days * DAY:%a}" for days in range(3))
    assert clock_times(services, ana) == [f"{first} 20:30", f"{third} 20:30"]
    assert [time[:3] for time in clock_times(services, ben)] == [second, second, third]


def evening(day: datetime) -> datetime:
    return day.replace(hour=20, minute=30)


def check_in_for_both(phone: Phone, face: Face) -> None:
    is_at_home(phone)
    check_in(phone, face)
    kept.all_is_sent(phone)


def next_reminder(product: Product) -> datetime:
    """When the server plans to remind of a check-in next."""
    [(due,)] = rows(product, "SELECT due FROM reminder WHERE kind = 'check_in_reminder'")
    return datetime.fromtimestamp(due / 1000).astimezone()
