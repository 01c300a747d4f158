"""Mistakes of the finger: a double tap is one tap, and Undo brings back what was deleted."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import browsers, kept
from tests.browser.audit import audit
from tests.browser.conftest import MakePhone
from tests.browser.phones import Phone
from tests.browser.steps import add_note, is_at_home, start

NOTE = "A long note that nobody wants to write twice"


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_slip_of_the_finger(phones: MakePhone, browser: browsers.Kind) -> None:
    ana = phones("ana", browser=browser, animated=True)
    start(ana)

    # A double tap on a face is one check-in.
    ana.double_tap("Good")
    ana.sees("Good, only for you.")
    assert len(kept.records(ana, "check_ins")) == 1
    add_note(ana, NOTE)

    # Deleted by mistake: it is off the screen, and back with Undo, which the keyboard reaches too.
    delete_check_in(ana)
    expect(ana.page.get_by_label("You: Good")).to_have_count(0)
    said = ana.page.get_by_role("status").filter(has_text="Check-in deleted.")
    expect(said.get_by_role("button", name="Undo")).to_be_visible()
    ana.screenshot(f"story-undo-{browser}")
    ana.page.keyboard.press("ControlOrMeta+z")
    expect(ana.page.get_by_label("You: Good")).to_be_visible()
    expect(said).to_have_count(0)
    open_check_in(ana)
    expect(ana.page.get_by_label("A note", exact=True)).to_have_value(NOTE)
    audit(ana, f"story-undo-sheet-{browser}")
    ana.tap("Close")
    comes_back_closed(ana)
    undoes_by_keyboard(ana)

    # Deleted on purpose: it is sent once the app is left, and gone at the next opening.
    delete_check_in(ana)
    ana.sees("Check-in deleted.")
    ana.open_app("/help")
    ana.open_app()
    is_at_home(ana)
    expect(ana.page.get_by_label("You: Good")).to_have_count(0)
    ana.wait_until(lambda: not kept.records(ana, "check_ins") or None, "the check-in to be gone")


def comes_back_closed(phone: Phone) -> None:
    """A screen that is left with its sheet open comes back without it."""
    open_check_in(phone)
    phone.tap("Help")
    phone.page.go_back()
    is_at_home(phone)
    expect(phone.page.get_by_role("dialog")).to_have_count(0)


def undoes_by_keyboard(phone: Phone) -> None:
    """Afterwards the focus is where it was before."""
    face = phone.page.get_by_role("button", name="Low", exact=True)
    face.press("Enter")
    phone.sees("Low, only for you.")
    phone.page.get_by_role("button", name="Undo").press("Enter")
    expect(face).to_be_focused()
    expect(phone.page.get_by_label("You: Good")).to_be_visible()


def open_check_in(phone: Phone) -> None:
    phone.tap(re.compile("^You: Good"))
    expect(phone.page.get_by_role("dialog", name="A little more")).to_be_visible()


def delete_check_in(phone: Phone) -> None:
    open_check_in(phone)
    phone.tap("Delete this check-in")
