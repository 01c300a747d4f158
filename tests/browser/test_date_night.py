"""Pushes for date night: at the agreed times, on two locked phones, with nothing to read on them."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.audit import audit
from tests.browser.conftest import MakePhone
from tests.browser.database import rows
from tests.browser.notices import (
    BERLIN,
    clock_times,
    is_silent,
    keep_quiet,
    read,
    says_nothing,
    sent_at,
    show_words,
    turn_on_notices,
)
from tests.browser.phones import Phone
from tests.browser.server import Product
from tests.browser.server_clock import ServerClock
from tests.browser.standins.services import PushServices
from tests.browser.steps import SLOW, agree, pair
from tests.waiting import wait_until

WEEK = timedelta(days=7)
A_MOMENT = timedelta(seconds=4)


def test_a_push_for_date_night(
    phones: MakePhone, product: Product, services: PushServices, server_clock: ServerClock
) -> None:
    """Around the weekend on which the clocks change. Ana lives in Berlin, Ben in Lisbon."""
    first = saturday_before_the_clocks_change(after=server_clock.now())
    second, third = first + WEEK, first + 2 * WEEK
    assert first.utcoffset() != second.utcoffset()
    server_clock.move_to(first - timedelta(days=3))
    ana, ben = phones("ana"), phones("ben", browser="firefox", zone="Europe/Lisbon")
    pair(ana, ben)
    turn_on_notices(ana, ben)
    propose_dinner(ana)
    accept_dinner(ben)
    both_lock_their_phones(ana, ben)

    # An hour before, both phones say so, each in its own zone. Nobody who looks on learns more.
    server_clock.move_to(first.replace(hour=18, minute=30))
    assert says_nothing(read(ana, "19:30."))
    reminder = ben.notification("Reminder", "18:30.")
    assert says_nothing(reminder)
    assert not is_silent(reminder)

    # Ben wants to hear of it again in a quarter of an hour, not sooner. Ana is not told.
    ben.tap_notification(reminder, "Snooze 15 min")
    due = snoozed_until(product)
    server_clock.move_to(due - A_MOMENT)
    again = ben.notification("Reminder", "18:30.")
    assert sent_at(services.messages("ben")[-1]) >= due

    # He sets out, which Ana's phone tells quietly.
    ben.tap_notification(again, "On my way")
    news = read(ana, "")
    assert says_nothing(news)
    assert is_silent(news)

    # A tap on a notice leads to the ritual, with the same buttons for phones that show none there.
    server_clock.move_to(first.replace(hour=19, minute=15))
    ana.tap_notification(ana.notification("Reminder", "19:30."))
    ana.wait_for_app()
    ana.sees("Candlelight at Quittenbrot")
    for button in ("On my way", "Snooze 15 min", "Not tonight"):
        expect(ana.tappable(button)).to_be_visible(timeout=SLOW)
    # So does Today, where the tap ends on phones that open no address.
    ana.open_app()
    for button in ("On my way", "Snooze 15 min", "Not tonight"):
        expect(ana.tappable(button)).to_be_visible(timeout=SLOW)
    audit(ana, "today-due")
    # A slip of her finger tells Ben nothing.
    ana.tap("On my way")
    ana.sees("You said you are on your way.")
    ana.screenshot("today-on-the-way")
    ana.tap("Undo")
    expect(ana.tappable("On my way")).to_be_visible()
    ana.open_app("/time")
    ana.sees("Ben is on the way.")
    read(ben, "18:30.")
    server_clock.move_to(first.replace(hour=19, minute=30))
    read(ana, "19:30.")
    read(ben, "18:30.")

    # Ana wants words on her lock screen. Ben wants to hear nothing around half past five.
    show_words(ana)
    keep_quiet(ben, "17:00", "18:00")
    both_lock_their_phones(ana, ben)

    # The clocks have changed, and half past seven is half past seven still.
    server_clock.move_to(second.replace(hour=18, minute=30))
    read(ana, "At 19:30.", title="Candlelight at Quittenbrot")
    server_clock.move_to(second.replace(hour=19, minute=15))
    read(ana, "At 19:30.", title="Candlelight at Quittenbrot")

    # Ben would rather not, tonight. It is skipped for both, and nobody hears of it before next week.
    ben.tap_notification(ben.notification("Reminder", "18:30."))
    ben.wait_for_app()
    ben.tap("Not tonight")
    ben.tap("Undo")
    ben.tap("Not tonight")
    ben.sees("This time is skipped.")
    for phone in (ben, ana):
        phone.open_app("/")
        phone.sees("Skipped")
    audit(ana, "today-skipped")
    ana.open_app("/time")
    ana.sees("Skipped")
    assert next_reminder(product) == third.replace(hour=18, minute=30)
    server_clock.move_to(third.replace(hour=18, minute=30))
    read(ana, "At 19:30.", title="Candlelight at Quittenbrot")
    server_clock.move_to(third.replace(hour=19, minute=15))
    old = ben.notification("Reminder", "18:30.")
    read(ana, "At 19:30.", title="Candlelight at Quittenbrot")

    # Ana moves it to Sunday. Ben's old reminder tells her nothing: it shows him the new time.
    move_next(ana, third + timedelta(days=1))
    ben.close_app()
    ben.tap_notification(old, "On my way")
    ben.wait_for_app()
    ben.sees("Moved from")
    ben.open_app("/tray")
    ben.sees("This was moved to another time.")

    evening = ["Sat 18:30", "Sat 18:45", "Sat 19:15", "Sat 19:30"]
    assert clock_times(services, ana) == [*evening, *["Sat 18:30", "Sat 19:15"] * 2]
    assert clock_times(services, ben) == [*evening, *["Sat 19:15"] * 2]
    assert not ana.shade.shown
    assert not ben.shade.shown


def saturday_before_the_clocks_change(after: datetime) -> datetime:
    """Noon of the day before Berlin's clocks change, at least a week from now."""
    day = after.astimezone(BERLIN).replace(hour=12, minute=0, second=0, microsecond=0) + WEEK
    while (day + timedelta(days=1)).utcoffset() == day.utcoffset():
        day += timedelta(days=1)
    return day


def propose_dinner(phone: Phone) -> None:
    """Saturdays at 19:30, with three reminders."""
    phone.open_app("/time")
    phone.tap("New ritual")
    phone.tap("Date night")
    phone.write("Name", "Candlelight at Quittenbrot")
    phone.tap("Next")
    phone.tap("1 day before")
    phone.tap("15 minutes before")
    phone.tap("At the start")
    phone.tap("Propose to Ben")
    phone.sees("Ben will see your proposal.")


def accept_dinner(phone: Phone) -> None:
    phone.open_app("/")
    phone.sees("Ana proposes: Candlelight at Quittenbrot")
    agree(phone, "Candlelight at Quittenbrot")
    kept.all_is_sent(phone)
    # The times are Ana's, so where the clocks are others they say whose.
    phone.open_app("/time")
    phone.sees("19:30 Berlin time")


def move_next(phone: Phone, to: datetime) -> None:
    """Move the next time of the ritual to another day."""
    phone.open_app("/time")
    phone.page.get_by_role("region", name="Coming up").get_by_role("link").first.click()
    phone.tap("Move")
    phone.write("Day", to.date().isoformat())
    phone.tap(re.compile("^Move to"))
    phone.sees("Moved from")
    kept.all_is_sent(phone)


def both_lock_their_phones(*phones: Phone) -> None:
    for phone in phones:
        phone.close_app()


def snoozed_until(product: Product) -> datetime:
    """The time for which the server planned the one snooze, once it has."""
    query = "SELECT due FROM reminder WHERE kind = 'ritual_snooze'"
    [(due,)] = wait_until(lambda: rows(product, query), "the snooze to reach the server")
    return datetime.fromtimestamp(due / 1000, UTC)


def next_reminder(product: Product) -> datetime:
    """The earliest time for which the server plans a reminder."""
    [(due,)] = rows(product, "SELECT min(due) FROM reminder WHERE kind LIKE 'ritual%'")
    return datetime.fromtimestamp(due / 1000, UTC)
