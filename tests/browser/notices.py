"""Notices as people use them: turned on in the settings, read on the lock screen, discreet by default."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.browser import kept
from tests.browser.phones import Phone
from tests.browser.server_clock import ServerClock
from tests.browser.standins.mailroom import Message
from tests.browser.standins.notifications import Notification
from tests.browser.standins.services import PushServices
from tests.browser.steps import SLOW

BERLIN = ZoneInfo("Europe/Berlin")

NEUTRAL = re.compile(r"|(Until |(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\d\d:\d\d\.")
BUTTONS = {"Snooze 15 min", "On my way", "Not tonight", "Not today", "Withdraw"}


def turn_on_notices(*phones: Phone) -> None:
    """In the settings, on this phone."""
    for phone in phones:
        phone.open_app("/settings")
        _turn(phone, "Notices on this phone", on=True)


def show_words(phone: Phone) -> None:
    """Turn off, in the settings, that the lock screen says nothing."""
    phone.open_app("/settings")
    _turn(phone, "Discreet lock screen", on=False)


def wish_for(phone: Phone, name: str, at: str | None = None) -> None:
    """In the settings, turn on notices of this kind, perhaps at a time of day; it reaches the server."""
    phone.open_app("/settings")
    with _kept(phone):
        _turn(phone, name, on=True)
    if at:
        choose_time(phone, "Remind me at", at)


def keep_quiet(phone: Phone, begin: str, end: str) -> None:
    """In the settings, choose quiet hours; it reaches the server."""
    phone.open_app("/settings")
    choose_time(phone, "From", begin)
    choose_time(phone, "Until", end)


def says_nothing(notification: Notification) -> bool:
    """Whether the lock screen shows somebody else at most a clock time and its day."""
    labels = {label for label, key in notification.actions.items() if _is_ours(key)}
    neutral = NEUTRAL.fullmatch(notification.body) is not None
    return notification.title == "Reminder" and neutral and labels <= BUTTONS


def is_silent(notification: Notification) -> bool:
    """Whether it makes no sound."""
    return bool(notification.hints.get("suppress-sound"))


def read(phone: Phone, body: str, title: str | None = "Reminder") -> Notification:
    """Wait for a notice on the lock screen, read it and swipe it away."""
    notification = phone.notification(title, body)
    phone.swipe_away(notification)
    return notification


def sent_at(message: Message, zone: tzinfo = UTC) -> datetime:
    """When a push service accepted a message, by the server's clock."""
    return datetime.fromtimestamp(message.expires_at - message.ttl, zone)


def at_hand(phone: Phone) -> Notification | None:
    """The notice that a phone shows of a yes of its own."""
    shown = list(phone.shade.shown.values())
    return next((one for one in shown if one.body.startswith("Until ")), None)


def next_noon(server_clock: ServerClock) -> datetime:
    """Tomorrow at twelve in Berlin: far from anybody's quiet hours."""
    tomorrow = server_clock.now().astimezone(BERLIN) + timedelta(days=1)
    return tomorrow.replace(hour=12, minute=0, second=0, microsecond=0)


def clock_times(services: PushServices, phone: Phone, zone: tzinfo = BERLIN) -> list[str]:
    """When each push to a phone was sent, such as `Sat 18:30`, oldest first."""
    return [f"{sent_at(message, zone):%a %H:%M}" for message in services.messages(phone.name)]


def _turn(phone: Phone, name: str, *, on: bool) -> None:
    switch = phone.page.get_by_role("switch", name=name, exact=True)
    expect(switch).to_be_checked(checked=not on)
    switch.click()
    expect(switch).to_be_checked(checked=on, timeout=SLOW)


def choose_time(phone: Phone, label: str, time: str) -> None:
    """Fill a field for a time of day and leave it."""
    field = phone.page.get_by_label(label, exact=True)
    with _kept(phone):
        field.fill(time)
        field.blur()


@contextmanager
def _kept(phone: Phone) -> Generator[None]:
    """Wait until what the block changes is stored on the phone and then on the server."""
    before = kept.records(phone, "preferences")
    yield
    phone.wait_until(lambda: kept.records(phone, "preferences") != before, "the wish to be kept")
    kept.all_is_sent(phone)


def _is_ours(key: str) -> bool:
    """Browsers add buttons of their own, such as Chromium's settings."""
    return key not in ("default", "settings")
