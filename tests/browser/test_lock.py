"""The lock: a PIN before the words, none before a pause, and nothing left for the next user of the phone.

Every tab of the app locks, and leaves, with the others.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser import kept
from tests.browser.conftest import MakePhone
from tests.browser.looking import ELSEWHERE, leads_elsewhere, look
from tests.browser.phones import Phone
from tests.browser.steps import (
    SLOW,
    add_note,
    back_by,
    check_in,
    is_at_home,
    is_installed,
    pair,
    sees_circle,
    shown_code,
    start,
    to_today,
)

PIN = "271828"
SAME_PIN = {"PIN": "٢٧١٨٢٨", "Enter it again": "２７１８２８ "}
"""The same PIN, as other keyboards type it."""
NOTE = "A word of the canary"
UNSAVED = "Half a word of the canary"
HELD_BACK = {
    "My phones": "Show a code",
    "Save a copy of your words": "To read and print",
    "Delete my data": "Delete my data now",
    "Your 12 recovery words": "Show me 12 words",
}


def test_the_lock(phones: MakePhone) -> None:
    ana, ben = phones("ana"), phones("ben", browser="firefox")
    for phone in (ana, ben):
        start(phone)
        is_installed(phone)
        leads_elsewhere(phone)
    pair(ana, ben)
    for phone, other in ((ana, ben), (ben, ana)):
        check_in(phone, "Low")
        add_note(phone, NOTE)
        kept.all_is_sent(phone)
        sees_circle(other, phone.name.capitalize(), "Low")

    for phone in (ana, ben):
        turn_on(phone)
        phone.tap("Lock now")
        is_locked(phone)
        look(phone, "locked")
        lies_sealed(phone)

        # It stays so when the app is opened again, and another PIN does not help.
        phone.open_app("/people")
        is_locked(phone)
        give(phone, "314159")
        phone.sees("This is not your PIN.")
        expect(phone.page.get_by_label("PIN", exact=True)).to_be_focused()

    # A pause needs no PIN, and the partner sees it. Nobody is told of the lock.
    ben.open_app()
    give(ben, PIN)
    is_at_home(ben)
    ana.tap("Pause")
    back = back_by(ana)
    by = f"{back}( tomorrow)?"
    ben.sees(re.compile(rf"^Ana needs a pause, back by {by}\. Nothing to do now\."))
    ana.tap("Close")
    ana.sees(re.compile(rf"^Your pause runs until {by}\."))
    ana.open_app("/pause")
    ana.tap("I'm back")
    ana.sees("Welcome back.")
    ben.sees("Ana is back.")

    # Neither does Help. Then somebody comes in: one tap, and what was open is away again.
    ana.tap("Help")
    ana.sees("In danger now")
    ana.open_app()
    give(ana, PIN)
    is_at_home(ana)
    for phone in (ana, ben):
        assert NOTE in kept.words(phone, "check_ins", "note")
        tabs = opens_a_second_tab(phone)
        phone.tap("Quick exit")
        for tab in tabs:
            tab.wait_for_url(ELSEWHERE)
        tabs[1].close()
        phone.open_app()
        is_locked(phone)
        lies_sealed(phone)
        give(phone, PIN)
        is_at_home(phone)
        sees_circle(phone, "Ana", "Low") if phone is ben else sees_circle(phone, "Ben", "Low")

    # What has an effect beyond this moment asks for the PIN again.
    for way, held_back in HELD_BACK.items():
        ana.tap("People and settings")
        ana.page.get_by_role("link", name=way).click()
        if way == "My phones":
            ana.tap(held_back)
        expect(ana.page.get_by_label("PIN", exact=True)).to_be_visible(timeout=SLOW)
        expect(ana.tappable(held_back)).to_have_count(0)
        look(ana, f"pin-before-{way.split()[-1]}")
    ana.write("PIN", PIN)
    ana.tap("Next")
    expect(ana.tappable("Show me 12 words")).to_be_visible(timeout=SLOW)

    a_code_is_stopped_without_the_pin(ana)
    locks_later_only_with_the_pin(ana)

    # A rest locks it, in every tab. What was being typed comes back with the PIN, and does not lie open meanwhile.
    to_today(ana)
    for phone in (ana, ben):
        writes_a_little(phone)
        tabs = opens_a_second_tab(phone)
        rests(phone, minutes=6)
        tabs[1].close()
        is_locked(phone)
        assert phone.page.get_by_label("A note").count() == 0
        lies_sealed(phone)
        give(phone, PIN)
        expect(phone.page.get_by_label("A note", exact=True)).to_have_value(UNSAVED, timeout=SLOW)
        rests(phone, minutes=12)
        lies_sealed(phone)

    # A phone that the server no longer knows reaches nobody, so it promises no pause.
    ana.context.clear_cookies()
    ana.open_app()
    is_locked(ana)
    expect(ana.tappable("Pause")).to_have_count(0, timeout=SLOW)
    look(ana, "locked-signed-out")
    ana.open_app("/pause?start=1")
    is_locked(ana)
    expect(ben.tappable("Pause")).to_be_visible()

    # Two people use one phone, one after the other: the second finds nothing of the first, nor
    # the lock.
    for phone in (ana, ben):
        phone.tap("PIN forgotten?")
        phone.tap("Delete everything on this phone")
        phone.sees("what you kept private is lost for good")
        expect(phone.tappable("Delete it now")).to_be_disabled()
        look(phone, "locked-wipe")
        phone.write('To go on, type "delete"', "Delete")
        phone.tap("Delete it now")
        expect(phone.tappable("Start without a check-in")).to_be_visible(timeout=SLOW)
        phone.wait_until(lambda of=phone: not kept.everything(of), "everything to be gone")
        start(phone)
        assert not kept.records(phone, "check_ins")
        phone.open_app("/settings")
        expect(phone.page.get_by_role("switch", name="Ask for a PIN")).not_to_be_checked()


def turn_on(phone: Phone) -> None:
    phone.open_app("/settings")
    phone.page.get_by_role("switch", name="Ask for a PIN", exact=True).click()
    sheet = phone.page.get_by_role("dialog", name="A PIN for this phone")
    look(phone, "lock-new-pin")
    for plain in ("111111", "123456", "987654"):
        for label in ("PIN", "Enter it again"):
            sheet.get_by_label(label, exact=True).fill(plain)
        phone.sees("Many people try this one first.")
        expect(phone.tappable("Turn on the lock", within=sheet)).to_be_disabled()
    look(phone, "lock-plain-pin")
    for label, digits in SAME_PIN.items():
        sheet.get_by_label(label, exact=True).fill(digits)
    phone.tap("Turn on the lock", within=sheet)
    phone.sees("The lock is on.", timeout=SLOW / 1000)
    look(phone, "settings-lock")


def a_code_is_stopped_without_the_pin(phone: Phone) -> None:
    phone.open_app("/settings/phones")
    give(phone, PIN)
    phone.tap("Show a code")
    phone.write("PIN", PIN)
    phone.tap("Next")
    shown_code(phone)
    phone.open_app("/settings/phones")
    give(phone, PIN)
    phone.sees("A code is waiting here", timeout=SLOW / 1000)
    expect(phone.page.get_by_role("status", name="Code", exact=True)).to_have_count(0)
    look(phone, "pin-before-waiting-code")
    phone.tap("Stop here")
    expect(phone.tappable("Show a code")).to_be_visible()


def locks_later_only_with_the_pin(phone: Phone) -> None:
    phone.open_app("/settings")
    give(phone, PIN)
    after = phone.page.get_by_label("Lock after", exact=True)
    after.select_option("1 minute")
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    after.select_option("15 minutes")
    sheet = phone.page.get_by_role("dialog", name="Lock only after 15 minutes")
    look(phone, "lock-later")
    phone.tap("Close", within=sheet)
    expect(after).to_have_value("1")
    after.select_option("15 minutes")
    sheet.get_by_label("PIN", exact=True).fill(PIN)
    phone.tap("Save", within=sheet)
    expect(sheet).to_have_count(0, timeout=SLOW)
    expect(after).to_have_value("15")
    after.select_option("5 minutes")  # sooner again, without a question


def writes_a_little(phone: Phone) -> None:
    """And saves nothing of it."""
    phone.tap(re.compile("^You: Low"))
    phone.write("A note", UNSAVED)


def rests(phone: Phone, *, minutes: int) -> None:
    phone.set_clock(datetime.now(UTC) + timedelta(minutes=minutes))
    is_locked(phone)


def opens_a_second_tab(phone: Phone) -> Sequence[Page]:
    """The app open twice without its PIN, as somebody leaves it; the second tab is in front."""
    first = phone.page
    second = phone.open_tab()
    give(phone, PIN)
    is_at_home(phone)
    return first, second


def give(phone: Phone, pin: str) -> None:
    phone.write("PIN", pin)
    phone.tap("Open")


def is_locked(phone: Phone) -> None:
    heading = phone.page.get_by_role("heading", name="Locked", exact=True)
    expect(heading).to_be_visible(timeout=SLOW)
    assert phone.page.get_by_text(re.compile("Ana|Ben")).count() == 0


def lies_sealed(phone: Phone) -> None:
    """Neither words nor roots can be read from what the browser stores."""

    def is_away() -> bool:
        found = kept.as_text(phone)
        names = phone.page.evaluate(kept.READ_NAMES, "keys")
        return NOTE not in found and UNSAVED not in found and set(names) == {"device", "signing"}

    phone.wait_until(is_away, "everything to be put away")
